"""Instruments as data: items, key, scale, and what is known of their answers.

`content/instruments/<id>.yaml`. An operator who may use a published test adds a file; the code
stays as it is. The words of shipped items stand in `content/<language>/assess.md`, so that they
can be translated; a file added by an operator may carry its wording in `text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
import yaml

AxisName: TypeAlias = Literal["anxiety", "avoidance"]
AXES: tuple[AxisName, AxisName] = ("anxiety", "avoidance")


class InstrumentError(ValueError):
    """An instrument cannot be read; the message names file and remedy."""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One statement. `reversed`: agreeing speaks for the low end of its axis."""

    id: str
    axis: AxisName
    reversed: bool = False
    text: str = ""


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole answers from `low` (disagree) to `high` (agree)."""

    low: int
    high: int

    @property
    def middle(self) -> float:
        """Where neither end outweighs the other."""
        return (self.low + self.high) / 2


class Statistics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of an axis, in units of the scale.

    `mean` and `sd` of the norm group; `alpha` internal consistency; `retest` correlation of two
    sittings; `calibrated` the reliability at which stated probabilities come true.
    """

    mean: float
    sd: float
    alpha: float
    retest: float
    calibrated: float


class Norms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a score can be compared with. `percentiles`: sum of the items -> mid-rank percentile."""

    people: int
    who: str
    percentiles: dict[AxisName, dict[int, float]]


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A questionnaire. `missing`: how many items of an axis may be left out."""

    id: str
    title: str
    licence: str
    source: str
    scale: Scale
    missing: int
    statistics: dict[AxisName, Statistics]
    items: list[Item]
    norms: Norms | None = None
    assumed: str = ""  # why the statistics are not measured on these items, if they are not

    @cached_property
    def keys(self) -> Mapping[AxisName, tuple[tuple[int, bool], ...]]:
        """Axis -> (place of an item, whether it is reversed)."""
        return {
            axis: tuple((at, i.reversed) for at, i in enumerate(self.items) if i.axis == axis)
            for axis in AXES
        }


def read(file: Path) -> Instrument:
    """One instrument; raises InstrumentError."""
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        instrument = msgspec.convert(raw, Instrument)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as fault:
        why = " ".join(str(fault).split())
        raise InstrumentError(f"{file}: {why}; write it as the instruments beside it") from fault
    for problem in _problems(instrument):
        raise InstrumentError(f"{file}: {problem}")
    return instrument


def read_all(folder: Path) -> dict[str, Instrument]:
    """Every instrument of a folder by its id; raises InstrumentError."""
    found = [read(file) for file in sorted(folder.glob("*.yaml"))]
    by_id = {one.id: one for one in found}
    if len(by_id) < len(found):
        raise InstrumentError(f"{folder}: two instruments share an id; give each one of its own")
    return by_id


def _problems(one: Instrument) -> Iterator[str]:
    """What the types do not say."""
    if one.scale.high <= one.scale.low:
        yield "`scale.high` must be above `scale.low`"
    elif len({item.id for item in one.items}) < len(one.items):
        yield "an item's id stands twice; give each one of its own"
    else:
        for axis in AXES:
            yield from (f"{axis}: {problem}" for problem in _of_axis(one, axis))


def _of_axis(one: Instrument, axis: AxisName) -> Iterator[str]:
    known, count = one.statistics.get(axis), len(one.keys[axis])
    if known is None:
        yield "`statistics` lacks it; say mean, sd, alpha, retest and calibrated"
        return
    if count <= one.missing:
        yield f"{count} items and `missing` is {one.missing}; add items"
    if not one.scale.low <= known.mean <= one.scale.high or known.sd <= 0:
        yield "mean and sd must be in units of the scale"
    for name in ("alpha", "retest", "calibrated"):
        if not 0 < getattr(known, name) < 1:
            yield f"`{name}` must lie between 0 and 1"
    low, high = one.scale.low * count, one.scale.high * count
    if one.norms and set(one.norms.percentiles.get(axis, ())) != set(range(low, high + 1)):
        yield f"`norms.percentiles` needs every sum, {low} to {high}"
