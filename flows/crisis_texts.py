"""Every text that somebody in danger can be shown, with the numbers of every country filled in.

The checks of the engine know no danger; this one does. `python -m bot check` runs it beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.danger import REPLIES
from flows.engine.book import Book
from flows.engine.checks.calm import CARD
from flows.engine.checks.problem import Problem
from flows.engine.checks.wording import EMOJI
from flows.engine.effects import Say
from flows.engine.flow import Flow, Step
from flows.engine.known import JSON, Known, Person
from flows.engine.render import render
from flows.engine.samples import EVENING
from flows.engine.ways import Text
from flows.engine.words import strip
from flows.safety.check_answers import MOST, faults, helpline_faults

FLOWS = ("danger", "safe", "ask_safe", "quit")
NOWHERE = "AQ"  # a place without a line of its own


@dataclass(frozen=True, slots=True)
class Read:
    """A text as somebody of a country reads it, with the labels of its buttons."""

    flow: str
    step: str
    part: str
    country: str | None
    text: str


def check(book: Book, content: Path, root: Path) -> list[Problem]:
    """Length, tone and completeness of these texts, and the helplines; nothing is raised."""
    found = {
        _problem(book, root, read, *fault) for read in texts(book) for fault in _faults(book, read)
    }
    for name in FLOWS:
        found |= set(_missing(book, root, book.flows[name]))
    folder = content / "safety"
    for file, line, text, remedy in helpline_faults(folder):
        found.add(Problem((folder / file).relative_to(root).as_posix(), line, text, remedy))
    return sorted(found)


def texts(book: Book) -> Iterator[Read]:
    """Every part of every step, for every country, urgent or not, in every language."""
    countries = (None, NOWHERE, *book.library["helplines"].countries)
    for language in book.words.languages:
        for name in FLOWS:
            for step in book.flows[name].steps:
                for country in countries if step.tells else (None,):
                    kept: dict[str, JSON] = {
                        "language": language,
                        "country": country,
                        "adult": True,
                    }
                    yield from _of_step(book, name, step, Person(kept=kept))


def _of_step(book: Book, flow: str, step: Step, person: Person) -> Iterator[Read]:
    section = book.words.section(person.language, flow, step.name)
    for part in section.parts if section else ():
        for heard in _heard(step.name, part):
            known = Known(heard, person, EVENING, book.library)
            values = {**heard, **(step.tells(known) if step.tells else {})}
            message = render(book, Say(flow, step.name, (part,), values), person, EVENING)
            yield Read(flow, step.name, part, person.country, strip(message.html))


def _heard(step: str, part: str) -> Iterator[Mapping[str, JSON]]:
    """What led to a step: as told by the listener, in its calm and its urgent form."""
    as_heard = [pair for pair, reply in REPLIES.items() if reply == step] or [("", "")]
    for label, which in as_heard:
        first = {"label": label, ("kind" if label == "partner_violence" else "about"): which}
        yield first
        if part == "main":
            yield {**first, "lethal": True}
            yield {**first, "imminent": True}
            if label == "self_harm" and not which:
                yield {**first, "about": "minor"}


def _faults(book: Book, read: Read) -> Iterator[tuple[str, str]]:
    yield from faults(read.text, MOST if book.flows[read.flow].holds else CARD)
    if EMOJI.search(read.text):
        yield "has an emoji", "take it out"


def _missing(book: Book, root: Path, flow: Flow) -> Iterator[Problem]:
    """What every step of a flow that holds must have, and labels that shout."""
    for language in book.words.languages:
        for step in flow.steps:
            section = book.words.section(language, flow.name, step.name)
            if section is None:
                continue  # the check of words says so
            source = section.parts["main"]
            place = f"`{flow.name}.{step.name}`"
            at = (source.file.relative_to(root).as_posix(), source.line)
            if flow.holds and "still" not in section.parts:
                yield Problem(*at, f"{place} has no `!still`", "say what waits, and the numbers")
            if isinstance(step.reads, Text):
                yield Problem(*at, f"{place} takes words of one's own", "nothing said here is kept")
            for label in section.labels.values():
                if "!" in label.text or EMOJI.search(label.text):
                    yield Problem(*at, f"a button of {place} shouts", "plain words, no emoji")


def _problem(book: Book, root: Path, read: Read, what: str, remedy: str) -> Problem:
    source = book.words.part("en", read.flow, read.step, read.part)
    file = source.file.relative_to(root).as_posix() if source else f"content/en/{read.flow}.md"
    where = f"`{read.flow}.{read.step}` ({read.part}) for {read.country or 'no country'}"
    return Problem(file, source.line if source else 1, f"{where} {what}", remedy)
