"""Helplines by country: read from `content/safety/helplines.yaml`, checked, and chosen from.

Numbers change, so each line carries the date at which its source last said so, and a grade. What
is not known is None; nothing is guessed. Beside every number stands an international directory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

FILE = "helplines.yaml"
DAYS = 180  # after so many a number has to be checked again

Subject = Literal["suicide_crisis", "domestic_violence", "child", "sexual_violence", "poison"]
Number: TypeAlias = Annotated[
    str, Meta(pattern=r"^[+*0-9][0-9 *#-]*(?: (?:ext\.|option) [0-9]+)?$", max_length=32)
]
Link: TypeAlias = Annotated[str, Meta(pattern=r"^https?://[^\s]+$")]
When: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9]{4}(?:-[0-9]{2}){0,2}$")]
Words: TypeAlias = Annotated[str, Meta(min_length=1, max_length=90)]
Code: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]

# The subjects whose lines answer a label, or a label and what else was heard: the first subject
# that a country has lines of. A crisis line listens to anybody in distress, so it stands in where
# there is none for children; what is unclear is given one line of each.
SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "self_harm": ("suicide_crisis",),
    "harm_to_others": ("suicide_crisis",),
    "partner_violence": ("domestic_violence",),
    "partner_violence/sexual": ("sexual_violence", "domestic_violence"),
    "child_risk": ("child", "domestic_violence"),
    "child_risk/self": ("child", "suicide_crisis"),
    "child_risk/minor": ("child", "suicide_crisis"),
    "medical_emergency": ("poison",),
    "ambiguous": ("suicide_crisis", "domestic_violence"),
}


class HelplinesError(ValueError):
    """The file of helplines cannot be used; the message names file, place and remedy."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One helpline. `confidence` C is not confirmed; a `remark` is for whoever checks it."""

    subject: Subject
    name: Words
    confidence: Literal["A", "B", "C"]
    phone: Number | None = None
    text: Words | None = None
    chat: Link | None = None
    email: Annotated[str, Meta(pattern=r"^[^\s@]+@[^\s@]+$")] | None = None
    hours: Words | None = None
    url: Link | None = None
    source: Link | None = None
    checked: When | None = None
    withheld: bool = False
    note: Words | None = None
    remark: str | None = None

    @property
    def sure(self) -> bool:
        """Whether it may be shown as confirmed."""
        return self.confidence != "C"


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Police, fire, ambulance."""

    numbers: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=3)]
    ambulance: Number | None = None  # where it is known which of them that is
    note: Words | None = None
    source: Link | None = None
    checked: When | None = None

    def numbers_for(self, label: str) -> tuple[str, ...]:
        """The numbers to call for a label: an ambulance's alone where that is what is needed."""
        if label == "medical_emergency" and self.ambulance:
            return (self.ambulance,)
        return self.numbers


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known for a country; its lines in the order in which they are offered."""

    name: Words
    emergency: Emergency
    lines: tuple[Line, ...] = ()


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where help is listed for every country, or a number that holds in many."""

    name: Words
    subjects: tuple[Subject | Literal["emergency"], ...]
    url: Link | None = None
    phone: Number | None = None
    source: Link | None = None
    checked: When | None = None

    @property
    def address(self) -> str:
        """Its address as one would type it; empty for a number."""
        return (self.url or "").removeprefix("https://").removeprefix("www.").rstrip("/")


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a line: a number to call, one to text, or a page to chat on."""

    how: Literal["call", "text", "chat"]
    to: str
    line: Line


@dataclass(frozen=True, slots=True)
class Due:
    """A line whose last check is too long ago, or was never dated."""

    country: str
    name: str
    checked: str | None


class Helplines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them. Immutable after loading; `countries` by ISO 3166 alpha-2 code."""

    compiled: When
    directories: tuple[Directory, ...]
    countries: dict[Code, Country]

    def emergency(self, country: str | None) -> Emergency | None:
        """The emergency numbers of a country, None where they are not known."""
        found = self.countries.get(country or "")
        return found.emergency if found else None

    def lines(self, country: str | None, subject: str) -> Sequence[Line]:
        """The lines of a subject that may be shown, confirmed ones first."""
        found = self.countries.get(country or "")
        there = [one for one in found.lines if one.subject == subject] if found else []
        return sorted((one for one in there if not one.withheld), key=lambda one: not one.sure)

    def lines_for(self, country: str | None, label: str, which: str = "") -> tuple[Contact, ...]:
        """At most two ways to help for a label: one to call, one to text or chat.

        `which`: the kind of violence, or whom it is about, as the listener says it. For what is
        unclear, one to call of each subject. None of an unknown country: then the
        directory stands alone. A line of confidence C is marked by its `sure`.
        """
        wanted = SUBJECTS.get(f"{label}/{which}") or SUBJECTS.get(label, SUBJECTS["ambiguous"])
        by_subject = [found for one in wanted if (found := self.lines(country, one))]
        if label not in SUBJECTS or label == "ambiguous":
            return tuple(way for lines in by_subject for way in _call(lines))[:2]
        lines = by_subject[0] if by_subject else ()
        return (*_call(lines), *_write(lines))

    def directories_for(self, label: str) -> tuple[Directory, ...]:
        """Where help is listed for every country: what fits the label best, then the others."""
        wanted = SUBJECTS.get(label, SUBJECTS["ambiguous"])[0]
        pages = [one for one in self.directories if one.url]
        return tuple(sorted(pages, key=lambda one: wanted not in one.subjects))

    def stale(self, today: date, days: int = DAYS) -> tuple[Due, ...]:
        """What was last checked more than so many days ago, or at a date that is not known.

        A month or a year without a day counts from its first day.
        """
        return tuple(one for one in self._dated() if _age(one.checked, today) > days)

    def _dated(self) -> Iterator[Due]:
        for one in self.directories:
            yield Due("", one.name, one.checked)
        for code, country in self.countries.items():
            yield Due(code, " or ".join(country.emergency.numbers), country.emergency.checked)
            yield from (Due(code, line.name, line.checked) for line in country.lines)


