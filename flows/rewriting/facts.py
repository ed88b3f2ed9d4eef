"""Facts that a rewrite must keep: when, how long, how often, on what occasion; in the words said.

They are found in the words as read, by the patterns of `facts.yaml`, and put back where they read
well in any sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from flows.rewriting.tables import table, wordlists
from flows.rewriting.text import Word

Kind = Literal["time", "occasion", "duration", "count", "rhythm"]
_LISTS = ("occasions", "places", "crowd")
_KINDS: Mapping[str, tuple[Kind, bool]] = {
    "rhythms": ("rhythm", False),
    "counts": ("count", False),
    "past_times": ("time", True),
    "times": ("time", False),
    "durations": ("duration", False),
}
"""Section of the file -> the kind of fact, and whether it fixes one time."""
_EVERYDAY = re.compile(r"\b(?:dinner|bed|table|sofa|house|kitchen|car|night|morning|work|home)\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words, ready to be said by the speaker to the partner.

    `past`: it fixes one time, so an event is told. `start`, `end`: the words it was read from.
    """

    kind: Kind
    text: str
    start: int
    end: int
    past: bool = False


@dataclass(frozen=True, slots=True)
class _Finder:
    """A pattern, and how what it finds is said: "" as it stands."""

    kind: Kind
    pattern: re.Pattern[str]
    said: str
    past: bool


@cache
def _finders() -> tuple[_Finder, ...]:
    data: Mapping[str, Any] = table("facts")
    names = {name: str(data[name]) for name in ("number", "day", "part", "month", "unit", "own")}
    for name in _LISTS:
        words = sorted(
            (w.replace("_", " ") for w in str(data[name]).split()), key=len, reverse=True
        )
        names[name] = "|".join(words)
    found = [_Finder("occasion", _compiled(one, names), "", past=True) for one in data["where"]]
    for section, (kind, past) in _KINDS.items():
        for row in data[section]:
            pattern, said = row if isinstance(row, list) else (row, "")
            found.append(_Finder(kind, _compiled(pattern, names), said, past))
    return tuple(found)


def _compiled(pattern: str, names: Mapping[str, str]) -> re.Pattern[str]:
    whole = re.sub(r"<(\w+)>", lambda name: names[name[1]], pattern)
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)")


def facts(words: Sequence[Word]) -> tuple[Fact, ...]:
    """The facts of a text in the order they were said; no two share a word."""
    line, starts = "", []
    for word in words:
        starts.append(len(line))
        line += (word.text.lower() if word.name else word.text) + " "
    taken: set[int] = set()
    found = []
    for finder in _finders():
        for match in finder.pattern.finditer(line):
            covered = [n for n, at in enumerate(starts) if match.start() <= at < match.end()]
            if match.start() not in starts or not covered or not taken.isdisjoint(covered):
                continue
            taken.update(covered)
            found.append(_fact(finder, match, covered[0], covered[-1] + 1))
    return tuple(sorted(found, key=lambda fact: fact.start))


def _fact(finder: _Finder, match: re.Match[str], start: int, end: int) -> Fact:
    groups = [match[n] or "" for n in range(1, (match.re.groups or 0) + 1)]
    text = finder.said.format(*groups) if finder.said else match[0]
    past = finder.past
    if finder.kind == "occasion":
        text = _said_to(text)
        past = bool(re.search(r"\b(?:my|our|your|the|\w+'s)\b", text)) and not _EVERYDAY.search(
            text
        )
    if text.startswith("for "):
        text = re.sub(r"\b(?:single|bloody|like|whole|straight|solid) (?=\w)", "", text)
    return Fact(finder.kind, cased(text.strip(" ,")), start, end, past)


def _said_to(text: str) -> str:
    """What is his is yours, to the one it is said to."""
    return re.sub(r"\b(?:his|her)\b", "your", text)


def cased(text: str) -> str:
    """Days, months, feasts and names with their capitals."""
    return " ".join(_cased(word) for word in text.split())


def _cased(word: str) -> str:
    bare = word.rstrip(".,?!")
    if bare.lower() in _written():
        return _written()[bare.lower()] + word[len(bare) :]
    return word[:1].upper() + word[1:] if bare.lower() in _capitals() else word


@cache
def _written() -> dict[str, str]:
    """Words with capitals of their own: TV, iPad."""
    return {word.lower(): word for word in wordlists("names")["written"]}


@cache
def _capitals() -> frozenset[str]:
    lists = wordlists("names")
    return frozenset(word for name in ("calendar", "first", "other") for word in _each(lists[name]))


def _each(words: Sequence[str]) -> Iterator[str]:
    yield from (word.lower() for word in words)
