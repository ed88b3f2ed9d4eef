"""Train the listener's model: `python -m tools.train_listener`; with `--folds 5` measure it.

Reads the lines named in SOURCES and the examples of every pattern, weighs what
`flows.safety.features` names in them (sayings already covered) by multinomial logistic regression
(AdaGrad, L2), and writes content/safety/model.tsv. Pure Python; the same file on every machine.
With --folds every line is judged by a model that has not seen it, and the scores are printed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.safety.features import features
from flows.safety.heard import URGENCY, Label
from flows.safety.model import MODEL, SCALE, Model
from flows.safety.patterns import net
from flows.safety.rules import read
from flows.safety.text import words

ROOT = Path(__file__).parents[1]
LINES = ROOT / "tests" / "data" / "listen"
# Named one by one: lines kept to measure on may lie in the same folder and must not be learnt.
LEARNT = ("dev", "written", "own", "everyday", "further", "ordinary")
SOURCES = tuple(LINES / f"{name}.jsonl" for name in LEARNT)
ROUNDS, STEP, SHRINK, SEED = 14, 0.5, 2e-5, 3
LEAST = 2  # lines in which a feature must stand to be learnt
SMALLEST = 15  # hundredths below which a feature is left out of the file


@dataclass(frozen=True)
class Line:
    """A text, what is seen in it, its label and the others that would be right."""

    text: str
    seen: tuple[str, ...]
    label: Label
    also: tuple[str, ...]


def line(text: str, label: Label, note: str = "") -> Line:
    """A text as the listener sees it."""
    seen = tuple(sorted(features(read(words(text)).masked)))
    return Line(text, seen, label, tuple(re.findall(r"also=(\w+)", note)))


def written(paths: Iterable[Path]) -> list[Line]:
    """The lines of JSON-lines files with `text`, `label` and perhaps `also=` in `note`."""
    rows = [json.loads(row) for path in sorted(paths) for row in path.read_text().splitlines()]
    return [line(one["text"], one["label"], one.get("note") or "") for one in rows]


def examples() -> Iterator[Line]:
    """What the patterns must catch and must pass."""
    for entry in (*net("net").entries, *net("idioms").entries):
        label = "none" if entry.label == "idioms" else entry.label
        for _, text in entry.catches:
            yield line(text, label)  # type: ignore[arg-type]
        for _, text in entry.passes:
            if entry.label != "idioms":
                yield line(text, "none")


def trained(lines: Sequence[Line]) -> dict[str, list[float]]:
    """Weights of every label by feature; "" is the bias."""
    count = Counter(name for one in lines for name in one.seen)
    kept = [
        (tuple(name for name in one.seen if count[name] >= LEAST), len(one.seen), one)
        for one in lines
    ]
    names = sorted({name for seen, _, _ in kept for name in seen} | {""})
    weights = {name: [0.0] * len(URGENCY) for name in names}
    squares = {name: [0.05] * len(URGENCY) for name in names}
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        chance.shuffle(kept)
        for seen, size, one in kept:
            _learn(weights, squares, seen, 1 / math.sqrt(size + 1), one)
    return weights


def _learn(
    weights: dict[str, list[float]],
    squares: dict[str, list[float]],
    seen: Sequence[str],
    scale: float,
    one: Line,
) -> None:
    """One step down the slope of the log loss at one line; labels that are also right share it."""
    scores = [sum(weights[name][k] for name in seen) * scale for k in range(len(URGENCY))]
    scores = [score + weights[""][k] for k, score in enumerate(scores)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    right = {one.label, *one.also}
    within = sum(power for label, power in zip(URGENCY, powers, strict=True) if label in right)
    errors = [
        power / sum(powers) - (power / within if label in right else 0.0)
        for label, power in zip(URGENCY, powers, strict=True)
    ]
    for name in ("", *seen):
        mine, past, pull = weights[name], squares[name], scale if name else 1.0
        for k, error in enumerate(errors):
            slope = error * pull + SHRINK * mine[k]
            past[k] += slope * slope
            mine[k] -= STEP * slope / math.sqrt(past[k])


def as_text(weights: dict[str, list[float]]) -> str:
    """The model's file."""
    rows = ["feature\t" + " ".join(URGENCY)]
    for name in sorted(weights):
        whole = [round(value * SCALE) for value in weights[name]]
        if not name or max(map(abs, whole)) >= SMALLEST:
            rows.append(f"{name}\t{' '.join(map(str, whole))}")
    return "\n".join(rows) + "\n"


def measure(lines: Sequence[Line], folds: int) -> Iterator[dict[str, object]]:
    """Each line's place and the chances given to it by a model that has not seen it."""
    order = list(range(len(lines)))
    random.Random(SEED).shuffle(order)
    for fold in range(folds):
        out = set(order[fold::folds])
        text = as_text(trained([one for at, one in enumerate(lines) if at not in out]))
        judge = Model(text)
        for at in sorted(out):
            opinion = judge.judge(read(words(lines[at].text)).masked)
            yield {"at": at, "familiar": opinion.familiar, **opinion.chances}


def main() -> None:
    """Train and write, or measure by folds."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--folds", type=int, default=0)
    folds = reader.parse_args().folds
    lines = written(SOURCES)
    if folds:
        for one in measure(lines, folds):
            print(json.dumps(one))
        return
    text = as_text(trained([*lines, *examples()]))
    MODEL.write_text(text, encoding="utf-8")
    print(
        f"{len(lines)} lines, {text.count(chr(10))} weights, {len(text) / 1e3:.0f} kB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
