"""Why a sentence will land badly: each mark with its place in the person's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.rewriting.tables import table
from flows.rewriting.text import Word

MOST = 5  # marks shown on one text: more than that is a scolding


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark on text[start:end]. `blame` is False for what is too soft rather than too hard."""

    id: str
    start: int
    end: int
    blame: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """What is marked, as a therapist wrote it down."""

    id: str
    label: str
    why: str
    blame: bool
    finds: tuple[re.Pattern[str], ...]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of mark by its id, the most telling first."""
    return {
        one["id"]: Kind(
            one["id"],
            one["label"],
            one["why"],
            one.get("blame", True),
            tuple(re.compile(pattern) for pattern in one["finds"]),
        )
        for one in table("flags")
    }


def line_of(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The words as one line to be searched, and where each begins in it."""
    line, starts = "", []
    for word in words:
        text = word.text.lower() if word.name else word.text
        if line and text not in {".", "?", "!", ","}:
            line += " "
        starts.append(len(line))
        line += text
    return line, starts


def flags(words: Sequence[Word]) -> tuple[Flag, ...]:
    """Every mark, in the order of the text; a place carries one."""
    line, starts = line_of(words)
    found: list[Flag] = []
    for kind in kinds().values():
        for pattern in kind.finds:
            for match in pattern.finditer(line):
                first, last = _words_of(starts, match, len(words))
                one = Flag(kind.id, words[first].start, words[last].end, kind.blame)
                if not any(one.start < other.end and other.start < one.end for other in found):
                    found.append(one)
    return tuple(sorted(found, key=lambda flag: flag.start))


def _words_of(starts: Sequence[int], match: re.Match[str], count: int) -> tuple[int, int]:
    """First and last word that a match covers."""
    inside = [n for n, at in enumerate(starts) if match.start() <= at < match.end()]
    if not inside:
        before = [n for n, at in enumerate(starts) if at <= match.start()]
        return (before[-1], before[-1]) if before else (0, 0)
    first = inside[0]
    if first and starts[first] > match.start() and match[0][:1].isalnum():
        first -= 1
    return first, min(inside[-1], count - 1)
