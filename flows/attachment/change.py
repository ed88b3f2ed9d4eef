"""Whether two sittings differ by more than noise: reliable change (Jacobson and Truax 1991)."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from flows.attachment.instruments import AxisName, Instrument

Z95, Z90 = 1.96, 1.6449


class Change(msgspec.Struct, frozen=True):
    """The difference of two means, in units of the scale, with its 90 % interval.

    `verdict`: `changed` beyond what noise does in 95 of 100 cases, `probably` in 90; else
    `unclear`.
    """

    difference: float
    low: float
    high: float
    verdict: Literal["changed", "probably", "unclear"]


def changed(
    instrument: Instrument, axis: AxisName, before: float, after: float, *, sittings: int = 1
) -> Change:
    """Compare two means, or two means of `sittings` sittings each.

    `RCI = z·sqrt(2)·SD·sqrt(1 - retest)`, divided by sqrt(sittings). Jacobson and Truax 1991;
    still advised, with the choices stated: Blampied 2022.
    """
    known = instrument.statistics[axis]
    error = math.sqrt(2) * known.sd * math.sqrt(1 - known.retest) / math.sqrt(sittings)
    difference = after - before
    size = abs(difference)
    verdict: Literal["changed", "probably", "unclear"] = "unclear"
    if size > Z90 * error:
        verdict = "changed" if size > Z95 * error else "probably"
    return Change(difference, difference - Z90 * error, difference + Z90 * error, verdict)
