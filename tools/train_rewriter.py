"""Make what the rewriter reads: `python -m tools.train_rewriter`; with `--folds 5` measure it.

From content/rewriting/en/situations/*.yaml and tests/data/rewrite/*.jsonl:
  situations.json  every situation without its examples
  words.txt        words that occur in at least two lines: what slips are mended to
  topics.tsv, situations.tsv, kinds.tsv  weights of the three models

TF-IDF over stems, pairs and anchors, multinomial logistic regression (scikit-learn, which nothing
needs at run time). The same files on every machine but for the last hundredth of a weight.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from flows.rewriting import tables
from flows.rewriting.situations import COMPILED, GENERAL, Asks, Situation, Topic

ROOT = Path(__file__).parents[1]
SITUATIONS = tables.CONTENT / "situations"
LINES = ROOT / "tests" / "data" / "rewrite"
SCALE = 100
STRENGTH = {"topics": 12.0, "situations": 12.0, "kinds": 8.0}  # C of the regression
SMALLEST = {
    "topics": 40,
    "situations": 40,
    "kinds": 20,
}  # hundredths below which a weight is left out
LEAST = 2  # lines in which a feature must stand
TOLERANCE = 2e-5  # of the gradient: with many classes it is small from the first step on
EVEN = {"topics": 0.0, "situations": 0.3, "kinds": 1.0}  # how far rare classes are weighed up
SEED = 7
FIELDS = ("anchors", "things", "whos", "habit", "event", "noun", "because", "love", "say", "side")


@dataclass(frozen=True)
class Line:
    """A text with what it is."""

    text: str
    kind: str
    topic: str = ""
    situation: str = ""


def compiled() -> list[Topic]:
    """The topics as the authors wrote them, without examples."""
    return [
        _topic(yaml.safe_load(file.read_text("utf-8")))
        for file in sorted(SITUATIONS.glob("*.yaml"))
    ]


def _topic(raw: dict[str, Any]) -> Topic:
    name = raw["topic"]
    return Topic(
        name,
        raw["title"],
        _situation(name, {**raw["general"], "id": GENERAL, "label": raw["title"]}),
        tuple(_situation(name, one) for one in raw["situations"]),
    )


def _situation(topic: str, raw: dict[str, Any]) -> Situation:
    asks = raw.get("asks") or {}
    return Situation(
        topic,
        raw["id"],
        raw["label"],
        **{name: tuple(map(str, raw.get(name) or ())) for name in FIELDS},
        feelings={key: tuple(words) for key, words in (raw.get("feelings") or {}).items()},
        asks=Asks(
            **{name: tuple(asks.get(name) or ()) for name in ("habit", "next", "repair", "short")}
        ),
    )


def examples() -> Iterator[Line]:
    """The examples of every situation, and the lines of tests/data/rewrite."""
    for file in sorted(SITUATIONS.glob("*.yaml")):
        raw = yaml.safe_load(file.read_text("utf-8"))
        for one in raw["situations"]:
            for text in one["examples"]:
                yield Line(text, "complaint", raw["topic"], one["id"])
    for file in sorted(LINES.glob("*.jsonl")):
        for row in file.read_text("utf-8").splitlines():
            one = json.loads(row)
            yield Line(one["text"], one["kind"], one.get("topic") or "", one.get("situation") or "")
    yield from kind_things()


OFFERED = ("validations", "checkings", "openers", "truths", "offers", "gestures")


def kind_things() -> Iterator[Line]:
    """What /listen and /reassure offer to send: nothing in it needs another wording."""
    for name in OFFERED:
        file = ROOT / "content" / "en" / "lists" / f"{name}.yaml"
        for one in yaml.safe_load(file.read_text("utf-8")):
            if says := one.get("says"):
                yield Line(says, "not_a_complaint")


def vocabulary(lines: Sequence[Line], topics: Sequence[Topic]) -> list[str]:
    """Words that stand in at least two lines, or that an author of situations used."""
    count: Counter[str] = Counter()
    names: Counter[str] = Counter()  # with a capital in the midst of a sentence
    for line in lines:
        typed = [word.strip(".,!?;:'\"()") for word in line.text.split()]
        count.update({word.lower() for word in typed})
        names.update(
            {word.lower() for word in typed[1:] if word[:1].isupper() and not word.isupper()}
        )
    found = {
        word
        for word, often in count.items()
        if often >= 2 and names[word] <= often / 2 and word.isalpha() and len(word) > 1
    }
    for topic in topics:
        for one in (topic.general, *topic.situations):
            for name in FIELDS[1:]:
                for text in getattr(one, name):
                    found |= {word.strip(".,?'\"{}:").lower() for word in text.split()}
    return sorted(word for word in found if word.isalpha())


def trained(
    name: str, seen: Sequence[set[str]], labels: Sequence[str], only: str | None = None
) -> str:
    """A model as text. Situations are told apart within their topic, each topic by itself.

    `only`: learn the situations of this topic alone, as they are learnt among all.
    """
    count = Counter(feature for one in seen for feature in one)
    names = sorted(feature for feature, often in count.items() if often >= LEAST)
    place = {feature: n for n, feature in enumerate(names)}
    idf = [math.log(len(seen) / count[feature]) + 1 for feature in names]
    data = _vectors(seen, place, idf)
    classes = sorted(set(labels))
    groups = sorted({_group(name, label) for label in classes})
    if only is not None:
        classes = [label for label in classes if _group(name, label) == only]
        groups = [only]
    biases: list[float] = []
    pairs: dict[int, list[str]] = {}
    for group in groups:
        mine = [n for n, label in enumerate(labels) if _group(name, label) == group]
        fitted = _fitted(name, data[mine], [labels[n] for n in mine])
        for coefficients, bias in fitted:
            for n in (abs(coefficients) * SCALE >= SMALLEST[name]).nonzero()[0]:
                weight = round(float(coefficients[n]) * SCALE)
                pairs.setdefault(int(n), []).append(f"{len(biases)}:{weight}")
            biases.append(bias)
    head = " ".join(str(round(bias * SCALE)) for bias in biases)
    rows = [f"{names[n]}\t{round(idf[n] * SCALE)}\t{' '.join(pairs[n])}" for n in sorted(pairs)]
    return "\n".join(["\t".join(("classes", " ".join(classes), head)), *rows]) + "\n"


def _group(name: str, label: str) -> str:
    return label.partition("/")[0] if name == "situations" else ""


def _vectors(seen: Sequence[set[str]], place: Mapping[str, int], idf: Sequence[float]) -> Any:
    """TF-IDF rows of length 1."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only training needs it

    rows, columns, values = [], [], []
    for n, one in enumerate(seen):
        mine = sorted(place[feature] for feature in one if feature in place)
        size = math.sqrt(sum(idf[k] ** 2 for k in mine)) or 1.0
        rows += [n] * len(mine)
        columns += mine
        values += [idf[k] / size for k in mine]
    return csr_matrix((values, (rows, columns)), shape=(len(seen), len(place)))


