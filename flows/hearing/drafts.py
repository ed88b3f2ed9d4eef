"""A typed reply before it is sent: what in it fixes, defends, blames or makes it small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.hearing.rules import Mark, marks, rules
from flows.pausing.answers import clipped

SHOWN = 200  # characters of one's own text that are shown again
REASONS = 2  # kinds that are explained: a card has 600 characters


def nothing_offered(known: Known) -> tuple[Option, ...]:  # noqa: ARG001 - it is written
    """Nothing to tap: the reply is typed."""
    return ()


def read_draft(text: str, known: Known) -> Answers | None:  # noqa: ARG001 - the same for everybody
    """A reply, if there are letters in it."""
    return {"draft": text} if any(map(str.isalpha, text)) else None


def is_marked(known: Known) -> bool:
    """Whether anything in the reply keeps it from hearing."""
    return bool(marks(known.text("draft"), "flags"))


def told(known: Known) -> Mapping[str, JSON]:
    """The reply in pieces, marked or not, and a reason for each kind."""
    text = known.text("draft")
    found = [mark for mark in marks(text, "flags") if mark.start < SHOWN]
    kinds = list(dict.fromkeys(mark.id for mark in found or marks(text, "flags")))[:REASONS]
    every = rules("flags")
    return {
        "pieces": pieces(text, [mark for mark in found if mark.id in kinds]),
        "reasons": [[every[one].label, every[one].why] for one in kinds],
        "first": every[kinds[0]].instead if kinds else "",
        "blames": "blaming" in kinds or "defending" in kinds,
    }


def pieces(text: str, found: Sequence[Mark]) -> list[JSON]:
    """Text as [words, marked or not], cut to a card's size."""
    if not found:
        return [[clipped(text, SHOWN), False]]
    out: list[JSON] = []
    at, end = 0, min(len(text), SHOWN)
    for mark in found:
        out += [[text[at : mark.start], False], [text[mark.start : min(mark.end, end)], True]]
        at = min(mark.end, end)
    out.append([text[at:end] + ("…" if end < len(text) else ""), False])
    return out
