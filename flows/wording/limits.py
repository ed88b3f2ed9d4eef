"""What somebody calls a limit, read: one of their own, a demand, control, or a threat.

A limit tells what I do. What the other does with their friends, clothes, phone, money, work, body
and days is theirs: told as a "limit" it would be control, and it is not worded here. The patterns
are data: `content/rewriting/en/limits.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from flows.wording.own import fair, pattern, plain, table, threatens

Verdict = Literal["own", "turned", "demand", "control", "threat"]
UNNAMED = "own_view"  # the limit offered where it is not told what another decides over
_MINE = re.compile(r"\b(?:I|I'm|I'll|I've|I'd|my|mine|me)\b", re.IGNORECASE)

_THEIRS = re.compile(r"(?:you|he|she|they)\b(?! can do what)", re.IGNORECASE)  # told of the other


@dataclass(frozen=True, slots=True)
class Reading:
    """What it is; the area of the other's life it reaches into; the limit that it may mean."""

    verdict: Verdict
    area: str = ""
    preset: str = ""


def read_limit(text: str) -> Reading:
    """What somebody typed as their limit."""
    line = plain(text)
    if over_me := pattern("over_me").search(line):
        return Reading("turned", preset=_preset(over_me[0], "mine") or UNNAMED)
    if area := _reach(line):
        return Reading("control", area)
    if threatens(line):
        return Reading("threat")
    orders = bool(pattern("orders").search(line))
    if not orders and _MINE.search(line) and not _THEIRS.match(line) and fair(line):
        return Reading("own")
    preset = _preset(line, "rows")
    return Reading("turned", preset=preset) if preset else Reading("demand")


def _reach(text: str) -> str:
    """The area of the other's life that it is about, if it decides about it."""
    if pattern("faithful").search(text):
        return ""
    orders = bool(pattern("orders").search(text))
    conditions = bool(pattern("conditions").search(text))
    for area, condition_tells in areas().items():
        tells = orders or (conditions and condition_tells)
        if tells and pattern("areas", area).search(text):
            return area
    return ""


@cache
def areas() -> dict[str, bool]:
    """Areas of the other's life -> whether a limit that hangs on what they do there is control."""
    return {area: one["if"] for area, one in table()["areas"].items()}


def presets() -> set[str]:
    """The limits that may be offered instead, by their keys in the list."""
    rows: Sequence[dict[str, Any]] = [*table()["mine"], *table()["rows"]]
    return {UNNAMED, *(row["limit"] for row in rows)}


def _preset(text: str, name: str) -> str:
    rows: Sequence[dict[str, str]] = table()[name]
    found = (row for row in rows if re.search(row["finds"], text, re.IGNORECASE))
    return next((row["limit"] for row in found), "")
