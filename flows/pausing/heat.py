"""Heat from 0 to 10, before and after: the number, when it was said, how it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor
from typing import Literal

from flows import lists
from flows.engine.effects import Picture
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Labels, Scale, same
from flows.localtime import local_date

HOT = 7  # from here on the words advise to talk later
SHOWN = 7  # pauses in the picture, the latest on the right
LEAST = 2  # one alone shows nothing that its two numbers do not say
_FIGURES = re.compile(r"\d{1,3}([.,]\d{1,3})?")

Turned = Literal["lower", "same", "higher", ""]


@dataclass(frozen=True, slots=True)
class Heat(Scale):
    """A number from 0 to 10 that is saved with its moment (`before_at`, Unix seconds)."""

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """`8`, `8/10`, `7.5`, `seven`; more than 10 is 10: somebody says that it is very much."""
        first, *rest = text.replace("/", " ").split() or [""]
        number = self._number(first, known)
        if number is None:
            return None
        said = Scale.read(self, " ".join([str(number), *rest]), labels, known)
        return said and {**said, f"{self.save}_at": int(known.now.timestamp())}

    def _number(self, word: str, known: Known) -> int | None:
        if _FIGURES.fullmatch(word):
            return min(self.high, floor(float(word.replace(",", ".")) + 0.5))
        named = [same(entry.label) for entry in lists.of(known, "numbers").values()]
        return named.index(same(word)) if same(word) in named else None


def turned(known: Known) -> Turned:
    """Which way it went; empty if one of the two was skipped."""
    if not (known.has("before") and known.has("after")):
        return ""
    change = known.number("after") - known.number("before")
    return "same" if change == 0 else "lower" if change < 0 else "higher"


def hot(known: Known) -> bool:
    """Whether it is still too hot to talk well."""
    return known.number("after", known.number("before")) >= HOT


def minutes(known: Known) -> int | None:
    """Whole minutes between the two numbers."""
    if not (known.has("before_at") and known.has("after_at")):
        return None
    return round((known.number("after_at") - known.number("before_at")) / 60)


def picture(known: Known) -> Picture | None:
    """The latest pauses with both numbers; nothing for fewer than two."""
    months = [month.label for month in lists.of(known, "months").values()]
    points: list[JSON] = [
        [f"{day.day} {months[day.month - 1]}", record.data["before"], record.data["after"]]
        for record in known.records("pause")
        for day in [local_date(record.at, known.person.zone)]
        if record.data.get("before") is not None and record.data.get("after") is not None
    ]
    return Picture("heat", {"points": points[-SHOWN:]}) if len(points) >= LEAST else None
