"""A linear model beside the patterns: how likely each label is, judged by words and word fields.

It has learnt from written lines (tools/train_listener.py); its weights are data. It never decides
alone against a clear pattern: see `flows.safety.listen`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.safety.features import PIECES, features, known_words, pieces
from flows.safety.heard import URGENCY, Label
from flows.safety.rules import Reading
from flows.safety.tables import CONTENT

MODEL = CONTENT / "model.tsv"
SCALE = 100  # weights are written as hundredths
NOTHING = (0,) * len(URGENCY)
CLEAR = 0.9  # chance of nothing from which on no reasons are looked up
FAMILIAR = 0.6  # share of a text's words that the model must know to have a say


@dataclass(frozen=True, slots=True)
class Opinion:
    """Chances of the labels; `familiar` is whether the text is of a kind that it has learnt."""

    chances: Mapping[Label, float]
    reasons: tuple[str, ...]
    familiar: bool

    @property
    def none(self) -> float:
        """The chance that there is nothing."""
        return self.chances["none"]

    @property
    def risk(self) -> float:
        """The chance of any danger."""
        return 1 - self.none - self.chances["ambiguous"]

    @property
    def likeliest(self) -> Label:
        """The most likely danger."""
        return max(URGENCY[:5], key=self.chances.__getitem__)


class Model:
    """Weights by feature, read from text when first asked for."""

    def __init__(self, text: str) -> None:
        rows = text.splitlines()
        self.labels: tuple[Label, ...] = URGENCY
        if tuple(rows[0].split("\t")[1].split()) != URGENCY:
            raise ValueError("the model was trained for other labels: run tools/train_listener.py")
        self._rows: dict[str, str] = dict(row.split("\t", 1) for row in rows[1:])
        self._read: dict[str, tuple[int, ...]] = {}

    def weights(self, name: str) -> tuple[int, ...] | None:
        """Of a feature, in hundredths; None for one that was not learnt."""
        found = self._read.get(name)
        if found is None and name in self._rows:
            found = self._read[name] = tuple(int(value) for value in self._rows[name].split())
        return found

    def judge(self, reading: Reading) -> Opinion:
        """What it thinks of a text."""
        seen = features(reading)
        rows = {name: found for name in seen if (found := self.weights(name))}
        total = _summed(rows.values())
        said = known_words(reading)
        formed, count = self._formed(said)
        bias = self.weights("") or NOTHING
        scale, finer = SCALE * math.sqrt(len(seen) + 1), SCALE * math.sqrt(count + 1)
        scores = [
            one / scale + piece / finer + more / SCALE
            for one, piece, more in zip(total, formed, bias, strict=True)
        ]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        whole = sum(powers)
        chances = {label: power / whole for label, power in zip(self.labels, powers, strict=True)}
        reasons = _strongest(rows) if chances["none"] < CLEAR else ()
        return Opinion(chances, reasons, self._familiar(said))

    def _formed(self, said: Sequence[str]) -> tuple[Sequence[int], int]:
        """The weights of the pieces of these words, and how many pieces there are.

        Those of a word that was learnt stand summed under it; of any other they are looked up.
        """
        count, rows = 0, []
        for word in said:
            count += sum(max(0, len(word) + 3 - size) for size in PIECES)
            if whole := self.weights(f"={word}"):
                rows.append(whole)
            else:
                rows += [found for piece in pieces(word) if (found := self.weights(piece))]
        return _summed(rows), count

    def _familiar(self, said: Sequence[str]) -> bool:
        known = sum(f"={word}" in self._rows for word in said)
        return known >= FAMILIAR * max(1, len(said))


def _summed(rows: Collection[Sequence[int]]) -> Sequence[int]:
    """Weights added up, label by label."""
    return [sum(column) for column in zip(*rows, strict=True)] if rows else NOTHING


def _strongest(rows: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """Names of the three features that spoke most for danger, the same in any order."""
    pulls = [(max(found[:5]) - found[6], name) for name, found in rows.items()]
    best = sorted(pulls, key=lambda pull: (-pull[0], pull[1]))[:3]
    return tuple(f"model:{name.strip()}" for pull, name in best if pull > 0)


@cache
def model(path: Path = MODEL) -> Model:
    """The model of this checkout."""
    return Model(path.read_text(encoding="utf-8"))
