"""What was kept in own words, read back: newest first, a few a screen, by a word; and deleted.

Beside the pages of the journal stand the lines kept in other exercises. Saved while reading: `at`
(the screen), `query`, `entry` (a record's kind and moment).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows import lists
from flows.engine.effects import Discard, Effect
from flows.engine.known import JSON, Answers, Known, Record
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.localtime import local_date

KINDS: Mapping[str, tuple[str, ...]] = {
    "journal": ("text",),
    "unsaid": ("line",),
    "different": ("line",),
    "checkin_line": ("line",),
    "evidence": ("speaks_for", "against"),
}
"""Kinds of records with words of one's own -> the fields that hold them."""
COUNTS = ("different",)  # of this kind a record without words is a count, and stays
SCREEN = 5  # entries a screen
LABEL = 28  # characters of a button
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def said(record: Record) -> str:
    """The words of a record."""
    fields = (record.data.get(field) for field in KINDS[record.kind])
    return " · ".join(field for field in fields if isinstance(field, str) and field)


def entries(known: Known) -> list[Record]:
    """All that can be read back, newest first; lists that weigh trust not beside who harms."""

    def read() -> list[Record]:
        kinds = [kind for kind in KINDS if not (kind == "evidence" and unsafe(known))]
        there = [record for kind in kinds for record in known.records(kind) if said(record)]
        return sorted(there, key=lambda record: record.at, reverse=True)

    return known.once("entries", read)


def plain(text: str) -> str:
    """Text for finding: upper case and accents aside."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in letters if not unicodedata.combining(one))


def found(known: Known) -> list[Record]:
    """The entries in which all words of the query stand, at least as the beginning of a word."""
    wanted = plain(known.text("query")).split()
    if not wanted:
        return entries(known)
    return known.once(
        "found", lambda: [one for one in entries(known) if _holds(plain(said(one)), wanted)]
    )


def _holds(text: str, wanted: list[str]) -> bool:
    spaced = " " + "".join(one if one.isalnum() else " " for one in text)
    return all(f" {word}" in spaced or word in text.split() for word in wanted)


def key(record: Record) -> str:
    """A record's name on a button: its kind and its moment."""
    return f"{record.kind}_{(record.at - _EPOCH) // timedelta(microseconds=1)}"


def screen(known: Known) -> tuple[int, int]:
    """Which screen is open, and how many there are."""
    last = max(0, (len(found(known)) - 1) // SCREEN)
    return min(max(0, known.number("at")), last), last + 1


def listed(known: Known) -> list[Option]:
    """The entries of the screen by day and first words; then the ways through."""
    at, screens = screen(known)
    shown = found(known)[at * SCREEN : (at + 1) * SCREEN]
    older = ["older"] if at + 1 < screens else []
    newer = ["newer"] if at else []
    every = ["every"] if known.has("query") else []
    return [
        *(Option(key(one), label(known, one)) for one in shown),
        *(Option(way) for way in (*older, *newer, *every)),
    ]


def label(known: Known, record: Record) -> str:
    """`12 Mar · I noticed that …`"""
    return shorten(f"{day(known, record.at)} · {said(record)}", LABEL)


def shorten(text: str, most: int) -> str:
    """One line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def day(known: Known, at: datetime) -> str:
    """A date as the person's own calendar has it: `12 Mar`, of other years `12 Mar 2025`."""
    date, today = (local_date(one, known.person.zone) for one in (at, known.now))
    month = list(lists.of(known, "months").values())[date.month - 1].label
    return f"{date.day} {month}" + ("" if date.year == today.year else f" {date.year}")


def turn(text: str, known: Known) -> Answers | None:
    """Older, newer, all again; an entry is read as it is offered."""
    at, _ = screen(known)
    if text == "every":
        return {"query": None, "at": 0, "entry": None}
    if text in {"older", "newer"}:
        return {"at": at + (1 if text == "older" else -1), "entry": None}
    return None


def look(text: str, known: Known) -> Answers | None:  # noqa: ARG001 - whatever is kept
    """A word, or a few, to look for."""
    wanted = plain(text).split()
    return {"query": text, "at": 0, "entry": None} if wanted and len(text) <= 60 else None


def opened(known: Known) -> Record | None:
    """The entry that was tapped, unless it is gone meanwhile."""
    return next((one for one in entries(known) if key(one) == known.text("entry")), None)


def told(known: Known) -> Mapping[str, JSON]:
    """The screen, and the entry that is open."""
    at, screens = screen(known)
    record = opened(known)
    prompt = str(record.data.get("prompt") or "") if record else ""
    asked = lists.of(known, "prompts").get(prompt)
    return {
        "count": len(found(known)),
        "all": len(entries(known)),
        "looked": known.text("query"),
        "screen": at + 1,
        "screens": screens,
        "there": record is not None,
        "kind": record.kind if record else "",
        "date": day(known, record.at) if record else "",
        "asked": asked.text if asked else "",
        "years": str(record.data.get("when") or "") if record else "",
        "words": {f: str(record.data.get(f) or "") for f in KINDS[record.kind]} if record else {},
    }


def delete(known: Known) -> tuple[Effect, ...]:
    """Delete the entry that is open."""
    record = opened(known)
    return () if record is None else (Discard(record.kind, record.at),)


def delete_all(known: Known) -> tuple[Effect, ...]:
    """Delete every page and line; counts without words stay."""
    counted = (record for kind in COUNTS for record in known.records(kind) if said(record))
    return (
        *(Discard(kind) for kind in KINDS if kind not in COUNTS),
        *(Discard(record.kind, record.at) for record in counted),
    )
