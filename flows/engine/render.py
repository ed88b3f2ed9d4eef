"""From what a turn says to what a person reads: the words found, filled in, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from flows.engine.book import Book
from flows.engine.effects import Button, Picture, Say
from flows.engine.known import Person
from flows.engine.words import SHARED, WordsMissing

PICTURES = "_pictures"


class Shown(msgspec.Struct, frozen=True):
    """A button as it is shown. `value`: callback data, or the text that is copied or shared."""

    label: str
    value: str
    kind: Literal["press", "copy", "share"] = "press"


@dataclass(frozen=True, slots=True)
class Message:
    """A message for any channel: Telegram's HTML, rows of buttons, pictures."""

    html: str
    rows: tuple[tuple[Shown, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()


def render(book: Book, say: Say, person: Person, now: datetime) -> Message:
    """Fill in the words of a Say; raises `WordsMissing` where `check` has not been heeded."""
    values = context(book, say, person, now)
    texts = [_part(book, say, part, values, person) for part in say.parts]
    rows = tuple(
        tuple([_button(book, say, button, values, person) for button in row]) for row in say.buttons
    )
    pictures = tuple(_labelled(book, picture, values, person) for picture in say.pictures)
    return Message("\n\n".join(text for text in texts if text), rows, pictures)


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

    return {
        **say.values,
        "person": person,
        "now": now,
        "label": label,
        "name": name,
        "title": title,
        "summary": summary,
        "flow": say.flow,
    }


def _part(book: Book, say: Say, part: str, values: Mapping[str, Any], person: Person) -> str:
    source = book.words.part(person.language, say.flow, say.step, part)
    if source is None:
        raise WordsMissing(f"{say.flow}.{say.step} has no text `{part}`; run python -m bot check")
    return book.words.html(source, values)


def _button(
    book: Book, say: Say, button: Button, values: Mapping[str, Any], person: Person
) -> Shown:
    label = button.label
    if label is None:
        found = book.words.label(person.language, say.flow, say.step, button.key)
        if found is None:
            raise WordsMissing(f"{say.flow}.{say.step} has no button `{button.key}`")
        label = book.words.plain(found, values)
    if button.kind == "press":
        return Shown(label, button.value)
    source = book.words.part(person.language, say.flow, say.step, button.value)
    if source is None:
        raise WordsMissing(f"{say.flow}.{say.step} has no text `{button.value}` to hand on")
    return Shown(label, book.words.plain(source, values), button.kind)


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
