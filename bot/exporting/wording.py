"""Plain words for what is kept under keys: from `_export.md`, and from the exercises' own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property

from flows.engine.book import Book
from flows.engine.known import Person
from flows.engine.words import WordsMissing
from flows.learning.reading import Lesson, Library
from flows.lists import Entry, Lists

WORDS = "_export"


class Wording:
    """How one person's copy words things, in their language."""

    def __init__(self, book: Book, person: Person) -> None:
        self._book, self._person = book, person
        self.field = cache(self._field)
        self.value = cache(self._value)

    @property
    def language(self) -> str:
        """The language of the words."""
        return self._book.words.speaks(self._person.language)

    def page(self, key: str, **values: object) -> str:
        """A line of the page itself."""
        line = self._label("page", key, values)
        if line is None:
            raise WordsMissing(f"{WORDS}.md has no `{key}` under `## page`")
        return line

    def kind(self, kind: str) -> str:
        """A heading for records of a kind: named, else as the exercise of that name, else as is."""
        return self._label("kinds", kind) or self.exercise(kind)

    def sheet(self, key: str, **values: object) -> str:
        """A line of the page that somebody made themselves."""
        line = self._label("sheet", key, values)
        if line is None:
            raise WordsMissing(f"{WORDS}.md has no `{key}` under `## sheet`")
        return line

    def day(self, day: date) -> str:
        """A date: `10 March 2026`."""
        month = self._months[day.month - 1]
        return self.sheet("day", day=day.day, month=month, year=day.year)

    def _field(self, name: str) -> str:
        """What a value is about."""
        return self._label("fields", name) or _plain(name)

    def exercise(self, flow: str) -> str:
        """An exercise's title."""
        title = self._book.words.title(self._person.language, flow)
        return title.text if title else _plain(flow)

    def _value(self, exercises: tuple[str, ...], name: str, key: str) -> str | None:
        """What a button or a list calls this answer; None for the person's own words.

        `exercises` are those that it may come from, the likeliest first.
        """
        return next(self._named(exercises, name, key), None)

    def date(self, moment: datetime) -> str:
        """A local moment: `10 March 2026, 21:00`."""
        return self._date.format(
            day=moment.day,
            month=self._months[moment.month - 1],
            year=moment.year,
            clock=moment.isoformat(timespec="minutes")[11:16],
        )

    @cached_property
    def _date(self) -> str:
        names = ("day", "month", "year", "clock")
        return self.page("date", **{name: f"{{{name}}}" for name in names})

    @cached_property
    def _months(self) -> list[str]:
        return [self._label("months", str(number)) or str(number) for number in range(1, 13)]

    def _named(self, exercises: tuple[str, ...], name: str, key: str) -> Iterator[str]:
        words, language = self._book.words, self._person.language
        for exercise in exercises:
            for step in self._asked.get((exercise, name), ()):
                section = words.section(language, exercise, step)
                label = section.labels.get(key) if section else None
                if label and "{" not in label.text:
                    yield label.text
        lists = self._lists
        for entries in sorted(lists, key=lambda one: one != f"{name}s"):  # `fear` is one of `fears`
            if key in lists[entries]:
                yield lists[entries][key].label
        if name == "key" and (lesson := self._lessons.get(key)):
            yield lesson.title
        if said := self._label("values", key):
            yield said
        if key in self._book.flows:
            yield self.exercise(key)
        if name == "country" and (country := self._book.library["places"].country_name(key)):
            yield country

    @cached_property
    def _asked(self) -> Mapping[tuple[str, str], list[str]]:
        """By exercise and answer: the steps that ask for it."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for flow in self._book.flows.values():
            for step in flow.steps:
                for name in {step.save, step.reads.save if step.reads else None} - {None}:
                    found[flow.name, str(name)].append(step.name)
        return found

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[str, Entry]]:
        lists: Lists = self._book.library.get("lists", {})
        spoken = self._book.words.chain(self._person.language)
        return next((lists[code] for code in spoken if code in lists), {})

    @cached_property
    def _lessons(self) -> Mapping[str, Lesson]:
        learning: Library = self._book.library.get("learning", {})
        spoken = self._book.words.chain(self._person.language)
        return next((learning[code].lessons for code in spoken if code in learning), {})

    def _label(
        self, section: str, key: str, values: Mapping[str, object] | None = None
    ) -> str | None:
        words = self._book.words
        for code in words.chain(self._person.language):
            file = words.languages[code].get(WORDS)
            found = file.sections.get(section) if file else None
            if found and key in found.labels:
                return words.plain(found.labels[key], values or {})
        return None


def _plain(key: str) -> str:
    """A key that nobody has worded yet."""
    return key.replace("_", " ").capitalize()
