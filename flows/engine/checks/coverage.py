"""Which rows of the seed checklist have a home: told by `seed:` in the words that serve them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from flows.engine.checks.seed import ROW

LATER = Path(__file__).with_name("later.yaml")
_CELL = re.compile(r"(?<!\\)\|")
_SECTION = re.compile(r"## (?:(S\d+) )?(.+)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the checklist: what has to be so, and how much it matters (1 must … 3 could).

    A correction has no priority (0): it is no row to be counted, but it has homes, too.
    """

    id: str
    feature: str
    accept: str
    priority: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """What waits for a couple mode: row -> why. `joint` are rows of which only that part waits."""

    whole: Mapping[str, str] = field(default_factory=dict)
    joint: Mapping[str, str] = field(default_factory=dict)


def later() -> Later:
    """What `later.yaml` says."""
    data = yaml.safe_load(LATER.read_text("utf-8"))
    return Later(data["whole"], data["joint"])


def rows(checklist: str) -> list[Row]:
    """The rows of its tables that carry a priority; corrections have none and are no rows.

    An item has seven cells (ID, line, text, kind, feature, accept, priority), a guard four.
    """
    return [row for row in _all(checklist) if row.priority]


def corrections(checklist: str) -> list[Row]:
    """What is said otherwise than in the article."""
    return [row for row in _all(checklist) if row.id.startswith("C")]


def _all(checklist: str) -> Iterator[Row]:
    section = ""
    for line in checklist.splitlines():
        if found := _SECTION.fullmatch(line):
            section = " ".join(part for part in found.groups() if part).split(":")[0]
        cells = [cell.strip() for cell in _CELL.split(line.strip())[1:-1]]
        if len(cells) >= 3 and ROW.fullmatch(cells[0]):
            if cells[-1] in {"1", "2", "3"} and len(cells) > 3:
                yield Row(cells[0], cells[-3], cells[-2], int(cells[-1]), section)
            elif cells[0].startswith("C"):
                yield Row(cells[0], cells[-1], cells[-1], 0, section)


def report(
    checklist: Sequence[Row], homes: Mapping[str, Sequence[str]], left: Later = Later()
) -> Iterator[str]:
    """The rows without a home, what must be first; last one line that counts."""
    for row in sorted(checklist, key=lambda row: row.priority):
        if row.id in homes:
            continue
        why = "is left for a couple mode" if row.id in left.whole else "has no home"
        yield f"P{row.priority} {row.id} {why}: {row.feature}"
    yield f"coverage: {count(checklist, homes, left)}"


def count(checklist: Sequence[Row], homes: Mapping[str, Sequence[str]], left: Later) -> str:
    """Rows with a home by priority; the guards and what is left for two people told apart."""
    items = [row for row in checklist if not row.id.startswith("X")]
    guards = [row for row in checklist if row.id.startswith("X")]
    parts = []
    for priority in sorted({row.priority for row in items}):
        told = Counter(
            "there" if row.id in homes else "later" if row.id in left.whole else "none"
            for row in items
            if row.priority == priority
        )
        whole = f"P{priority} {told['there']}/{told.total()}"
        parts.append(whole + (f" ({told['later']} left for a couple mode)" * bool(told["later"])))
    if guards:
        parts.append(f"guards {sum(row.id in homes for row in guards)}/{len(guards)}")
    if joint := sum(row.id in left.joint and row.id in homes for row in items):
        parts.append(f"{joint} with a home wait for their part for two")
    return ", ".join(parts)
