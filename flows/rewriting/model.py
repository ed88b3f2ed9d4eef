"""What a text is about and of what kind it is: linear models over stemmed words and anchors.

Trained by `python -m tools.train_rewriter` (TF-IDF, multinomial logistic regression); the weights
are data. Measured what works at this size: docs/rewriting.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from snowballstemmer import stemmer

from flows.rewriting.anchors import index
from flows.rewriting.tables import CONTENT, wordlists

SCALE = 100  # weights and idf are written as hundredths
TOPICS, SITUATIONS, KINDS = "topics", "situations", "kinds"
_STEMMER = stemmer("english")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a word (Snowball, English)."""
    return str(_STEMMER.stemWord(word)) if word.isalpha() else word


def features(words: Sequence[str]) -> set[str]:
    """Stems, pairs of neighbours, the situations whose anchors are there, and the tone."""
    return {*_features(words), *_tone([word.lower() for word in words])}


@cache
def _tones() -> Mapping[str, frozenset[str]]:
    return {sign: frozenset(words) for sign, words in wordlists("tone").items()}


def _tone(words: Sequence[str]) -> Iterator[str]:
    """How many warm and harsh words there are, up to two, which of them is last, how long it is."""
    last = "plain"
    for name, listed in _tones().items():
        count = sum(word in listed for word in words)
        yield f"%{name}{min(count, 2)}"
    for word in words:
        last = next((name for name, listed in _tones().items() if word in listed), last)
    yield f"%last {last}"
    yield f"%size {min(len(words) // 4, 5)}"
    yield f"%ends {words[-1] if words and words[-1] in '.?!' else ''}"


def _features(words: Sequence[str]) -> Iterator[str]:
    before = "^"
    for word in words:
        mine = stem(word.lower())
        yield mine
        yield f"{before} {mine}"
        before = mine
    yield f"{before} $"
    for key in index().found([word.lower() for word in words]):
        yield f"@{key}"
        yield f"@@{key.split('/', maxsplit=1)[0]}"


class Model:
    """Weights by feature, read from text when a feature is first asked for."""

    def __init__(self, text: str) -> None:
        head, *rows = text.splitlines()
        names, biases = head.split("\t")[1:3]
        self.classes = tuple(names.split(" "))
        self._bias = [int(value) / SCALE for value in biases.split(" ")]
        self._rows = dict(row.split("\t", 1) for row in rows)
        self._read: dict[str, tuple[float, tuple[tuple[int, float], ...]]] = {}

    def scores(self, seen: set[str]) -> list[float]:
        """The sum of weights for each class: of the TF-IDF vector of length 1."""
        rows = [row for name in seen if (row := self._row(name))]
        size = math.sqrt(sum(idf * idf for idf, _ in rows)) or 1.0
        total = list(self._bias)
        for idf, weights in rows:
            share = idf / size
            for place, weight in weights:
                total[place] += share * weight
        return total

    def chances(self, seen: set[str]) -> dict[str, float]:
        """The chance of each class."""
        return dict(zip(self.classes, softmax(self.scores(seen)), strict=True))

    def _row(self, name: str) -> tuple[float, tuple[tuple[int, float], ...]] | None:
        found = self._read.get(name)
        if found is None and name in self._rows:
            idf, _, pairs = self._rows[name].partition("\t")
            weights = tuple(
                (int(place), int(weight) / SCALE)
                for place, _, weight in (pair.partition(":") for pair in pairs.split(" ") if pair)
            )
            found = self._read[name] = (int(idf) / SCALE, weights)
        return found


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as chances."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


@cache
def model(name: str, folder: Path = CONTENT) -> Model:
    """A model of this checkout."""
    return Model((folder / f"{name}.tsv").read_text(encoding="utf-8"))


def topics(seen: set[str]) -> Mapping[str, float]:
    """The chance of each topic."""
    return model(TOPICS).chances(seen)


def situations(seen: set[str], topic: str) -> Mapping[str, float]:
    """The chance of each situation, given its topic."""
    scores = zip(model(SITUATIONS).classes, model(SITUATIONS).scores(seen), strict=True)
    mine = [(key, score) for key, score in scores if key.startswith(f"{topic}/")]
    if not mine:
        return {}
    chances = softmax([score for _, score in mine])
    return {key: chance for (key, _), chance in zip(mine, chances, strict=True)}


def kinds(seen: set[str]) -> Mapping[str, float]:
    """The chance of each kind of text."""
    return model(KINDS).chances(seen)
