"""Words that carry the fact of a situation, found in a text by a walk over its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from flows.rewriting.situations import Situation, by_key

START = 3  # letters by which `dish*` is looked up


class Index:
    """Every anchor by its first word, so that a text is gone over once."""

    def __init__(self, situations: Iterable[Situation]) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for situation in situations:
            for anchor in situation.anchors:
                parts = tuple(anchor.lower().split())
                begins = parts[0].endswith("*")
                table = self._begun if begins else self._whole
                start = parts[0].rstrip("*")[:START] if begins else parts[0]
                table.setdefault(start, []).append((parts, situation.key))

    def found(self, words: Sequence[str]) -> set[str]:
        """Keys of the situations that have an anchor in these words (lower case)."""
        keys: set[str] = set()
        for at, word in enumerate(words):
            for parts, key in (*self._whole.get(word, ()), *self._begun.get(word[:START], ())):
                if key not in keys and _fits(parts, words, at):
                    keys.add(key)
        return keys


def _fits(parts: Sequence[str], words: Sequence[str], at: int) -> bool:
    if at + len(parts) > len(words):
        return False
    return all(_same(part, words[at + n]) for n, part in enumerate(parts))


def _same(part: str, word: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return word in {part, f"{part}'s"}


@cache
def index() -> Index:
    """The anchors of every situation."""
    return Index(by_key().values())