def _fitted(name: str, data: Any, labels: Sequence[str]) -> list[tuple[Any, float]]:
    """Weights and bias of each class, in the order of their names."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training needs it

    share = Counter(labels)
    weigh = {one: (len(labels) / share[one]) ** EVEN[name] for one in share}
    model = LogisticRegression(
        C=STRENGTH[name], max_iter=400, tol=TOLERANCE, class_weight=weigh
    ).fit(data, list(labels))
    if len(share) == 2:
        half = model.coef_[0] / 2
        bias = float(model.intercept_[0]) / 2
        return [(-half, -bias), (half, bias)]
    return list(zip(model.coef_, map(float, model.intercept_), strict=True))


def labelled(lines: Sequence[Line], topics: Sequence[Topic]) -> dict[str, list[str]]:
    """What each model is to learn of each line; "" where it has nothing to learn."""
    keys = {one.key for topic in topics for one in topic.situations}
    named = {topic.id for topic in topics}
    situations = [f"{line.topic}/{line.situation}" for line in lines]
    return {
        "topics": [line.topic if line.topic in named else "" for line in lines],
        "situations": [key if key in keys else "" for key in situations],
        "kinds": [line.kind for line in lines],
    }


def made() -> dict[str, bytes]:
    """Every file, by name."""
    topics = compiled()
    files = {COMPILED.name: msgspec.json.format(msgspec.json.encode(topics), indent=1)}
    COMPILED.write_bytes(files[COMPILED.name])  # anchors are features, so it must be there
    lines = list(examples())
    words = "\n".join(vocabulary(lines, topics)) + "\n"
    files["words.txt"] = words.encode()
    (tables.CONTENT / "words.txt").write_bytes(files["words.txt"])
    tables.vocabulary.cache_clear()
    from flows.rewriting.reading import read_for_model  # noqa: PLC0415 - needs the words just made

    seen = [read_for_model(line.text) for line in lines]
    for name, labels in labelled(lines, topics).items():
        mine = [(features, label) for features, label in zip(seen, labels, strict=True) if label]
        files[f"{name}.tsv"] = trained(name, *zip(*mine, strict=True)).encode()
    return files


def main() -> None:
    """Write the files."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    random.seed(SEED)
    for name, data in made().items():
        (tables.CONTENT / name).write_bytes(data)
        print(f"{name}: {len(data) / 1e3:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