def load(folder: Path) -> Helplines:
    """Read `helplines.yaml` of a folder: about 12 ms. Raises `HelplinesError`, `OSError`."""
    file = folder / FILE
    try:
        found = msgspec.yaml.decode(file.read_bytes(), type=Helplines)
        _sound(found)
    except (msgspec.DecodeError, ValueError) as problem:
        raise HelplinesError(f"{file}: {problem}") from problem
    return found


def _sound(found: Helplines) -> None:
    """What types cannot say; raises `ValueError`."""
    if not any(one.url for one in found.directories):
        raise ValueError("there is no international directory: keep one, it stands by every number")
    for due in found._dated():  # noqa: SLF001 - its own module
        _day(due.checked)
    for code, country in found.countries.items():
        for line in country.lines:
            if not (line.phone or line.text or line.chat or line.email or line.url):
                raise ValueError(
                    f"{code}, {line.name}: give a number or an address, or take it out"
                )


def _call(lines: Sequence[Line]) -> tuple[Contact, ...]:
    return next(((Contact("call", one.phone, one),) for one in lines if one.phone), ())


def _write(lines: Sequence[Line]) -> tuple[Contact, ...]:
    """The first that takes texts, else the first with a chat; confirmed ones before others."""
    texts = [Contact("text", one.text, one) for one in lines if one.text]
    chats = [Contact("chat", one.chat, one) for one in lines if one.chat]
    return tuple(sorted((*texts, *chats), key=lambda way: not way.line.sure)[:1])


def _day(checked: str | None) -> date | None:
    """A day, or the first of a month or year; raises `ValueError`."""
    if checked is None:
        return None
    return date.fromisoformat((checked + "-01-01")[: len("2026-01-01")])


def _age(checked: str | None, today: date) -> float:
    day = _day(checked)
    return float("inf") if day is None else (today - day).days
