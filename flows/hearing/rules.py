"""Marks on a typed sentence, by rules that are data: with what they must catch and pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.hearing.tables import table
from flows.rewriting.flags import line_of
from flows.rewriting.text import Word, read

MOST = 5  # marks on one text: more than that is a scolding


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mark, and why it is made."""

    id: str
    label: str
    why: str
    instead: str
    finds: tuple[re.Pattern[str], ...]
    catches: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on text[start:end], by the id of its rule."""

    id: str
    start: int
    end: int


@cache
def rules(name: str) -> dict[str, Rule]:
    """The rules of a file by their ids, the most telling first."""
    return {
        one["id"]: Rule(
            one["id"],
            one["label"],
            one["why"],
            one["instead"],
            tuple(re.compile(pattern) for pattern in one["finds"]),
            tuple(one["catches"]),
            tuple(one["passes"]),
        )
        for one in table(name)
    }


def marks(text: str, name: str) -> tuple[Mark, ...]:
    """Every mark of the rules of that file, in the order of the text. Total."""
    words = read(text)
    line, starts = line_of(words)
    found: list[Mark] = []
    for rule in rules(name).values():
        for pattern in rule.finds:
            for match in pattern.finditer(line):
                one = _mark(rule.id, match, words, starts)
                if one and not any(one.start < was.end and was.start < one.end for was in found):
                    found.append(one)
    return tuple(sorted(found, key=lambda mark: mark.start)[:MOST])


def _mark(
    id_: str, match: re.Match[str], words: Sequence[Word], starts: Sequence[int]
) -> Mark | None:
    """A match in the line as read, put back on the words of the text; punctuation aside."""
    covered = [
        word
        for at, word in zip(starts, words, strict=True)
        if at < match.end() and at + len(word.text) > match.start() and not word.mark
    ]
    return Mark(id_, covered[0].start, covered[-1].end) if covered else None
