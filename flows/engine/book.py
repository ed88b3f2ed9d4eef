"""The book: every flow, its words, and what the body lends to the mind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import flows
from flows.engine.events import BAR
from flows.engine.flow import Flow
from flows.engine.known import JSON, Person
from flows.engine.ways import same
from flows.engine.words import SHARED, Words

# (text, language) -> the flow to begin at once and its answers, or None when there is no danger.
# (text, language) -> the flow that these words are for, where more than a hint tells it.
Guess: TypeAlias = Callable[[str, str], "str | None"]
Listener: TypeAlias = Callable[[str, str], "tuple[str, dict[str, JSON]] | None"]
HOME, WELCOME, LEAVE = "home", "start", "leave"


def guesses_nothing(text: str, language: str) -> None:
    """The guess of a book that has none."""


def hears_nothing(text: str, language: str) -> None:
    """The listener of a book without `flows/safety`."""


@dataclass(frozen=True)
class Book:
    """All that `turn` needs beside the talk itself. Built once; read-only."""

    flows: Mapping[str, Flow]
    words: Words
    library: Mapping[str, Any] = field(default_factory=dict)
    listen: Listener = hears_nothing
    guess: Guess = guesses_nothing

    @cached_property
    def commands(self) -> Mapping[str, str]:
        """Command -> flow, with the other names of each."""
        return {
            name: flow.name
            for flow in self.flows.values()
            for name in (flow.command, *flow.also)
            if name
        }

    @cached_property
    def bar(self) -> Mapping[str, Mapping[str, str]]:
        """By language: what may be typed instead of the engine's own buttons -> their keys."""
        return {code: self._bar(code) for code in self.words.languages}

    def _bar(self, language: str) -> Mapping[str, str]:
        labels = ((key, self.words.label(language, SHARED, "buttons", key)) for key in BAR)
        said = {same(label.text): key for key, label in labels if label}
        said.pop("", None)  # an emoji alone is no word
        return {**{key: key for key in BAR}, **said}

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, str]]:
        """By language: bare names that may be typed instead of a command -> their flows."""
        return {code: self._named(code) for code in self.words.languages}

    def _named(self, language: str) -> Mapping[str, str]:
        # Not what is done as soon as it is begun: a word such as "quit" may be meant otherwise.
        safe = {name for name, flow in self.flows.items() if not flow.steps[0].last}
        said = {same(name): flow for name, flow in self.commands.items() if flow in safe}
        for name in safe & set(self.commands.values()):
            label = self.words.label(language, HOME, "menu", name)
            said[same(str(self.words.front(language, name, "title") or name))] = name
            said |= {same(label.text): name} if label else {}
        said.pop("", None)
        return said

    def needs(self, flow: str) -> frozenset[str]:
        """The kinds of records a flow looks at."""
        found = self.flows.get(flow)
        return frozenset(found.knows) if found else frozenset()

    def labels(self, person: Person, flow: str, step: str, keys: Sequence[str]) -> dict[str, str]:
        """What the person may type instead of pressing: key -> label, in their language."""
        found = ((key, self.words.label(person.language, flow, step, key)) for key in keys)
        return {key: source.text for key, source in found if source}

    def step_labels(self, person: Person, flow: str, step: str) -> dict[str, str]:
        """Every label of a step and of the buttons that all share; the step's own come first."""
        found: dict[str, str] = {}
        for where, name in ((flow, step), (SHARED, "buttons")):
            section = self.words.section(person.language, where, name)
            labels = self.labels(person, where, name, tuple(section.labels)) if section else {}
            found |= {key: label for key, label in labels.items() if key not in found}
        return found

    def suggest(self, text: str, language: str) -> str | None:
        """The likeliest flow for words that came outside of any, by the `hints` of its words.

        Where no hint is said, what the guess makes of them.
        """
        said = f" {same(text)} "
        best, most = None, 0
        for flow in self.flows:
            hints = self.words.front(language, flow, "hints") or ()
            hits = sum(len(same(str(hint))) for hint in hints if f" {same(str(hint))}" in said)
            if hits > most:
                best, most = flow, hits
        return best or self.guess(text, language)


def find_flows() -> dict[str, Flow]:
    """Every `flow` of a module in `flows/`; a new exercise needs no registry."""
    found = {}
    for module in pkgutil.iter_modules(flows.__path__):
        flow = getattr(importlib.import_module(f"flows.{module.name}"), "flow", None)
        if isinstance(flow, Flow):
            found[flow.name] = flow
    return found


def load(
    content: Path,
    library: Mapping[str, Any],
    listen: Listener = hears_nothing,
    guess: Guess = guesses_nothing,
) -> Book:
    """The book of this checkout; raises `WordsError` if words cannot be read.

    The library also names the `flows` and `languages` there are, so that a menu can offer them.
    """
    found, words = find_flows(), Words.load(content)
    names = {"flows": tuple(found), "languages": tuple(words.languages)}
    return Book(found, words, {**library, **names}, listen, guess)
