"""The lines of /progress: closeness, longing and calm, checking and calm, the three, sittings."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date

from flows.attachment.instruments import Instrument
from flows.engine.effects import Picture
from flows.engine.known import JSON, Known
from flows.tracking import days, weekly

SCALE: Mapping[str, float] = {str(n): n for n in range(1, 6)}
LONGING: Mapping[str, float] = {**SCALE, "little": 1, "some": 3, "strong": 5}
CALMING: Mapping[str, Mapping[str, float]] = {
    "calm": SCALE,
    "settled": {"quiet": 5, "eased": 3, "stirred": 1},
    "body": {"loose": 5, "between": 3, "tight": 1},
}
"""The three items of the check-in that speak of calm, on one scale from 1 to 5."""
WAVES = 16  # days of the picture of longing and calm
THREE_WEEKS = 12  # of the picture of the three: more lines than that cannot be told apart
SITTINGS = 6
Z90 = 1.6449


def closeness(known: Known) -> Picture | None:
    """How close it was, from -1 (too far) to 1 (too close); a week with its lowest and highest."""
    values = days.figures(days.by_day(known, "checkin", "distance"), days.PLACES)
    if not values:
        return None
    shown = days.columns(values[0][0], days.date_now(known))
    return Picture(
        "closeness",
        {"columns": days.labels(known, shown), "distance": days.swings(shown.put(values))},
    )


def turns(known: Known, since: date) -> int:
    """How often it went from too far to too close or back, days of "right" in between or not."""
    ends = [
        value
        for at, value in days.figures(days.by_day(known, "checkin", "distance"), days.PLACES)
        if value and at >= since
    ]
    return sum(a != b for a, b in itertools.pairwise(ends))


def waves(known: Known) -> Picture | None:
    """Longing and calm on the days on which one of them was asked for."""
    longing = dict(days.figures(days.by_day(known, "checkin", "longing"), LONGING))
    calm = dict(days.figures(days.by_day(known, "checkin", "calm"), SCALE))
    asked = sorted({*longing, *calm})[-WAVES:]
    if not asked:
        return None
    name = days.named(known)
    return Picture(
        "waves",
        {
            "columns": [name(at) for at in asked],
            "longing": [longing.get(at) for at in asked],
            "calm": [calm.get(at) for at in asked],
        },
    )


def calm(known: Known) -> list[days.Dated]:
    """How calm each day was, 1 to 5, where one of the three items was asked for."""
    found: list[days.Dated] = []
    for item, scale in CALMING.items():
        found.extend(days.figures(days.by_day(known, "checkin", item), scale))
    return sorted(found)


def checks(known: Known) -> Picture | None:
    """Checks a week, and how calm the weeks were. A week in which nothing was noted counts none."""
    counted = [(days.day(known, record), 1.0) for record in known.records("checked")]
    calmer = calm(known)
    if not counted:
        return None
    shown = days.weeks(min(at for at, _ in (*counted, *calmer)), days.date_now(known))
    begun = days.monday(counted[0][0])
    sums = [
        len(some) if start >= begun else None
        for start, some in zip(shown.starts, shown.put(counted), strict=True)
    ]
    return Picture(
        "checks",
        {
            "columns": days.labels(known, shown),
            "checked": sums,
            "calm": days.means(shown.put(calmer)),
        },
    )


def three(known: Known) -> Picture | None:
    """Safe, seen and connected, week by week."""
    found = {
        name: days.figures(days.by_day(known, "week", kept), SCALE)
        for name, kept in weekly.THREE.items()
    }
    every = [at for values in found.values() for at, _ in values]
    if not every:
        return None
    shown = days.weeks(min(every), days.date_now(known), THREE_WEEKS)
    lines: dict[str, JSON] = {name: days.means(shown.put(values)) for name, values in found.items()}
    return Picture("three", {"columns": days.labels(known, shown), **lines})


def sittings(known: Known) -> Picture | None:
    """Each result of /assess, 0 to 100, with the band in which it may really be.

    The likely place `M + r(m - M)` and its error `SD·sqrt(r(1 - r))`, 90 of 100, as
    flows/attachment/position.py has it; r is the calibrated reliability, M the norm group's mean.
    """
    forms: Mapping[str, Instrument] = known.library["instruments"]
    name = days.named(known)
    shown: list[str] = []
    lines: dict[str, list[JSON]] = {"worry": [], "distance": []}
    for record in known.records("assess")[-SITTINGS:]:
        form = forms.get(str(record.data.get("instrument")))
        worry, distance = record.data.get("anxiety"), record.data.get("avoidance")
        if form is None or not isinstance(worry, int | float):
            continue
        if not isinstance(distance, int | float):
            continue
        shown.append(name(days.day(known, record)))
        lines["worry"].append(_band(form, "anxiety", worry))
        lines["distance"].append(_band(form, "avoidance", distance))
    return Picture("sittings", {"columns": shown, **lines}) if shown else None


def _band(form: Instrument, axis: str, value: float) -> list[JSON]:
    """Lowest, likeliest and highest place, as 0 to 100."""
    known = form.statistics["anxiety" if axis == "anxiety" else "avoidance"]
    likely = known.mean + known.calibrated * (value - known.mean)
    error = Z90 * known.sd * (known.calibrated * (1 - known.calibrated)) ** 0.5
    low, high = form.scale.low, form.scale.high
    places = [(at - low) / (high - low) * 100 for at in (likely - error, likely, likely + error)]
    return [round(min(100.0, max(0.0, place)), 1) for place in places]
