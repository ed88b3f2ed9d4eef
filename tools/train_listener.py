"""Train the listener's model: `python -m tools.train_listener`; with `--without FILE` measure it.

Reads the lines named in LEARNT and the examples of every pattern, weighs what
`flows.safety.features` names in them (sayings already covered) by multinomial logistic regression
(L2), and writes content/safety/model.tsv. With --without NAME that file is not learnt from, its
lines are judged by the whole listener, and the shares are printed: what one may expect of a writer
whom it has never read.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from flows.safety import listen
from flows.safety.features import features, known_words, pieces
from flows.safety.heard import RISKS, URGENCY, Label
from flows.safety.model import MODEL, SCALE
from flows.safety.patterns import net
from flows.safety.rules import read
from flows.safety.text import words
from tools.train_rewriter import examples as quarrels

ROOT = Path(__file__).parents[1]
LINES = ROOT / "tests" / "data" / "listen"
# Named one by one: lines kept to measure on may lie in the same folder and must not be learnt.
LEARNT = ("dev", "written", "own", "everyday", "further", "more", "ordinary")
SOURCES = tuple(LINES / f"{name}.jsonl" for name in LEARNT)
STRENGTH = 20.0  # C of the regression
LEAST = 2  # lines in which a feature must stand to be learnt
MIXED = 150  # answers of /listen that are learnt as harmless
SMALLEST = 16  # hundredths below which a feature is left out of the file


@dataclass(frozen=True)
class Line:
    """A text, what is seen in it, its label and the others that would be right."""

    text: str
    seen: frozenset[str]
    said: tuple[str, ...]
    label: Label
    also: tuple[str, ...]


def line(text: str, label: Label, note: str = "") -> Line:
    """A text as the listener sees it."""
    reading = read(words(text))
    seen, said = frozenset(features(reading)), tuple(known_words(reading))
    return Line(text, seen, said, label, tuple(re.findall(r"also=(\w+)", note)))


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


def everyday() -> Iterator[Line]:
    """What people say in ordinary quarrels and on good days: the rewriter's lines, every third.

    Their writers were asked to keep danger out; where a pattern finds any, a line is left out.
    """
    for at, one in enumerate(quarrels()):
        if at % 3 == 0 and not read(words(one.text)).hits:
            yield line(one.text, "none")


def offered() -> Iterator[Line]:
    """What the bot itself offers to tap or to send: whoever taps or shares it is in no danger."""
    for file in sorted((ROOT / "content" / "en" / "lists").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            for text in entry.values() if isinstance(entry, dict) else ():
                if isinstance(text, str) and len(text.split()) > 2:
                    yield line(text, "none")
    for text in wholes():
        yield line(text, "none")


def wholes() -> Iterator[str]:
    """Answers put together from the parts that /listen offers, each part at least once."""
    names = ("mirrors", "checkings", "validations", "openers")
    parts = [[*said(name)] for name in names]
    for at in range(MIXED):
        yield " ".join(row[at * (7 + n) % len(row)] for n, row in enumerate(parts))


def said(name: str) -> Iterator[str]:
    """The sentences of a list of offers."""
    text = (ROOT / "content" / "en" / "lists" / f"{name}.yaml").read_text("utf-8")
    yield from (one["says"] for one in yaml.safe_load(text) if "says" in one)


def trained(lines: Sequence[Line]) -> dict[str, list[float]]:
    """Weights of every label by feature; "" is the bias, "=word" the sum of a word's pieces."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training needs it

    signs = _often(name for one in lines for name in one.seen)
    parts = _often(piece for one in lines for word in one.said for piece in pieces(word))
    place = {name: n for n, name in enumerate([*signs, *parts])}
    labels, shares, rows = [], [], []
    for one in lines:
        for label in dict.fromkeys((one.label, *one.also)):
            labels.append(label)
            shares.append(1 / (1 + len(one.also)))
            rows.append(_row(one, place))
    model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-4)
    model.fit(_matrix(rows, len(place)), labels, sample_weight=shares)
    order = [list(model.classes_).index(label) for label in URGENCY]
    weights = {name: [float(model.coef_[k][n]) for k in order] for name, n in place.items()}
    for word in {word for one in lines for word in one.said}:
        mine = [weights[piece] for piece in pieces(word) if piece in weights]
        weights[f"={word}"] = [sum(column) for column in zip(*mine, strict=True)] or [0.0] * 7
    weights[""] = [float(model.intercept_[k]) for k in order]
    return weights


def _often(names: Iterable[str]) -> list[str]:
    return sorted(name for name, often in Counter(names).items() if often >= LEAST)


def _row(one: Line, place: dict[str, int]) -> dict[int, float]:
    """Features on two scales: signs, and pieces of words, which are many."""
    mine = [piece for word in one.said for piece in pieces(word)]
    sign, part = 1 / math.sqrt(len(one.seen) + 1), 1 / math.sqrt(len(mine) + 1)
    row = {place[name]: sign for name in one.seen if name in place}
    for piece, often in Counter(mine).items():
        if piece in place:
            row[place[piece]] = part * often
    return row


def _matrix(rows: Sequence[dict[int, float]], width: int) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only training needs it

    at = [n for n, row in enumerate(rows) for _ in row]
    names = [name for row in rows for name in sorted(row)]
    values = [row[name] for row in rows for name in sorted(row)]
    return csr_matrix((values, (at, names)), shape=(len(rows), width))


def as_text(weights: dict[str, list[float]]) -> str:
    """The model's file."""
    rows = ["feature\t" + " ".join(URGENCY)]
    for name in sorted(weights):
        whole = [round(value * SCALE) for value in weights[name]]
        if not name or max(map(abs, whole)) >= SMALLEST:
            rows.append(f"{name}\t{' '.join(map(str, whole))}")
    return "\n".join(rows) + "\n"


def measured(lines: Sequence[Line]) -> Iterator[str]:
    """How the listener judges lines: a row for each label, and the two sums that matter."""
    found: dict[str, Counter[str]] = {}
    for one in lines:
        label = listen(one.text).label
        mine = found.setdefault(one.label, Counter())
        mine["lines"] += 1
        mine["right"] += label in {one.label, *one.also}
        mine["danger"] += label in RISKS
        mine["asked"] += label == "ambiguous"
    for name, mine in sorted(found.items()):
        shares = ", ".join(f"{sort} {mine[sort] / mine['lines']:.3f}" for sort in SORTS)
        yield f"{name:<18} {mine['lines']:>5} lines: {shares}"
    risky = [mine for name, mine in found.items() if name in RISKS]
    if risky:
        heard = sum(mine["danger"] + mine["asked"] for mine in risky)
        yield f"danger or a question over all risk: {heard / sum(m['lines'] for m in risky):.3f}"


SORTS = ("right", "danger", "asked")


def main() -> None:
    """Train and write, or measure on a file that is left out."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--without", choices=LEARNT)
    without = reader.parse_args().without
    learnt = [source for source in SOURCES if source.stem != without]
    text = as_text(trained([*written(learnt), *examples(), *everyday(), *offered()]))
    MODEL.write_text(text, encoding="utf-8")
    if without:
        print("\n".join(measured(written([LINES / f"{without}.jsonl"]))))
        print("the model in content/ is now the one without it: train again before you go on")
    print(f"{text.count(chr(10))} weights, {len(text) / 1e3:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
