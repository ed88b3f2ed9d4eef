"""From what a turn says to what a person reads: the words found, filled in, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from flows.engine.book import Book
from flows.engine.effects import Button, Picture, Say
from flows.engine.known import Person
from flows.engine.wordfile import Source
from flows.engine.words import SHARED, Words, WordsMissing

PICTURES = "_pictures"


class Shown(msgspec.Struct, frozen=True):
    """A button as it is shown. `value`: callback data, or the text that is copied or shared."""

    label: str
    value: str
    kind: Literal["press", "copy", "share"] = "press"


class Message(msgspec.Struct, frozen=True):
    """A message for any channel: Telegram's HTML, rows of buttons, pictures."""

    html: str
    rows: tuple[tuple[Shown, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()


def render(book: Book, say: Say, person: Person, now: datetime) -> Message:
    """Fill in the words of a Say; raises `WordsMissing` where `check` has not been heeded."""
    page = _Page(book.words, person.language, say, context(book, say, person, now))
    texts = [page.text(part) for part in say.parts]
    rows = tuple([tuple([page.button(button) for button in row]) for row in say.buttons])
    pictures = tuple([_labelled(book, picture, page.values, person) for picture in say.pictures])
    return Message("\n\n".join([text for text in texts if text]), rows, pictures)


@dataclass(slots=True)
class _Page:
    """The words of one step in one language, and what fills them in."""

    words: Words
    language: str
    say: Say
    values: Mapping[str, Any]

    def text(self, part: str) -> str:
        """A part, as HTML."""
        return self.words.html(self.source(part), self.values)

    def source(self, part: str) -> Source:
        """A part, as its author wrote it."""
        say = self.say
        source = self.words.part(self.language, say.flow, say.step, part)
        if source is None:
            raise WordsMissing(f"{say.flow}.{say.step} has no text `{part}`: python -m bot check")
        return source

    def button(self, button: Button) -> Shown:
        """A button, with its label and what is handed on."""
        label = self.label(button.key) if button.label is None else button.label
        if button.kind == "press":
            return Shown(label, button.value)
        handed_on = self.words.plain(self.source(button.value), self.values)
        return Shown(label, handed_on, button.kind)

    def label(self, key: str) -> str:
        """A button's label."""
        say = self.say
        source = self.words.label(self.language, say.flow, say.step, key)
        if source is None:
            raise WordsMissing(f"{say.flow}.{say.step} has no button `{key}`")
        return self.words.plain(source, self.values)


def context(book: Book, say: Say, person: Person, now: datetime) -> dict[str, Any]:
    """What templates may name: the answers, what the step tells, the person, the time."""

    def label(step: str, key: str) -> str | None:
        found = book.words.label(person.language, say.flow, step, key)
        return found.text if found else None

    def name(key: str) -> str:
        found = book.words.label(person.language, SHARED, "names", key)
        return found.text if found else key

    def title(flow: str) -> str:
        return str(book.words.front(person.language, flow, "title") or flow)

    def summary(flow: str) -> str:
        return str(book.words.front(person.language, flow, "summary") or "")

    @pass_context
    def text(filled: Context, section: str, flow: str = say.flow) -> Markup:
        """Another text of this flow's words or of another's, filled in alike: what steps share."""
        source = book.words.part(person.language, flow, section, "main")
        if source is None:
            raise WordsMissing(f"{flow} has no section `{section}`")
        html = book.words.html(source, filled.parent)
        return Markup(html)  # noqa: S704 - escaped when it was filled in

    return {
        **say.values,
        "person": person,
        "now": now,
        "label": label,
        "name": name,
        "title": title,
        "summary": summary,
        "text": text,
        "flow": say.flow,
    }


def picture_labels(
    book: Book, person: Person, name: str, values: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """The words inside a picture: every label of its section in `_pictures.md`."""
    section = book.words.section(person.language, PICTURES, name)
    if section is None:
        raise WordsMissing(f"{PICTURES}.md has no section `{name}`")
    return {key: book.words.plain(text, values or {}) for key, text in section.labels.items()}


def _labelled(book: Book, picture: Picture, values: Mapping[str, Any], person: Person) -> Picture:
    """A picture with its words, and with `alt`, which says the same in a sentence."""
    filled = {**values, **picture.values}
    labels = picture_labels(book, person, picture.name, filled)
    alt = book.words.part(person.language, PICTURES, picture.name, "alt")
    said = book.words.plain(alt, filled) if alt else ""
    return Picture(picture.name, {**picture.values, "labels": labels, "alt": said})
