"""What the lines of /progress say in words: counts and means, and how much is missing to say more.

Below `LEAST` of what a view is made of nothing is concluded; the words say how many are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flows import lists
from flows.assessing import results
from flows.attachment import changed
from flows.attachment.instruments import AXES, Instrument
from flows.engine.known import JSON, Known, Record
from flows.tracking import cooling, days, glance, goals, lines, weekly

LEAST = 3
RECENT = 28  # days
KINDS = ("checkin", "pause", "observed", "checked", "promise", "week", "assess", "secure")


def missing(count: int) -> int:
    """How many more are needed."""
    return max(0, LEAST - count)


def overview(known: Known) -> Mapping[str, JSON]:
    """What there is altogether, and the goal."""
    counts = {kind: len(known.records(kind)) for kind in KINDS}
    return {
        "days": len(glance.moods(known)),
        "pauses": counts["pause"],
        "moments": counts["observed"],
        "missing": missing(len(glance.moods(known))),
        **goals.told(known),
    }


def nothing(known: Known) -> bool:
    """Whether nothing at all was kept that could be shown."""
    return not any(known.records(kind) for kind in KINDS)


def closeness(known: Known) -> Mapping[str, JSON]:
    """Days of each place in the last four weeks, and how often it went from end to end."""
    since = days.date_now(known) - timedelta(days=RECENT - 1)
    places = days.by_day(known, "checkin", "distance")
    here = [place for at, place in places.items() if at >= since and place in days.PLACES]
    return {
        **{place: here.count(place) for place in days.PLACES},
        "turns": lines.turns(known, since),
        "noted": len(here),
        "missing": missing(len(places)),
    }


def waves(known: Known) -> Mapping[str, JSON]:
    """How often longing and calm were asked for."""
    counts = {name: len(days.by_day(known, "checkin", name)) for name in ("longing", "calm")}
    return {**counts, "missing": missing(min(counts.values()))}


def checks(known: Known) -> Mapping[str, JSON]:
    """Checks and calm, of these four weeks and of the four before."""
    counted = [days.day(known, record) for record in known.records("checked")]
    calm = lines.calm(known)
    now, then = _lately(known, [(at, 1.0) for at in counted])
    calm_now, calm_then = _lately(known, calm)
    kept = (days.date_now(known) - min([*counted, *(at for at, _ in calm)], default=date.max)).days
    return {
        "checks": len(counted),
        "checks_now": len(now),
        "checks_then": len(then) if kept >= 2 * RECENT - 1 else -1,
        **_compared(calm_now, calm_then, "calm"),
        "missing": missing(len(counted)),
    }


def _lately(known: Known, values: Sequence[days.Dated]) -> tuple[list[float], list[float]]:
    """Values of the last four weeks, and of the four before."""
    today = days.date_now(known)
    now = [value for at, value in values if (today - at).days < RECENT]
    then = [value for at, value in values if RECENT <= (today - at).days < 2 * RECENT]
    return now, then


def _compared(now: Sequence[float], then: Sequence[float], name: str) -> dict[str, JSON]:
    """Both means, -1 where there are too few."""
    return {
        f"{name}_now": days.mean(now) if len(now) >= LEAST else -1,
        f"{name}_then": days.mean(then) if len(then) >= LEAST else -1,
    }


def three(known: Known) -> Mapping[str, JSON]:
    """Safe, seen and connected: the latest, and these four weeks beside the four before."""
    found: dict[str, JSON] = {"weeks": len(known.records("week"))}
    for name, kept in weekly.THREE.items():
        values = days.figures(days.by_day(known, "week", kept), lines.SCALE)
        now, then = _lately(known, values)
        found[name] = int(values[-1][1]) if values else 0
        found |= _compared(now, then, name)
    return {**found, "missing": missing(len(known.records("week"))), **month(known)}


MONTHLY = ("empathy", "trust", "understanding")


def month(known: Known) -> Mapping[str, JSON]:
    """The monthly three, the latest and the ones before."""
    past = [record.data for record in known.records("month")]
    last, before = (past[-1] if past else {}), (past[-2] if len(past) > 1 else {})
    return {
        "months": len(past),
        **{name: _whole(last, name) for name in MONTHLY},
        **{f"{name}_before": _whole(before, name) for name in MONTHLY},
    }


def _whole(data: Mapping[str, JSON], name: str) -> int:
    value = data.get(name)
    return value if isinstance(value, int) else 0


def sittings(known: Known) -> Mapping[str, JSON]:
    """How the latest result lies to the one before on the same form, with its band."""
    forms: Mapping[str, Instrument] = known.library["instruments"]
    past = [r for r in known.records("assess") if str(r.data.get("instrument")) in forms]
    told: dict[str, JSON] = {"count": len(past), "again": False, **results.told_soon(known)}
    told["soon"] = results.too_soon(known)
    pair = _pair(past)
    if pair is None:
        return told
    form = forms[str(pair[1].data["instrument"])]
    spread = 100 / (form.scale.high - form.scale.low)
    for axis in AXES:
        was, is_ = pair[0].data.get(axis), pair[1].data.get(axis)
        if not isinstance(was, int | float) or not isinstance(is_, int | float):
            return told
        one = changed(form, axis, float(was), float(is_))
        way = "lower" if one.difference < 0 else "higher"
        told[f"{axis}_way"] = "unclear" if one.verdict == "unclear" else way
        told[f"{axis}_sure"] = one.verdict == "changed"
        told[f"{axis}_from"] = round(one.low * spread)
        told[f"{axis}_to"] = round(one.high * spread)
    return {**told, "again": True}


def _pair(past: Sequence[Record]) -> tuple[Record, Record] | None:
    """The latest result and the one before it on the same form."""
    if not past:
        return None
    same = [r for r in past[:-1] if r.data.get("instrument") == past[-1].data.get("instrument")]
    return (same[-1], past[-1]) if same else None


def habits(known: Known) -> Mapping[str, JSON]:
    """Each steady habit with its latest rating and the one before."""
    past: dict[str, list[int]] = {}
    for record in known.records("secure"):
        rating = record.data.get("rating")
        if isinstance(rating, int):
            past.setdefault(str(record.data.get("habit")), []).append(rating)
    shown: list[JSON] = [
        {
            "name": one.label,
            "rating": past[one.key][-1],
            "before": past[one.key][-2] if len(past[one.key]) > 1 else 0,
        }
        for one in lists.of(known, "habits").values()
        if one.key in past
    ]
    return {"habits": shown, "rated": sum(map(len, past.values()))}


def storms(known: Known) -> Mapping[str, JSON]:
    """Pauses, and how many are missing to say something of the minutes."""
    found = cooling.storms_told(known)
    pauses = found["pauses"]
    return {**found, "missing": missing(pauses if isinstance(pauses, int) else 0)}
