"""The position in words and as a picture, what is kept of it, and what changed since the last one.

Kept on the person: `position`, the latest result; as records `assess`, every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.assessing.items import instrument, scored
from flows.attachment import changed
from flows.attachment.instruments import AXES, AxisName, Scale
from flows.engine.effects import Effect, Keep, Picture, Remember
from flows.engine.known import JSON, Known

APART = timedelta(weeks=12)  # sooner, a difference is mostly noise (assessment research, section 6)
Z90 = 1.6449
STEP = 5  # of the 0 to 100 that people read: finer would claim more than is known


def latest(known: Known) -> Mapping[str, JSON]:
    """The latest result that is kept; empty if there is none."""
    kept = known.person.kept.get("position")
    return kept if isinstance(kept, Mapping) else {}


def taken_at(known: Known) -> datetime | None:
    """When the latest result came about."""
    at = latest(known).get("at")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None


def too_soon(known: Known) -> bool:
    """Whether the latest result is younger than twelve weeks."""
    at = taken_at(known)
    return at is not None and known.now - at < APART


def told_soon(known: Known) -> Mapping[str, JSON]:
    """How long ago the latest result was, and how long it would be good to wait, in weeks."""
    at = taken_at(known) or known.now
    weeks = (known.now - at) // timedelta(weeks=1)
    return {"weeks_ago": weeks, "weeks_left": max(1, APART // timedelta(weeks=1) - weeks)}


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the result: the two axes and how it is worded, never the single answers."""
    found = scored(known)
    if found is None:
        return ()
    data: dict[str, JSON] = {
        "instrument": instrument(known).id,
        **{axis: round(found.axes[axis].mean, 4) for axis in AXES},
        "wording": found.wording,
        "styles": list(found.styles),
    }
    at = int(known.now.timestamp())
    return (Keep("assess", data), Remember("position", {**data, "at": at}))


def told(known: Known) -> Mapping[str, JSON]:
    """Everything the result says: where, how sure, what is undecided, what changed."""
    found = scored(known)
    if found is None:
        return {}
    scale = instrument(known).scale
    undecided = [axis for axis in AXES if 0.3 < found.axes[axis].chance < 0.7]
    return {
        "wording": found.wording,
        "first": found.styles[0],
        "second": found.styles[-1],
        "undecided": undecided[0] if len(undecided) == 1 else "both" if undecided else "",
        **{f"{axis}_at": hundred(found.axes[axis].estimate, scale) for axis in AXES},
        **{
            f"{axis}_{end}": hundred(one.estimate + way * Z90 * one.error, scale)
            for axis, one in found.axes.items()
            for end, way in (("low", -1), ("high", 1))
        },
        **_change(known),
    }


def hundred(value: float, scale: Scale) -> int:
    """A place on a scale as 0 to 100, in fives."""
    share = (value - scale.low) / (scale.high - scale.low)
    return round(min(1.0, max(0.0, share)) * 100 / STEP) * STEP


def _change(known: Known) -> Mapping[str, JSON]:
    """Against the earlier result on the same form: `lower`, `higher`, `unclear`, with how sure."""
    before, form = earlier(known), instrument(known)
    if not before:
        return {"again": False}
    found = scored(known)
    told: dict[str, JSON] = {"again": True}
    for axis in AXES:
        was = before.get(axis)
        if found is None or not isinstance(was, int | float):
            return {"again": False}
        one = changed(form, axis, float(was), found.axes[axis].mean)
        way = "lower" if one.difference < 0 else "higher"
        told[f"{axis}_way"] = "unclear" if one.verdict == "unclear" else way
        told[f"{axis}_sure"] = one.verdict == "changed"
        spread = 100 / (form.scale.high - form.scale.low)
        told[f"{axis}_from"] = round(one.low * spread / STEP) * STEP
        told[f"{axis}_to"] = round(one.high * spread / STEP) * STEP
    return told


def earlier(known: Known) -> Mapping[str, JSON]:
    """The result before this one on the same form; empty if there is none."""
    form = instrument(known).id
    minutes = timedelta(minutes=1)
    past = [
        record.data
        for record in known.records("assess")
        if record.data.get("instrument") == form and known.now - record.at > minutes
    ]
    return past[-1] if past else {}


def picture(known: Known) -> Picture | None:
    """The map: the two axes, the likely place, and how far it may be off."""
    found = scored(known)
    if found is None:
        return None
    scale = instrument(known).scale
    axes: dict[AxisName, list[JSON]] = {
        axis: [_share(one.estimate, scale), one.error / (scale.high - scale.low)]
        for axis, one in found.axes.items()
    }
    return Picture("map", {"anxiety": axes["anxiety"], "avoidance": axes["avoidance"]})


def _share(value: float, scale: Scale) -> float:
    return round((value - scale.low) / (scale.high - scale.low), 4)
