"""Lessons, terms and questions as data: `content/<language>/learn/*.md`, read once and checked.

A file with a `shelf` is a lesson: sections are its cards, in order, up to `## question` (its
labels are the answers, `## question_<key>` what is said to each; `right` in the front matter names
the right one) and `## personal`, which knows no right one. A file with `kind: glossary` or
`kind: faq` holds an entry in each section, its lines as labels: `label`, `asks`, `also`, `leads`,
`source`; under `also` of the front matter stands what people type for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from flows.engine import wordfile
from flows.engine.wordfile import Section, WordFile

FOLDER = "learn"
SHELVES = ("idea", "areas", "moves", "stories")
CARD = 560  # characters: with the title above them they are six hundred
LABEL = 28  # characters of a button
TITLE = 26  # the same, with room for the mark of what was read
QUESTIONS = ("question", "personal")
TAKEN = frozenset({"back", "cancel", "help", "home", "skip"})  # keys of other buttons there


class LessonError(wordfile.WordsError):
    """A lesson cannot be read; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A button under a question, and what is said to it."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers by key; `right` is the key of the right one, or ""."""

    asks: str
    answers: Mapping[str, Answer]
    right: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Cards of a minute, a question at the end, and where it is from."""

    key: str
    title: str
    shelf: str
    order: int
    cards: tuple[str, ...]
    source: str
    reviewed: date
    question: Question | None = None
    personal: Question | None = None
    leads: tuple[str, ...] = ()
    lists: str = ""  # a kind of behaviours that further cards name, each with a better way
    picture: str = ""
    warning: str = ""
    closer: bool = False  # it leads towards closeness: not beside somebody who harms


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the glossary, or a question of many with its answer."""

    key: str
    label: str
    text: str
    asks: str = ""
    also: tuple[str, ...] = ()  # other names, shown
    typed: tuple[str, ...] = ()  # what people type for it, shown to nobody
    leads: tuple[str, ...] = ()
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it can be found by."""
        return tuple(filter(None, (self.label, self.asks, *self.also, *self.typed)))


@dataclass(frozen=True, slots=True)
class Learning:
    """All of it in one language."""

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    terms: Mapping[str, Entry] = field(default_factory=dict)
    questions: Mapping[str, Entry] = field(default_factory=dict)


Library: TypeAlias = Mapping[str, Learning]  # by language


def load(content: Path) -> Library:
    """Read what there is to learn, in every language; raises LessonError."""
    folders = sorted(folder for folder in content.glob(f"*/{FOLDER}") if folder.is_dir())
    return {folder.parent.name: _learning(folder) for folder in folders}


def _learning(folder: Path) -> Learning:
    lessons: list[Lesson] = []
    entries: dict[str, Mapping[str, Entry]] = {}
    for path in sorted(folder.glob("*.md")):
        file = _read(path)
        kind = file.front.get("kind")
        if kind in {"glossary", "faq"}:
            entries[kind] = {name: _entry(file, one) for name, one in file.sections.items()}
        else:
            lessons.append(_lesson(file))
    lessons.sort(key=lambda one: (SHELVES.index(one.shelf), one.order))
    return Learning(
        {one.key: one for one in lessons}, entries.get("glossary", {}), entries.get("faq", {})
    )


def _read(path: Path) -> WordFile:
    try:
        file = wordfile.read(path)
    except wordfile.WordsError as fault:
        raise LessonError(str(fault)) from fault
    if not file.front.get("sources") or not isinstance(file.front.get("reviewed"), date):
        raise LessonError(f"{path}:1: name `sources:` and the day it was `reviewed:` (2026-03-01)")
    return file


def _lesson(file: WordFile) -> Lesson:
    front = file.front
    title, shelf = _line(file, "title", TITLE), _line(file, "shelf")
    if shelf not in SHELVES:
        raise LessonError(f"{file.file}:1: there is no shelf `{shelf}`: {', '.join(SHELVES)}")
    replies = tuple(f"{name}_" for name in QUESTIONS)
    cards = [
        _text(file, one)
        for name, one in file.sections.items()
        if name not in QUESTIONS and not name.startswith(replies)
    ]
    if not cards:
        raise LessonError(f"{file.file}:1: a lesson has a card, at the least")
    return Lesson(
        file.file.stem,
        title,
        shelf,
        int(front.get("order", 0)),
        tuple(cards),
        str(front["sources"][0]),
        front["reviewed"],
        _question(file, "question", str(front.get("right") or "")),
        _question(file, "personal", ""),
        tuple(front.get("leads") or ()),
        str(front.get("lists") or ""),
        str(front.get("picture") or ""),
        str(front.get("warning") or ""),
        bool(front.get("closer", False)),
    )


def _question(file: WordFile, name: str, right: str) -> Question | None:
    section = file.sections.get(name)
    if section is None:
        return None
    answers = {}
    for key, label in section.labels.items():
        reply = file.sections.get(f"{name}_{key}")
        if reply is None:
            raise LessonError(f"{file.file}:{label.line}: write `## {name}_{key}`: what is said")
        if len(label.text) > LABEL or key in TAKEN:
            raise LessonError(
                f"{file.file}:{label.line}: a button has {LABEL} characters and a key of its own"
            )
        answers[key] = Answer(label.text, _text(file, reply))
    if not answers or (right and right not in answers):
        raise LessonError(f"{file.file}:{section.line}: no answer, or none that is `right`")
    return Question(_text(file, section), answers, right)


def _entry(file: WordFile, section: Section) -> Entry:
    labels = {key: source.text for key, source in section.labels.items()}
    label, source = labels.get("label", ""), labels.get("source", "")
    if not 0 < len(label) <= LABEL or not source:
        raise LessonError(
            f"{file.file}:{section.line}: write `- label:` (to {LABEL} characters), `- source:`"
        )
    also, leads = (
        tuple(one.strip() for one in labels.get(key, "").split(",") if one.strip())
        for key in ("also", "leads")
    )
    typed: Any = (file.front.get("also") or {}).get(section.name, ())
    text, asks = _text(file, section), labels.get("asks", "")
    return Entry(section.name, label, text, asks, also, tuple(map(str, typed)), leads, source)


def _line(file: WordFile, name: str, most: int = 400) -> str:
    value: Any = file.front.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise LessonError(f"{file.file}:1: write `{name}:`, of up to {most} characters")
    return value


def _text(file: WordFile, section: Section) -> str:
    main = section.parts.get("main")
    if main is None or len(main.text) > CARD:
        raise LessonError(
            f"{file.file}:{section.line}: a card says something, in up to {CARD} characters"
        )
    return main.text
