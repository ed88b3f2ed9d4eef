"""The copy as a page: one file that needs nothing else, to be read on a phone or printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.exporting.data import Copy
from flows.engine.known import Record


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown: words (with the key behind them), or values inside it."""

    words: str = ""
    key: str | None = None
    items: tuple[Shown, ...] = ()
    fields: tuple[tuple[str, Shown], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a moment or a name, and what it holds."""

    title: str
    moment: str | None
    fields: tuple[tuple[str, Shown], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands below it."""

    name: str
    title: str
    fields: tuple[tuple[str, Shown], ...] = ()
    entries: tuple[Entry, ...] = ()


def as_html(copy: Copy) -> str:
    """The whole page."""
    return _template().render(
        say=copy.wording.page,
        language=copy.wording.language,
        made=copy.date(copy.made),
        zone=copy.zone[0],
        copy=copy.kept,
        sections=[section for section in _sections(copy) if section.fields or section.entries],
    )


def _sections(copy: Copy) -> Iterable[Section]:
    say = copy.wording.page
    yield Section(
        "settings", say("settings"), _fields(copy, ("settings",), copy.settings(copy.date))
    )
    yield Section("open", say("open"), entries=tuple(_open(copy)))
    yield Section("reminders", say("reminders"), entries=tuple(_reminders(copy)))
    for kind, records in groupby(copy.kept.records, lambda one: one.kind):
        entries = tuple(_record(copy, record) for record in records)
        yield Section(f"kind-{kind}", copy.wording.kind(kind), entries=entries)


def _open(copy: Copy) -> Iterable[Entry]:
    for frame in copy.kept.talk.session.frames:
        fields = _fields(copy, (frame.flow,), copy.shown(frame.answers, copy.date))
        for crumb in frame.trail:
            old = _fields(copy, (frame.flow,), copy.shown(crumb.old, copy.date))
            fields += tuple((copy.wording.page("earlier", name=name), one) for name, one in old)
        yield Entry(copy.wording.exercise(frame.flow), None, fields)


def _reminders(copy: Copy) -> Iterable[Entry]:
    say = copy.wording.page
    for timer in copy.kept.timers:
        fields = [(say("due"), Shown(copy.date(timer.due)))]
        if timer.local:
            fields.append((say("daily"), Shown(f"{timer.local}, {timer.zone}")))
        name = copy.wording.exercise(copy.exercise_of(timer))
        yield Entry(name, None, tuple(fields))


def _record(copy: Copy, record: Record) -> Entry:
    data = copy.shown(record.data, copy.date)
    likely = (str(data.get("from", "")), record.kind, record.kind.split("_")[0])
    fields = _fields(copy, tuple(dict.fromkeys(likely)), data)
    return Entry(copy.date(record.at), copy.iso(record.at), fields)


def _fields(
    copy: Copy, exercises: tuple[str, ...], data: Mapping[str, Any]
) -> tuple[tuple[str, Shown], ...]:
    wording = copy.wording
    return tuple(
        (wording.field(name), _shown(copy, exercises, name, value))
        for name, value in data.items()
        if value is not None
    )


def _shown(copy: Copy, exercises: tuple[str, ...], name: str, value: Any) -> Shown:
    match value:
        case bool():
            return Shown(copy.wording.page("yes" if value else "no"), key=str(value).lower())
        case Mapping():
            return Shown(fields=_fields(copy, exercises, value))
        case list() | tuple():
            return Shown(items=tuple(_shown(copy, exercises, name, one) for one in value))
        case str():
            words = copy.wording.value(exercises, name, value)
            return Shown(value) if words is None else Shown(words, key=value)
        case _:
            return Shown(str(value))


@cache
def _template() -> Template:
    environment = Environment(  # no sandbox: this template is code, and it runs a thousand times
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
