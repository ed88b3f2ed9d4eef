"""Where a talk may stand: a step, what is known there, and how it was reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.engine.flow import Flow, Step
from flows.engine.known import JSON, Answers, Known
from flows.engine.samples import Sample
from flows.engine.wordfile import Source, WordFile

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"[A-Za-z_]\w*")
OF_A_PERSON = frozenset({"person", "now", "clock"})  # names and filters in tags that look at them
_KEY = 24  # characters: a longer answer is free text, and one is as good as another


@dataclass(frozen=True, slots=True)
class Road:
    """What is carried from step to step. `longest`: the answers that are as long as may be."""

    known: Known
    who: str = ""
    path: tuple[str, ...] = ()
    longest: frozenset[str] = frozenset()

    def answering(self, sample: Sample) -> Road:
        """The road once a sample is answered."""
        names = frozenset(sample.wrote)
        longest = (self.longest - names) | (names if sample.longest else frozenset())
        old = self.known
        known = Known({**old.answers, **sample.wrote}, old.person, old.now, old.library)
        return Road(known, self.who, self.path, longest)

    def to(self, step: str) -> Road:
        """The road with one more step behind it."""
        return Road(self.known, self.who, (*self.path, step), self.longest)


@dataclass(frozen=True, slots=True)
class Stand:
    """A step, the road that led to it, and what it tells there.

    `forced`: no sample got here by the guards, so what is known may be less than it would be.
    """

    flow: Flow
    step: Step
    road: Road
    told: Answers
    forced: bool = False

    @property
    def known(self) -> Known:
        """What guards and words may look at."""
        return self.road.known

    @property
    def values(self) -> dict[str, JSON]:
        """What the step's words may name, beside the person and the time."""
        return {**self.known.answers, **self.told}

    @property
    def usual(self) -> bool:
        """Whether every answer is of usual length."""
        return not self.road.longest


def sources(file: WordFile) -> Iterator[Source]:
    """Every text of a file of words: parts and labels."""
    for section in file.sections.values():
        yield from section.parts.values()
        yield from section.labels.values()


def names_in(texts: Iterable[Source]) -> set[str]:
    """Every name that stands in a Jinja2 tag of these texts."""
    tags = (tag for one in texts if "{" in one.text for tag in TAG.findall(one.text))
    return {name for tag in tags for name in _NAME.findall(tag)}


def quoted_in(texts: Iterable[Source]) -> set[str]:
    """Every text in quotation marks within a tag of these texts: `named("why")` gives `why`."""
    tags = (tag for one in texts if "{" in one.text for tag in TAG.findall(one.text))
    return {literal[1:-1] for tag in tags for literal in LITERAL.findall(tag)}


def gist(stand: Stand, names: frozenset[str]) -> object:
    """All that words with these names in their tags could tell this stand by."""
    answered, longest = stand.known.answers, stand.road.longest
    told = tuple((name, bool(value)) for name, value in sorted(stand.told.items()))
    kinds = tuple((name, kind(answered[name])) for name in sorted(names & answered.keys()))
    who = stand.road.who if told or names & OF_A_PERSON else ""
    return who, told, kinds, len(longest if told else longest & names)


def kind(value: JSON) -> object:
    """An answer as words could tell it from another: a key or a number itself, text as text."""
    if isinstance(value, str):
        return value if len(value) <= _KEY and " " not in value else "text"
    return value if value is None or isinstance(value, bool | int) else type(value)
