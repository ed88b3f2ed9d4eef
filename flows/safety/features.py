"""What the model looks at: words and their neighbours, word fields, what the patterns found.

And pieces of words, which know a misspelt or a new word by its relatives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from flows.safety.notation import SHORTEST
from flows.safety.patterns import PATTERNS, lexicon
from flows.safety.rules import Reading
from flows.safety.tables import CONTENT, wordlists

PIECES = (3, 4, 5)  # letters of a piece of a word
NEAR = 4  # words apart at which two fields still count as a pair
MOST = 700  # words of a message that the model reads


class Fields:
    """The fields that a word belongs to."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        forms = lexicon(PATTERNS / "en").forms
        self._of: dict[str, list[str]] = {}
        self._starts: dict[str, list[tuple[str, str]]] = {}
        for field, entries in lists.items():
            for entry in entries:
                if entry.endswith("*"):
                    start = entry[:-1]
                    self._starts.setdefault(start[:SHORTEST], []).append((start, field))
                else:
                    for word in forms(entry[:-1]) if entry.endswith("+") else (entry,):
                        if field not in self._of.setdefault(word, []):
                            self._of[word].append(field)

    def of(self, word: str) -> Sequence[str]:
        """Names of fields; none for most words."""
        found = self._of.get(word, ())
        starts = self._starts.get(word[:SHORTEST])
        if starts:
            return [*found, *(field for start, field in starts if word.startswith(start))]
        return found


@cache
def fields() -> Fields:
    """The fields of this checkout's data."""
    return Fields(wordlists(CONTENT / "senses.yaml"))


def features(reading: Reading) -> set[str]:
    """The names of everything that is to be weighed in a text, pieces of words aside."""
    return {*_all(reading.masked[:MOST]), *_found(reading)}


def _found(reading: Reading) -> Iterator[str]:
    """What the patterns found, let stand or let go, by name and by label."""
    for hits, sign in ((reading.hits, "!"), (reading.let_go, "?")):
        for hit in hits:
            yield f"{sign}{hit.entry.label}"
            yield f"{sign}{hit.entry.name}"


def known_words(reading: Reading) -> list[str]:
    """Each word once, in order, of those whose pieces count."""
    return [word for word in dict.fromkeys(reading.masked[:MOST]) if word.isalpha()]


def pieces(word: str) -> list[str]:
    """The pieces of a word, its beginning and end marked."""
    whole = f"^{word}$"
    return [f"~{whole[at : at + size]}" for size in PIECES for at in range(len(whole) - size + 1)]


def _all(words: Sequence[str]) -> Iterator[str]:
    table = fields()
    recent: list[tuple[int, str]] = []
    before = "^"
    earlier = ""
    for at, word in enumerate(words):
        yield word
        yield f"{before} {word}"
        if earlier:
            yield f"{earlier} {before} {word}"
        earlier, before = before, word
        mine = table.of(word)
        if mine:
            recent = [(where, field) for where, field in recent if at - where <= NEAR]
            for field in mine:
                yield field
                for _, other in recent:
                    yield f"{other}~{field}"
            recent += [(at, field) for field in mine]
    yield f"{before} $"
