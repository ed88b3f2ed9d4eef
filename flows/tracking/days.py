"""Days and weeks of what was kept, as columns of a picture, by the person's own calendar.

Up to `DAYS` days are shown day by day, more by weeks (Monday first), the latest `WEEKS` of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flows import lists
from flows.engine.known import JSON, Known, Record
from flows.localtime import local_date

DAYS, WEEKS = 21, 26
MOODS: Mapping[str, int] = {"very_low": 1, "low": 2, "even": 3, "good": 4, "very_good": 5}
PLACES: Mapping[str, int] = {"too_far": -1, "right": 0, "too_close": 1}
LOW = ("low", "very_low")

Dated = tuple[date, float]


def day(known: Known, record: Record) -> date:
    """The person's own date of a record."""
    return local_date(record.at, known.person.zone)


def date_now(known: Known) -> date:
    """Their date now."""
    return local_date(known.now, known.person.zone)


def monday(of: date) -> date:
    """The first day of that week."""
    return of - timedelta(days=of.weekday())


def by_day(known: Known, kind: str, name: str) -> dict[date, str]:
    """What was tapped under `name` on each day, the last answer of a day, oldest first."""
    found: dict[date, str] = {}
    for record in known.records(kind):
        value = record.data.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            found[day(known, record)] = str(value)
    return found


def figures(answers: Mapping[date, str], scale: Mapping[str, float]) -> list[Dated]:
    """Answers as numbers; what the scale does not know is left out."""
    return [(at, scale[answer]) for at, answer in answers.items() if answer in scale]


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of a picture: its unit and the first day of each."""

    unit: Literal["day", "week"]
    starts: tuple[date, ...]

    def place(self, at: date) -> int | None:
        """Which column a day belongs to."""
        start = at if self.unit == "day" else monday(at)
        return self.starts.index(start) if start in self.starts else None

    def put(self, values: Iterable[Dated]) -> list[list[float]]:
        """The values of each column."""
        found: list[list[float]] = [[] for _ in self.starts]
        for at, value in values:
            place = self.place(at)
            if place is not None:
                found[place].append(value)
        return found


def columns(first: date, last: date) -> Columns:
    """Days if they are few, else weeks."""
    if (last - first).days < DAYS:
        return Columns("day", tuple(first + timedelta(n) for n in range((last - first).days + 1)))
    return weeks(first, last)


def weeks(first: date, last: date, most: int = WEEKS) -> Columns:
    """The weeks from one day to another, the latest of them."""
    count = min(most, (monday(last) - monday(first)).days // 7 + 1)
    return Columns("week", tuple(monday(last) - timedelta(7 * n) for n in range(count - 1, -1, -1)))


def mean(values: Sequence[float]) -> float:
    """The middle of values, to two places."""
    return round(sum(values) / len(values), 2)


def means(values: Sequence[Sequence[float]]) -> list[JSON]:
    """The mean of each column, None where it is empty."""
    return [mean(some) if some else None for some in values]


def swings(values: Sequence[Sequence[float]]) -> list[JSON]:
    """Each column as lowest, mean and highest, a single figure where they are one."""
    return [
        None
        if not some
        else some[0]
        if min(some) == max(some)
        else [min(some), mean(some), max(some)]
        for some in values
    ]


def named(known: Known) -> Callable[[date], str]:
    """How a date is written in a picture: `3 Mar`."""
    months = [month.label for month in lists.of(known, "months").values()]
    return lambda at: f"{at.day} {months[at.month - 1]}"


def labels(known: Known, shown: Columns) -> list[JSON]:
    """What stands under the columns: a day, or the Monday of a week."""
    name = named(known)
    return [name(start) for start in shown.starts]
