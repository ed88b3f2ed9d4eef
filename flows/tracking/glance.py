"""A month and a week at a glance: moods of days, and what moments, checks and promises come to."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from flows import lists
from flows.engine.effects import Picture
from flows.engine.known import JSON, Known
from flows.tracking import days

TAGS = ("seek", "keep", "push")
MOST_BACK = 24  # months that can be turned back


def moods(known: Known) -> dict[date, str]:
    """How each day was, by its last check-in."""
    found = days.by_day(known, "checkin", "mood")
    return {at: mood for at, mood in found.items() if mood in days.MOODS}


def shown_month(known: Known) -> date:
    """The first day of the month that is looked at: this one, or as many back as were turned."""
    first = days.date_now(known).replace(day=1)
    for _ in range(back(known)):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def back(known: Known) -> int:
    """How many months were turned back, read from `turn`: "back2"."""
    number = known.text("turn").removeprefix("back")
    return min(MOST_BACK, int(number)) if number.isdecimal() else 0


def earlier(known: Known) -> bool:
    """Whether there is a check-in before the month that is looked at."""
    return any(at < shown_month(known) for at in moods(known)) and back(known) < MOST_BACK


def month(known: Known) -> Picture | None:
    """The calendar of that month; nothing before the first check-in."""
    found = moods(known)
    if not found:
        return None
    first, now = shown_month(known), days.date_now(known)
    weekday, length = calendar.monthrange(first.year, first.month)
    months = [one.label for one in lists.of(known, "months").values()]
    return Picture(
        "month",
        {
            "month": f"{months[first.month - 1]} {first.year}",
            "first": weekday,
            "moods": [found.get(first + timedelta(n), "") for n in range(length)],
            "today": now.day if (now.year, now.month) == (first.year, first.month) else 0,
        },
    )


def month_told(known: Known) -> Mapping[str, JSON]:
    """The same month as figures."""
    first = shown_month(known)
    here = [mood for at, mood in moods(known).items() if at.replace(day=1) == first]
    months = [one.label for one in lists.of(known, "months").values()]
    good = sum(mood in ("good", "very_good") for mood in here)
    low = sum(mood in days.LOW for mood in here)
    return {
        "month": f"{months[first.month - 1]} {first.year}",
        "noted": len(here),
        "good": good,
        "low": low,
        "even": len(here) - good - low,
        "ever": len(moods(known)),
    }


def since(known: Known) -> date:
    """The first of the last seven days."""
    return days.date_now(known) - timedelta(days=6)


def week_tags(known: Known) -> Counter[str]:
    """The moments of the last seven days, by what they came to."""
    first = since(known)
    tags = (
        str(record.data.get("tag"))
        for record in known.records("observed")
        if days.day(known, record) >= first
    )
    return Counter(tag for tag in tags if tag in TAGS)


def week(known: Known) -> Picture:
    """The last seven days: moods, closeness, the three counts."""
    first, found = since(known), moods(known)
    places = days.by_day(known, "checkin", "distance")
    dates = [first + timedelta(n) for n in range(7)]
    tags = week_tags(known)
    shown: list[JSON] = [
        [
            str(at.day),
            found.get(at, ""),
            places.get(at, "") if places.get(at) in days.PLACES else "",
        ]
        for at in dates
    ]
    return Picture("week", {"days": shown, **{tag: tags[tag] for tag in TAGS}})


def week_told(known: Known) -> Mapping[str, JSON]:
    """Counts of the last seven days, and promises kept so far."""
    first = since(known)
    tags = week_tags(known)
    promises = known.records("promise")
    kept = [one for one in promises if one.data.get("kept") is True]
    return {
        **{tag: tags[tag] for tag in TAGS},
        "moments": tags.total(),
        "checks": sum(days.day(known, one) >= first for one in known.records("checked")),
        "kept_week": sum(days.day(known, one) >= first for one in kept),
        "kept_theirs": sum(one.data.get("who") == "they" for one in kept),
        "kept_mine": sum(one.data.get("who") == "me" for one in kept),
        "promises": len(promises),
        "theres": len(known.records("there")),
        "differents": len(known.records("different")),
    }
