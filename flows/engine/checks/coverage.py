"""Which rows of the seed checklist have a home: told by `seed:` in the words that serve them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.engine.checks.seed import ROW

_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the checklist: what has to be so, and how much it matters (1 must … 3 could)."""

    id: str
    feature: str
    accept: str
    priority: int


def rows(checklist: str) -> list[Row]:
    """The rows of its tables that carry a priority; corrections have none and are no rows.

    An item has seven cells (ID, line, text, kind, feature, accept, priority), a guard four.
    """
    found = []
    for line in checklist.splitlines():
        cells = [cell.strip() for cell in _CELL.split(line.strip())[1:-1]]
        if len(cells) >= 4 and ROW.fullmatch(cells[0]) and cells[-1] in {"1", "2", "3"}:
            found.append(Row(cells[0], cells[-3], cells[-2], int(cells[-1])))
    return found


def report(checklist: Sequence[Row], homes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The rows without a home, what must be first; last one line that counts."""
    for row in sorted(checklist, key=lambda row: row.priority):
        if row.id not in homes:
            yield f"P{row.priority} {row.id} has no home: {row.feature}"
    whole = Counter(row.priority for row in checklist)
    there = Counter(row.priority for row in checklist if row.id in homes)
    yield "coverage: " + ", ".join(f"P{n} {there[n]}/{whole[n]}" for n in sorted(whole))
