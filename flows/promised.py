"""The moment that a time-out promises: read from what is typed or tapped, told as a clock time.

Answers hold it as `ends`, in Unix seconds. No clock time is read or told before the person's zone
is known: a wrong one would break the promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.localtime import LONGEST_MINUTES, clock, describe_day, next_local, read_minutes
from flows.places.typed_time import duration
from flows.zones import has_zone

MORE = 10  # minutes, once
A_DAY = 24 * 60  # minutes
TOMORROW = {"morning": "10:00", "evening": "19:00"}


def end(known: Known) -> datetime:
    """The promised moment; without one, in twenty minutes."""
    return datetime.fromtimestamp(known.number("ends", _in(20, known)), UTC)


def told(known: Known) -> Mapping[str, JSON]:
    """The promised clock time and its day ("today", "tomorrow", "later"); empty without a zone."""
    if not has_zone(known):
        return {"until": "", "day": ""}
    zone = known.person.zone
    return {"until": clock(end(known), zone), "day": describe_day(end(known), known.now, zone)}


def lengths(known: Known) -> list[Option]:  # noqa: ARG001 - the same for everybody
    """The offered minutes."""
    return [Option("20"), Option("30"), Option("60")]


def clock_wanted(known: Known) -> list[Option]:
    """One tap to a sentence with a clock time, where the person's clock is not known."""
    return [] if has_zone(known) else [Option("clock")]


def returns(known: Known) -> list[Option]:
    """What can be done when the time has come; more time only once."""
    more = () if known.has("extended") else ("more",)
    return [Option(key) for key in ("yes", *more, "later", "unsafe")]


def days(known: Known) -> list[Option]:
    """Times to talk; those by the clock only where it is known."""
    return [Option(key) for key in ("day", *(TOMORROW if has_zone(known) else ()))]


def read_length(text: str, known: Known) -> Answers | None:
    """Minutes from 1 to 1440, or a clock time: `minutes` and `ends`."""
    if has_zone(known):
        minutes = read_minutes(text, known.now, known.person.zone)
    else:
        minutes = duration(text)
    if minutes is None or not 1 <= minutes <= LONGEST_MINUTES:
        return None
    return {"minutes": minutes, "ends": _in(minutes, known)}


def read_later(text: str, known: Known) -> Answers | None:
    """Tomorrow, or what is typed as for a length: `later`, `wait` (minutes) and `ends`."""
    if text in TOMORROW and has_zone(known):
        due = _tomorrow(TOMORROW[text], known)
        minutes = (due - known.now) // timedelta(minutes=1)
        return {"later": text, "wait": minutes, "ends": int(due.timestamp())}
    if text == "day":
        return {"later": text, "wait": A_DAY, "ends": _in(A_DAY, known)}
    read = read_length(text, known)
    return read and {"later": "own", "wait": read["minutes"], "ends": read["ends"]}


def read_return(text: str, known: Known) -> Answers | None:
    """A few more minutes, once, bring a new `ends`; other choices bring nothing with them."""
    if text != "more" or known.has("extended"):
        return None
    return {"back": text, "extended": True, "ends": _in(MORE, known)}


def _in(minutes: int, known: Known) -> int:
    return int((known.now + timedelta(minutes=minutes)).timestamp())


def _tomorrow(at: str, known: Known) -> datetime:
    """A clock time of the person's next date."""
    zone = known.person.zone
    due = next_local(known.now, zone, at)
    if describe_day(due, known.now, zone) == "today":
        return next_local(known.now, zone, at, 2)
    return due
