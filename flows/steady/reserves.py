"""Own reserves: a check-in of two taps, and three questions once a month whether they run low.

Records: `steady` {fuel, own_need}; `reserves` {giving, giving_up, flat}. The three are no test:
they are looked at beside the last time, and lead to rest, limits and people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows.engine.effects import Effect, Keep, Schedule
from flows.engine.known import JSON, Known, Record
from flows.journalling.shelf import day

ITEMS = ("giving", "giving_up", "flat")
OFTEN: Mapping[str, int] = {"seldom": 0, "sometimes": 1, "often": 2}
FULL, LOW = 1, 4  # sums: up to the first there is enough, from the second on it runs low
APART = timedelta(days=28)  # a month apart shows something, a day apart only a mood
MONTH = timedelta(days=30)


def total(answers: Mapping[str, JSON]) -> int:
    """The sum of the three."""
    return sum(OFTEN.get(str(answers.get(item)), 0) for item in ITEMS)


def runs_low(known: Known) -> bool:
    """Whether more goes out than comes in."""
    return total(known.answers) >= LOW


def is_fine(known: Known) -> bool:
    """Whether there is enough."""
    return total(known.answers) <= FULL


def last(known: Known) -> Record | None:
    """The latest of them that was kept."""
    found = known.records("reserves")
    return found[-1] if found else None


def too_soon(known: Known) -> bool:
    """Whether the last time was less than a month ago."""
    before = last(known)
    return before is not None and known.now - before.at < APART


def told(known: Known) -> Mapping[str, JSON]:
    """When it was answered last, and how this time compares: "more", "less", "same", "" ."""
    before = last(known)
    if before is None:
        return {"day": "", "compared": ""}
    now, then = total(known.answers), total(before.data)
    compared = "same" if now == then else "more" if now > then else "less"
    return {"day": day(known, before.at), "compared": compared}


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the three answers, to be looked at beside the next ones."""
    return (Keep("reserves", {item: known.text(item) for item in ITEMS}),)


def keep_own(known: Known) -> tuple[Effect, ...]:
    """Keep the own check-in."""
    return (Keep("steady", {"fuel": known.text("fuel"), "own_need": known.text("own_need")}),)


def in_a_month(known: Known) -> tuple[Effect, ...]:
    """Ask again in a month, once, because that was asked for."""
    return (Schedule("secure", known.now + MONTH),)
