"""Whether a text is English: by its script and its smallest words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from flows.rewriting.tables import vocabulary, wordlists
from flows.rewriting.text import Word, spelt

SHORTEST = 3  # words: of fewer nobody can tell


@cache
def _foreign() -> frozenset[str]:
    return frozenset(word for words in wordlists("foreign").values() for word in words)


def is_english(text: str, words: Sequence[Word]) -> bool:
    """Whether it can be read as English. A slip of the keys or a foreign name does not count."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return True
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if latin < 0.6 * len(letters):
        return False
    said = [word.text.lower() for word in words if word.text.isalpha()]
    known = sum(word in vocabulary() or word in spelt() for word in said)
    foreign = sum(word in _foreign() for word in said)
    if len(said) < SHORTEST:
        return foreign == 0 or known >= foreign
    return not (foreign >= 2 and known < 0.6 * len(said)) and not (
        foreign >= 1 and known < 0.35 * len(said)
    )
