"""What there is to learn for somebody: lessons, shelves, the menu; which lessons were read.

Kept on the person: `lessons`, a list of {key, day, times}: which were read, on which day they were
read or last asked about, and how many questions about them were answered rightly since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flows import lists
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.learning.reading import SHELVES, Learning, Lesson, Library
from flows.localtime import local_date

READ = "✓ "
TOWARDS = frozenset(
    {
        "listen",
        "reassure",
        "needs",
        "boundary",
        "bids",
        "repair",
        "say",
        "dance",
        "partner",
        "together",
    }
)
"""Exercises that lead towards the other: not offered beside somebody who harms."""


def learning(known: Known) -> Learning:
    """What there is to learn, in the nearest language."""
    found: Library = known.library["learning"]
    tried = known.person.language.lower().replace("_", "-")
    for code in (tried, tried.split("-")[0], lists.FALLBACK):
        if code in found:
            return found[code]
    return Learning()


def lessons(known: Known) -> Sequence[Lesson]:
    """Every lesson that fits this person, in order."""
    every = learning(known).lessons.values()
    return [one for one in every if not (one.closer and unsafe(known))]


def lesson(known: Known) -> Lesson | None:
    """The one that was opened."""
    return learning(known).lessons.get(known.text("lesson"))


def kept(known: Known) -> list[Mapping[str, JSON]]:
    """What is kept of the lessons that were read."""
    found = known.person.kept.get("lessons")
    rows = found if isinstance(found, Sequence) and not isinstance(found, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]


def read(known: Known) -> frozenset[str]:
    """Keys of the lessons that were read."""
    return frozenset(str(row.get("key")) for row in kept(known))


def day(known: Known) -> date:
    """The day by the person's own clock."""
    return local_date(known.now, known.person.zone)


# — what is offered --------------------------------------------------------------------------------


def of_the_week(known: Known) -> Lesson | None:
    """One lesson a week, the same for everybody from Monday to Sunday (by UTC)."""
    every = [one for one in lessons(known) if one.shelf != "stories" and not one.warning]
    year, week, _ = known.now.isocalendar()
    return every[(year * 53 + week) % len(every)] if every else None


def upcoming(known: Known) -> Lesson | None:
    """The first lesson not yet read; stories are for those who look for them."""
    seen = read(known)
    rest = [one for one in lessons(known) if one.key not in seen and one.shelf != "stories"]
    return rest[0] if rest else None


def offers(known: Known) -> list[Option]:
    """The menu: the next lesson, that of the week, the shelves, words, old lessons again."""
    first = [Option("next")] if upcoming(known) else []
    return [*first, Option("week"), *(Option(one) for one in SHELVES), Option("words"),
            Option("again")]  # fmt: skip


def chosen(text: str, known: Known) -> Answers | None:
    """An answer of the menu; a lesson by its place in the menu or by its title."""
    found = {"next": upcoming(known), "week": of_the_week(known)}.get(text)
    if found is not None:
        return {"pick": text, **opened(found.key)}
    return {"pick": text} if text in {*SHELVES, "words", "again"} else None


def opened(key: str) -> Answers:
    """The answers with which a lesson begins: at its first card, nothing said yet."""
    return {"lesson": key, "at": 0, "chose": None, "mine": None}


def on_shelf(known: Known) -> list[Option]:
    """The lessons of a shelf, those that were read with a mark."""
    seen, shelf = read(known), shelf_of(known)
    return [
        Option(one.key, f"{READ if one.key in seen else ''}{one.title}")
        for one in lessons(known)
        if one.shelf == shelf
    ]


def shelf_of(known: Known) -> str:
    """The shelf that was opened, or that of the lesson."""
    pick, here = known.text("pick"), lesson(known)
    if pick in SHELVES:
        return pick
    return here.shelf if here else SHELVES[0]


def take(text: str, known: Known) -> Answers | None:
    """A lesson of the shelf."""
    return opened(text) if any(one.key == text for one in on_shelf(known)) else None


# — where it leads ---------------------------------------------------------------------------------


def leads(wanted: Sequence[str], known: Known) -> list[str]:
    """Exercises to go on with: those that there are, and that fit."""
    there = known.library.get("flows", ())
    fits = [one for one in wanted if one in there and not (unsafe(known) and one in TOWARDS)]
    return ["safe", *(one for one in fits if one != "safe")] if unsafe(known) else fits
