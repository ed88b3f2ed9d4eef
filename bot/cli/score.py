"""`python -m bot lab score --instrument FILE`: CSV answers in, a JSON object a row out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.errors import Trouble
from flows.attachment import Instrument, Position, Unscorable, position, read
from flows.attachment.instruments import AXES

BLANKS = ("", "0")


def scored(instrument: Path, lines: Iterable[str]) -> Iterator[str]:
    """A JSON line for every row of CSV; the header names the items, other columns are left alone.

    Raises Trouble for a header that lacks items, InstrumentError for a file that is no instrument.
    """
    test = read(instrument)
    rows = csv.reader(lines)
    header = next(rows, [])
    missing = [item.id for item in test.items if item.id not in header]
    if missing:
        raise Trouble(
            f"the header lacks {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}; "
            f"name the columns as the items of {instrument.name}"
        )
    places = [header.index(item.id) for item in test.items]
    blanks = BLANKS if test.scale.low > 0 else ("",)
    for row in rows:
        if row:
            yield _row(test, places, blanks, row)


def _row(test: Instrument, places: Sequence[int], blanks: Sequence[str], row: list[str]) -> str:
    try:
        answers = [None if row[at].strip() in blanks else int(row[at]) for at in places]
    except (ValueError, IndexError):
        return json.dumps({"problem": "an answer is missing its column or is no whole number"})
    try:
        return _written(position(test, answers))
    except Unscorable as problem:
        return json.dumps({"problem": str(problem)})


def _written(found: Position) -> str:
    """As told; `straight` stands only where every answer was the same."""
    axes = tuple(
        (one.mean, one.low, one.high, one.percentile) for one in map(found.axes.get, AXES) if one
    )
    chances = tuple(found.probabilities.items())
    return _json(axes, chances, (found.wording, *found.styles), found.straight)


@lru_cache(maxsize=4096)  # two sums say everything, so few texts are ever written
def _json(
    axes: tuple[tuple[float | None, ...], ...],
    chances: tuple[tuple[str, float], ...],
    words: tuple[str, ...],
    straight: bool,
) -> str:
    names = ("mean", "low", "high", "percentile")
    written: dict[str, Any] = {
        **{axis: dict(zip(names, one, strict=True)) for axis, one in zip(AXES, axes, strict=True)},
        "probabilities": dict(chances),
        "wording": words[0],
        "styles": words[1:],
        **({"straight": True} if straight else {}),
    }
    return json.dumps(written)
