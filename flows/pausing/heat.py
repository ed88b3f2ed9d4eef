"""Heat from 0 to 10, before and after: the number, when it was said, how it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.engine.effects import Picture
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Labels, Scale
from flows.localtime import local_date

HOT = 7  # from here on the words advise to talk later
SHOWN = 7  # pauses in the picture, the latest on the right

Turned = Literal["lower", "same", "higher", ""]


@dataclass(frozen=True, slots=True)
class Heat(Scale):
    """A number from 0 to 10 that is saved with its moment (`before_at`, Unix seconds)."""

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """`8`, `8/10`."""
        said = Scale.read(self, text, labels, known)
        return said and {**said, f"{self.save}_at": int(known.now.timestamp())}


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
    """The latest pauses with both numbers; nothing if there is none."""
    pauses = [(r.at, r.data) for r in known.records("pause")] or [(known.now, known.answers)]
    points: list[JSON] = [
        [f"{day.day}/{day.month}", data["before"], data["after"]]
        for at, data in pauses
        for day in [local_date(at, known.person.zone)]
        if data.get("before") is not None and data.get("after") is not None
    ]
    return Picture("heat", {"points": points[-SHOWN:]}) if points else None
