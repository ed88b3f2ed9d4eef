"""The voice: what the words may not say. `wording.yaml` holds the rules, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows.engine.checks.cards import Card
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof
from flows.engine.checks.prose import Prose, proses, sentence

RULES = Path(__file__).with_suffix(".yaml")
SAFETY = ("safe", "danger", "ask_safe", "quit")  # files so named carry no emoji at all
_BASE = r"[\U0001F000-\U0001FAFF\u231a\u231b\u23e9-\u23fa\u2600-\u2712\u2714-\u27bf\u2b05-\u2b55]"
_TAIL = r"[\ufe0f\U0001F3FB-\U0001F3FF]*"
EMOJI = re.compile(
    rf"[\U0001F1E6-\U0001F1FF]{{2}}|[0-9#*]\ufe0f\u20e3|{_BASE}{_TAIL}(?:\u200d{_BASE}{_TAIL})*"
)
"""A flag, a keycap, or a picture with its colour and joined parts: each counts once."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is not said."""

    name: str
    why: str
    instead: str
    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    own: bool


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Language (or `every`) -> its rules."""
    data = _data()
    return {name: tuple(_rule(one) for one in data[name]) for name in data if name != "american"}


def check(proof: Proof) -> Iterator[Problem]:
    """Every rule on every text, then spelling, then emoji."""
    american = _american()
    for language, prose in proses(proof):
        base = language.split("-")[0]
        for rule in (*rules()["every"], *rules().get(base, ())):
            yield from _broken(proof, rule, prose)
        if base == "en":
            yield from _spelt(proof, american, prose)
    yield from _emoji(proof)


def _broken(proof: Proof, rule: Rule, prose: Prose) -> Iterator[Problem]:
    if rule.own and not prose.own:
        return
    read = prose.unquoted if rule.own else prose
    for found in rule.find.finditer(read.words):
        if rule.unless and rule.unless.search(sentence(read.words, found.start())):
            continue
        text = f"“{found[0]}” ({rule.name}): {rule.why}"
        yield proof.at(read.file, read.line_at(found.start()), text, rule.instead)


def _spelt(proof: Proof, american: re.Pattern[str], prose: Prose) -> Iterator[Problem]:
    data = _data()["american"]
    for found in american.finditer(prose.words):
        before = prose.words[: found.start()].rstrip()
        if found[0][0].isupper() and before and before[-1] not in '.?!:“"':
            continue  # a proper name, such as that of an organisation
        stem = (found["stem"] or found["word"]).lower()
        british = data["stems"].get(stem) or data["words"][stem]
        line = prose.line_at(found.start())
        remedy = f"write `{british}{found[0][len(stem) :]}`"
        yield proof.at(prose.file, line, f"“{found[0]}” is American spelling", remedy)


def _emoji(proof: Proof) -> Iterator[Problem]:
    told = set()
    for card in proof.cards:
        source, count = card.parts[0].source, _count(card)
        safety = card.stand.flow.name.startswith(SAFETY)
        if source is None or source in told or count <= (0 if safety else 1):
            continue
        told.add(source)
        place = f"`{card.stand.flow.name}.{card.stand.step.name}`"
        if safety:
            yield proof.at_source(source, f"{place} has an emoji in a safety text", "take it out")
        else:
            text = f"{place} has {count} emoji, its buttons counted"
            yield proof.at_source(source, text, "keep one at most")


def _count(card: Card) -> int:
    """Emoji of the message with its buttons, or of another part if that has more."""
    labels = sum(len(EMOJI.findall(line.plain)) for _, line in card.buttons)
    others = [len(EMOJI.findall(line.plain)) for line in card.parts[1:]]
    return max(len(EMOJI.findall(card.parts[0].plain)) + labels, *others, 0)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(RULES.read_text("utf-8"))
    return data


def _rule(data: Mapping[str, Any]) -> Rule:
    unless = data.get("unless")
    return Rule(
        data["name"],
        data["why"],
        data["instead"],
        _pattern(data["find"], whole=data.get("whole", True)),
        _pattern(unless) if unless else None,
        data.get("own", False),
    )


def _pattern(alternatives: list[str], *, whole: bool = True) -> re.Pattern[str]:
    any_ = "|".join(f"(?:{one})" for one in alternatives)
    return re.compile(rf"(?<!\w)(?:{any_})(?!\w)" if whole else any_, re.IGNORECASE)


def _american() -> re.Pattern[str]:
    data = _data()["american"]
    stems, words = ("|".join(sorted(data[kind], reverse=True)) for kind in ("stems", "words"))
    return re.compile(rf"\b(?:(?P<stem>{stems})\w*|(?P<word>{words})\b)", re.IGNORECASE)
