"""Good moments that a person kept, one of them read back where it is wanted.

They are lines kept at a check-in under one of the evening's prompts about oneself, and moments that
went differently, with a line. A whole cycle goes by before one comes again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flows.engine.known import JSON, Known
from flows.localtime import clock
from flows.tracking import days

EVENING = "17:00"
# Five, so that no rhythm of notes (1, 2, 3 or 7 days) leaves one out. The last is an open line.
PROMPTS = ("value", "did", "held", "gave", "open")


def prompt(known: Known) -> str:
    """The evening's prompt for a line, another each day; by day an open line."""
    at = clock(known.now, known.person.zone)
    if at < EVENING:
        return "open"
    return PROMPTS[days.date_now(known).toordinal() % len(PROMPTS)]


def asks(known: Known) -> Mapping[str, JSON]:
    """The prompt, for the words."""
    return {"prompt": prompt(known)}


def lines(known: Known) -> list[tuple[date, str]]:
    """Every good line with its day, oldest first."""
    found = [
        (days.day(known, record), str(record.data.get("line") or ""))
        for kind in ("checkin_line", "different")
        for record in known.records(kind)
        if kind == "different" or record.data.get("prompt") in PROMPTS[:-1]
    ]
    return [(at, line) for at, line in sorted(found) if line]


def any_(known: Known) -> bool:
    """Whether there is one."""
    return bool(lines(known))


def told(known: Known) -> Mapping[str, JSON]:
    """The one of today."""
    every = lines(known)
    if not every:
        return {"good_line": "", "good_day": ""}
    at, line = every[days.date_now(known).toordinal() % len(every)]
    return {"good_line": line, "good_day": days.named(known)(at)}


def counts(known: Known) -> Mapping[str, JSON]:
    """How many there are."""
    return {"goods": len(lines(known))}
