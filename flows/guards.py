"""What decides in several exercises: an answer, the safety flag, how often somebody came back.

Kept on the person: `unsafe` (True or nothing) and `visits` (Unix seconds of the last hours).
"""

from __future__ import annotations

from datetime import timedelta

from flows.engine.effects import Effect, Remember
from flows.engine.flow import Guard
from flows.engine.known import Known, Person

WITHIN = timedelta(hours=6)
APART = timedelta(minutes=10)  # beginning again sooner is the same visit
COPING, PEOPLE = 3, 5  # visits within those hours from which on it leads elsewhere


def is_(name: str, *values: str) -> Guard:
    """Whether an answer is one of these."""

    def answered_so(known: Known) -> bool:
        return known.answers.get(name) in values

    return answered_so


def lacks(name: str) -> Guard:
    """Whether this was not answered yet; skipping is an answer."""

    def not_answered(known: Known) -> bool:
        return not known.has(name)

    return not_answered


def troubled(person: Person) -> bool:
    """Whether a partner is known to frighten, hurt or control, or to be hurt by this person.

    Then nothing advises closeness or staying, words a line to them, or could reach them.
    """
    return person.kept.get("unsafe") is True


def unsafe(known: Known) -> bool:
    """Whether that is so for the person who is being talked with."""
    return troubled(known.person)


def flag(known: Known) -> tuple[Effect, ...]:
    """Remember that; nothing is said of it anywhere, and /settings can clear it."""
    return () if unsafe(known) else (Remember("unsafe", True),)


def visits(known: Known) -> tuple[int, ...]:
    """When soothing was asked for in the last hours (Unix seconds), oldest first."""
    kept = known.person.kept.get("visits")
    times = kept if isinstance(kept, list | tuple) else ()
    since = known.now.timestamp() - WITHIN.total_seconds()
    return tuple(time for time in times if isinstance(time, int) and time > since)


def visit(known: Known) -> tuple[Effect, ...]:
    """Count one more, unless it goes on from the one before; older ones are forgotten."""
    times, now = visits(known), int(known.now.timestamp())
    if times and now - times[-1] < APART.total_seconds():
        return ()
    return (Remember("visits", [*times[1 - PEOPLE :], now]),)


def loop(known: Known) -> int:
    """Where soothing should lead: 0 it may soothe, 1 to coping, 2 to people.

    A tool that answers every alarm feeds it: at the third visit within six hours the person is
    asked what they can do themselves, at the fifth who could be with them.
    """
    count = len(visits(known))
    return (count >= COPING) + (count >= PEOPLE)
