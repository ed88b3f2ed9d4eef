"""From answers to a position on two axes, with how uncertain it is, and four areas with chances.

Source of the model and of its figures: an analysis of the openpsychometrics ECR file (March 2018,
51,491 people); the file is public, the analysis is told in docs/assessment.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from flows.attachment.instruments import AXES, AxisName, Instrument

Style: TypeAlias = Literal["secure", "preoccupied", "dismissing", "fearful"]
Wording: TypeAlias = Literal["mostly", "leans", "between"]
STYLES: tuple[Style, ...] = ("secure", "preoccupied", "dismissing", "fearful")
MOSTLY, LEANS = 0.80, 0.60  # chance of the likeliest area; a third of people in each class
Z90 = 1.6449  # standard errors on either side that hold 90 %


class Unscorable(ValueError):  # noqa: N818 - it is no fault: somebody left too much blank
    """Answers that give no position; the message says why, without the answers."""


class Axis(msgspec.Struct, frozen=True):
    """One axis, in units of the scale.

    `mean` of the answers after reversal, `low` and `high` its 90 % interval (clipped to the scale);
    `percentile` among the norm group, if there is one. `estimate` and `error`: where the person is
    likely to stand once the noise is taken out, and its standard error. `chance` of the high side.
    """

    mean: float
    low: float
    high: float
    percentile: float | None
    estimate: float
    error: float
    chance: float


class Position(msgspec.Struct, frozen=True):
    """Where somebody stands. `styles`: the likeliest first; one if `mostly`, else two."""

    axes: dict[AxisName, Axis]
    probabilities: dict[Style, float]
    wording: Wording
    styles: list[Style]
    straight: bool  # every answer the same: better asked again than believed


def position(instrument: Instrument, answers: Sequence[int | None]) -> Position:
    """Score answers in the order of the instrument's items; None is a blank.

    Raises Unscorable for an answer outside the scale, a wrong count, or too many blanks.
    """
    if len(answers) != len(instrument.items):
        raise Unscorable(f"{len(instrument.items)} answers are needed, not {len(answers)}")
    axes = {axis: _axis(instrument, axis, answers) for axis in AXES}
    chances = quadrants(axes["anxiety"].chance, axes["avoidance"].chance)
    ranked = sorted(STYLES, key=lambda style: -chances[style])
    top = chances[ranked[0]]
    wording: Wording = "mostly" if top >= MOSTLY else "leans" if top >= LEANS else "between"
    given = {answer for answer in answers if answer is not None}
    straight = len(given) == 1 and len(answers) > 2
    return Position(axes, chances, wording, ranked[: 1 if wording == "mostly" else 2], straight)


def quadrants(anxiety: float, avoidance: float) -> dict[Style, float]:
    """Chances of the four areas from the chance of the high side on each axis.

    Independence is close to true: the axes correlate at .03 (12 items) and -.02 (36).
    """
    return {
        "secure": (1 - anxiety) * (1 - avoidance),
        "preoccupied": anxiety * (1 - avoidance),
        "dismissing": (1 - anxiety) * avoidance,
        "fearful": anxiety * avoidance,
    }


def _axis(instrument: Instrument, axis: AxisName, answers: Sequence[int | None]) -> Axis:
    low, high = instrument.scale.low, instrument.scale.high
    key = instrument.keys[axis]
    total, count = 0, 0
    for at, turned in key:
        answer = answers[at]
        if answer is None:
            continue
        if not low <= answer <= high:
            raise Unscorable(f"an answer lies outside {low} to {high}")
        total += low + high - answer if turned else answer
        count += 1
    if len(key) - count > instrument.missing:
        raise Unscorable(f"{len(key) - count} of {len(key)} answers on {axis} are missing")
    return _measured(_Key(instrument, axis), total, count)


class _Key:
    """An instrument's axis as a key of the cache: the same object, not equal data."""

    __slots__ = ("axis", "instrument")

    def __init__(self, instrument: Instrument, axis: AxisName) -> None:
        self.instrument, self.axis = instrument, axis

    def __hash__(self) -> int:
        return hash((id(self.instrument), self.axis))

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, _Key)
        return same and self.instrument is other.instrument and self.axis == other.axis  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)  # of sums, which are few: nobody's answers can be told from one
def _measured(key: _Key, total: int, count: int) -> Axis:
    """`T = M + r(m - M)`, `SE = SD·sqrt(r(1 - r))`, `p = Phi((T - c)/SE)`, c the scale's middle.

    r is the calibrated reliability. The interval of the mean itself uses the retest correlation:
    `m ± 1.645·SD·sqrt(1 - r)` (standard error of measurement).
    """
    instrument, known = key.instrument, key.instrument.statistics[key.axis]
    mean = total / count
    spread = Z90 * known.sd * math.sqrt(1 - known.retest)
    estimate = known.mean + known.calibrated * (mean - known.mean)
    error = known.sd * math.sqrt(known.calibrated * (1 - known.calibrated))
    return Axis(
        mean=mean,
        low=max(float(instrument.scale.low), mean - spread),
        high=min(float(instrument.scale.high), mean + spread),
        percentile=_percentile(instrument, key.axis, mean),
        estimate=estimate,
        error=error,
        chance=phi((estimate - instrument.scale.middle) / error),
    )


def phi(z: float) -> float:
    """The share of a normal curve below z."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def _percentile(instrument: Instrument, axis: AxisName, mean: float) -> float | None:
    """Mid-rank percentile of the norm group; between two sums (a blank) on the line between."""
    if instrument.norms is None:
        return None
    table: Mapping[int, float] = instrument.norms.percentiles[axis]
    total = mean * len(instrument.keys[axis])
    below = math.floor(total + 1e-9)
    share = max(0.0, total - below)
    if share < 1e-9:
        return table[below]
    return table[below] + share * (table[below + 1] - table[below])
