"""Wall clocks and moments: when it is 21:00 where someone lives, across every change of the clocks.

Moments (`now`, results) are aware datetimes in UTC; wall times are "HH:MM"; zones are names.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from math import ceil
from typing import Literal

from flows.places.clocks import UnknownZone, zone
from flows.places.typed_clock import after_until, time_of_day
from flows.places.typed_time import duration

__all__ = [
    "LONGEST_MINUTES",
    "UnknownZone",
    "clock",
    "describe_day",
    "in_quiet",
    "local_date",
    "next_local",
    "quiet_ends",
    "read_minutes",
    "read_time",
    "zone",
]

_WALL = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = timedelta(days=1)
LONGEST_MINUTES = 1440  # the longest timer that a person can set


@cache
def _wall(at: str) -> time:
    """The time of "21:00"; ValueError for anything else, so at most 1440 are kept."""
    if found := _WALL.fullmatch(at):
        return time(int(found[1]), int(found[2]))
    raise ValueError(f"not a time of day: {at[:16]!r}; HH:MM is needed")


def _local(now: datetime, zone_name: str) -> datetime:
    if now.tzinfo is None:
        raise ValueError("a moment needs its offset: use aware datetimes")
    return now.astimezone(zone(zone_name))


def next_local(now: datetime, zone_name: str, at: str, days: int = 1) -> datetime:
    """The `days`-th moment, strictly after now, at which wall clocks there show `at`; in UTC.

    Each local date has one such moment. Where the clocks go forward over it, it is moved on by as
    much as they are (02:30 in Berlin's gap is 03:30 summer time); where they go back over it, it is
    the first of the two; a date that a zone skipped (Apia, 30 December 2011) has none. So days=1 is
    later today or tomorrow, and days=2 is on the date after that.

    Raises UnknownZone; ValueError for another form of `at`, days < 1 or a naive `now`.
    """
    if days < 1:
        raise ValueError("days counts from 1")
    rules, wall, found = zone(zone_name), _wall(at), now
    # Yesterday's may be ahead still: a gap before midnight moves 23:30 to 00:30 today.
    day = _local(now, zone_name).date() - _DAY
    while True:
        moment = datetime.combine(day, wall, rules).astimezone(UTC)
        if moment > found:
            if days == 1:
                return moment
            found, days = moment, days - 1
        day += _DAY


def in_quiet(now: datetime, zone_name: str, start: str, end: str) -> bool:
    """Whether it is from `start` up to, not including, `end` there; end < start runs over midnight.

    The same time twice is no quiet at all. Raises as `next_local`.
    """
    begins, ends = _wall(start), _wall(end)
    shown = _local(now, zone_name).time()
    if begins <= ends:
        return begins <= shown < ends
    return shown >= begins or shown < ends


def quiet_ends(now: datetime, zone_name: str, start: str, end: str) -> datetime:
    """The first moment from now on that is not quiet: now itself outside quiet hours. In UTC."""
    if not in_quiet(now, zone_name, start, end):
        return now.astimezone(UTC)
    local = _local(now, zone_name)
    moments = []
    for day in (local.date(), local.date() + _DAY, local.date() + 2 * _DAY):
        for fold in (0, 1):  # when the clocks went back after `end` it comes a second time
            wall = datetime.combine(day, _wall(end), local.tzinfo).replace(fold=fold)
            moments.append(wall.astimezone(UTC))
    return min(m for m in moments if m > now and not in_quiet(m, zone_name, start, end))


def clock(now: datetime, zone_name: str) -> str:
    """What a clock there shows: "21:40"."""
    return _local(now, zone_name).isoformat(timespec="minutes")[11:16]


def local_date(now: datetime, zone_name: str) -> date:
    """The date there."""
    return _local(now, zone_name).date()


def describe_day(
    target: datetime, now: datetime, zone_name: str
) -> Literal["today", "tomorrow", "later"]:
    """Which day `target` is, for someone there and now. What is overdue is due today."""
    ahead = (local_date(target, zone_name) - local_date(now, zone_name)).days
    if ahead < 1:
        return "today"
    return "tomorrow" if ahead == 1 else "later"


def read_time(text: str) -> str | None:
    """A typed time of day as "HH:MM", None if it is none: "21", "9.30 pm", "half past nine".

    A bare hour is taken as it stands: "9" is 09:00.
    """
    typed = time_of_day(text)
    return typed and f"{typed.hour:02}:{typed.minute:02}"


def read_minutes(text: str, now: datetime, zone_name: str) -> int | None:
    """Typed minutes from 1 to 1440, None otherwise: "20", "1h30", "half an hour", "until 21:40".

    A clock time gives the minutes to its next occurrence, rounded up. An hour from 1 to 12 that
    says neither am nor pm and has no leading zero is the nearer of the two: "until 9" at 20:10 is
    in 50 minutes. Raises UnknownZone.
    """
    minutes = duration(text)
    if minutes is None and (typed := time_of_day(after_until(text))):
        hours = {typed.hour, (typed.hour + 12) % 24} if typed.either_half else {typed.hour}
        moments = (next_local(now, zone_name, f"{hour:02}:{typed.minute:02}") for hour in hours)
        minutes = ceil((min(moments) - now).total_seconds() / 60)
    return minutes if minutes is not None and 1 <= minutes <= LONGEST_MINUTES else None
