"""When the check-in offers to come less often, and when it offers to come nearer again.

The bot is to be needed less, so it says so itself. The rule, whole:

1. Rhythms are 1, 2, 3 and 7 days. A step to the next is *offered*, never made without a tap.
2. It is offered when calm grew or held, which is: of the last 28 days there are at least `LEAST`
   check-ins, the first at least `SPAN` days ago; at most one in five of them was low or very low;
   the later half was on the mean no lower than the earlier half by more than a quarter of a step;
   no pause of the last 7 days began at heat 7 or more; *safe* of the latest week was not low.
3. Once offered it is not offered again for 14 days, nor for 28 days after "leave it as it is".
4. Where a rhythm is thinner than daily and two check-ins in a row are low, a daily one is offered,
   by the same rule of 14 days.
5. Nothing is ever taken away: /checkin by hand works at any time, and "Not now" changes the hour.

Kept on the person in `checkin`: `every`, days from note to note (left out while it is 1), and as
`thinned`: {"on": day number of the last offer, "stay": whether it was declined}.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows import daily
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.tracking import days, weekly

BACK = timedelta(days=28)
LEAST, SPAN = 8, 14
SHARE_LOW, SLACK = 0.2, 0.25
HOT, HOT_DAYS = 7, timedelta(days=7)
AGAIN, AFTER_NO = 14, 28  # days


def calm_grows(known: Known) -> bool:
    """Rule 2, as far as the days themselves say it."""
    recent = [r for r in known.records("checkin") if known.now - r.at <= BACK]
    moods = [days.MOODS[m] for r in recent if (m := str(r.data.get("mood"))) in days.MOODS]
    if len(moods) < LEAST or (days.date_now(known) - days.day(known, recent[0])).days < SPAN:
        return False
    low = sum(mood <= days.MOODS["low"] for mood in moods)
    half = len(moods) // 2
    earlier, later = days.mean(moods[:half]), days.mean(moods[half:])
    return low <= SHARE_LOW * len(moods) and later >= earlier - SLACK


def stormy(known: Known) -> bool:
    """Whether a pause of the last week began hot."""
    return any(
        isinstance(heat := record.data.get("before"), int) and heat >= HOT
        for record in known.records("pause")
        if known.now - record.at < HOT_DAYS
    )


def offered_lately(known: Known) -> bool:
    """Rule 3."""
    kept = known.person.kept.get("thinned")
    if not isinstance(kept, Mapping) or not isinstance(on := kept.get("on"), int):
        return False
    wait = AFTER_NO if kept.get("stay") is True else AGAIN
    return days.date_now(known).toordinal() - on < wait


def is_low(known: Known) -> bool:
    """Whether the day was tapped as low just now."""
    return known.text("mood") in days.LOW


def fewer_due(known: Known) -> bool:
    """Whether a thinner rhythm is to be offered now."""
    return (
        daily.is_set_up(known)
        and daily.every(known.person) != daily.RHYTHMS[-1]
        and not is_low(known)
        and not offered_lately(known)
        and calm_grows(known)
        and not stormy(known)
        and not weekly.was_low(known)
    )


def nearer_due(known: Known) -> bool:
    """Whether a daily note is to be offered again: this day low, and the one before."""
    past = known.records("checkin")
    return (
        daily.is_set_up(known)
        and daily.every(known.person) > 1
        and is_low(known)
        and bool(past)
        and past[-1].data.get("mood") in days.LOW
        and not offered_lately(known)
    )


def next_rhythm(known: Known) -> int:
    """The next thinner rhythm, in days."""
    now = daily.every(known.person)
    return next((days for days in daily.RHYTHMS if days > now), now)


def told(known: Known) -> Mapping[str, JSON]:
    """What is offered."""
    return {"rhythm": next_rhythm(known)}


def offered(known: Known) -> tuple[Effect, ...]:
    """Take note that it was offered today."""
    return (Remember("thinned", {"on": days.date_now(known).toordinal()}),)


def declined(known: Known) -> tuple[Effect, ...]:
    """It stays as it is: not offered for four weeks."""
    return (Remember("thinned", {"on": days.date_now(known).toordinal(), "stay": True}),)


def thin_out(known: Known) -> tuple[Effect, ...]:
    """From now on every so many days."""
    return daily.set_rhythm(known, next_rhythm(known))


def come_nearer(known: Known) -> tuple[Effect, ...]:
    """Daily again."""
    return daily.set_rhythm(known, 1)
