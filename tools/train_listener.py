"""Train the listener's linear model: `python -m tools.train_listener [--folds 5]`.

Reads the lines of tests/data/listen/*.jsonl and every example of the patterns, weighs what
`flows.safety.features` names in them (after the sayings are covered), one logistic regression a
label, and writes content/safety/model.tsv. Pure Python, the same result on every machine. With
--folds it measures instead: each line is judged by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.safety.features import features
from flows.safety.heard import URGENCY
from flows.safety.patterns import net
from flows.safety.rules import read
from flows.safety.tables import CONTENT
from flows.safety.text import words

ROOT = Path(__file__).parents[1]
LINES = ROOT / "tests" / "data" / "listen"
MODEL = CONTENT / "model.tsv"
ROUNDS, STEP, SHRINK, SEED, LEAST = 24, 0.35, 3e-4, 3, 2
SMALLEST = 0.04  # weights below are left out of the file


@dataclass(frozen=True)
class Line:
    """A text's features and the labels that are right for it, the first its own."""

    seen: tuple[str, ...]
    labels: tuple[str, ...]
    text: str = ""


def seen_in(text: str) -> tuple[str, ...]:
    """The features of a text as the listener sees it."""
    return tuple(sorted(features(read(words(text)).masked)))


def written(paths: Iterable[Path]) -> list[Line]:
    """The lines of JSON-lines files with `text`, `label` and perhaps `also=` in `note`."""
    lines = []
    for path in sorted(paths):
        for row in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(row)
            also = re.findall(r"also=(\w+)", one.get("note") or "")
            lines.append(Line(seen_in(one["text"]), (one["label"], *also), one["text"]))
    return lines


def examples() -> list[Line]:
    """What the patterns must catch and must pass."""
    lines = []
    for entry in (*net("net").entries, *net("idioms").entries):
        label = "none" if entry.label == "idioms" else entry.label
        lines += [Line(seen_in(text), (label,), text) for _, text in entry.catches]
        lines += [Line(seen_in(text), ("none",), text) for _, text in entry.passes]
    return lines


Weights = dict[str, float]


def trained(lines: Sequence[Line], label: str) -> Weights:
    """Logistic regression by AdaGrad: whether `label` is right for a line."""
    chance = random.Random(SEED)
    weights: Weights = {}
    squares: Weights = {}
    order = list(range(len(lines)))
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            line = lines[at]
            right = label == line.labels[0]
            if not right and label in line.labels:
                continue  # either answer is right: nothing to learn
            scale = 1 / math.sqrt(len(line.seen) + 1)
            score = weights.get("", 0.0) + scale * sum(weights.get(one, 0.0) for one in line.seen)
            error = (1.0 if right else 0.0) - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            for one in ("", *line.seen):
                slope = error * (scale if one else 1.0) - SHRINK * weights.get(one, 0.0)
                squares[one] = squares.get(one, 1e-3) + slope * slope
                weights[one] = weights.get(one, 0.0) + STEP * slope / math.sqrt(squares[one])
    return weights


def common(lines: Sequence[Line]) -> list[Line]:
    """The lines without features that hardly any other line has."""
    count = Counter(one for line in lines for one in line.seen)
    return [
        Line(tuple(one for one in line.seen if count[one] >= LEAST), line.labels, line.text)
        for line in lines
    ]


def models(lines: Sequence[Line]) -> dict[str, Weights]:
    """A model a label."""
    kept = common(lines)
    return {label: trained(kept, label) for label in URGENCY}


def main() -> None:
    """Train and write, or measure by folds."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--folds", type=int, default=0)
    given = reader.parse_args()
    lines = written(LINES.glob("*.jsonl"))
    if given.folds:
        measure(lines, given.folds)
        return
    found = models([*lines, *examples()])
    names = sorted({name for weights in found.values() for name in weights})
    rows = []
    for name in names:
        values = [found[label].get(name, 0.0) for label in URGENCY]
        if not name or max(map(abs, values)) >= SMALLEST:
            rows.append("\t".join([name, *(f"{value:.2f}" for value in values)]))
    MODEL.write_text("\n".join(["feature\t" + "\t".join(URGENCY), *rows]) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines, {len(rows)} weights, {MODEL.stat().st_size / 1e3:.0f} kB")


def measure(lines: Sequence[Line], folds: int) -> None:
    """Scores of each line by a model that has not seen it, as JSON lines (authors' use)."""
    order = list(range(len(lines)))
    random.Random(SEED).shuffle(order)
    for fold in range(folds):
        out = set(order[fold::folds])
        found = models([line for at, line in enumerate(lines) if at not in out])
        for at in sorted(out):
            print(json.dumps({"at": at, "scores": scores(found, lines[at].seen)}))


def scores(found: dict[str, Weights], seen: Sequence[str]) -> dict[str, float]:
    """Chance of each label."""
    scale = 1 / math.sqrt(len(seen) + 1)
    out = {}
    for label, weights in found.items():
        score = weights[""] + scale * sum(weights.get(one, 0.0) for one in seen)
        out[label] = round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)
    return out


if __name__ == "__main__":
    main()
