"""What a turn can ask for. The body performs them after the turn is stored; here is only data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from flows.engine.known import JSON, Known


class Button(msgspec.Struct, frozen=True):
    """A button. `label` is literal; without one, the words of the step name it by `key`.

    press: `value` is callback data · copy, share: `value` names the part whose text is handed on.
    """

    key: str
    value: str
    kind: Literal["press", "copy", "share"] = "press"
    label: str | None = None
    shared: bool = False  # its label stands in _shared.md


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by name, drawn from values."""

    name: str
    values: Mapping[str, JSON] = field(default_factory=dict)


class Say(msgspec.Struct, frozen=True):
    """Put words before the person: the parts of one step, joined; names them, does not hold them.

    `bulk` marks what nobody is waiting for (a check-in), so that answers overtake it.
    """

    flow: str
    step: str
    parts: tuple[str, ...] = ("main",)
    values: Mapping[str, JSON] = {}
    buttons: tuple[tuple[Button, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """The pressed question has passed: say so beside the button, move nothing."""

    part: str = "stale"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Wake this talk: at `due` (UTC), or daily by the person's own clock at `local`."""

    key: str
    due: datetime
    frame: int = 0
    arrival: int = 0
    local: str | None = None


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Forget the timer of this key."""

    key: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep a record for the person, because they chose to."""

    kind: str
    data: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Discard:
    """Delete what was kept of this kind: the record of that moment, or, without one, all of it."""

    kind: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Remember:
    """Remember one small thing about the person (a setting, a list); None forgets it."""

    name: str
    value: JSON


@dataclass(frozen=True, slots=True)
class Silence:
    """Stop all that is scheduled for this person: appointments, timers, what waits unsent."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """Delete what both sides wrote here, as far back as the network allows (Telegram: 48 hours)."""


@dataclass(frozen=True, slots=True)
class Export:
    """Hand the person all that is kept of them, as a page to read and as data."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Hand the person a page of their own making, to print or to read: headings with their text."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Forget:
    """Destroy all that is kept of this person, at once. What is said with it still goes out."""


Effect: TypeAlias = (
    Say
    | Passed
    | Schedule
    | Unschedule
    | Keep
    | Discard
    | Remember
    | Silence
    | Wipe
    | Export
    | Paper
    | Forget
)
CLEARS = (Wipe, Forget)  # after these nothing that lay beneath is put again
Do: TypeAlias = Callable[[Known], tuple[Effect, ...]]
Show: TypeAlias = Picture | Callable[[Known], Picture | None]


@dataclass(frozen=True, slots=True)
class Save:
    """`does=(Save("pause", "heat", "pull"),)`: keep these answers as a record."""

    kind: str
    keys: tuple[str, ...]

    def __init__(self, kind: str, *keys: str) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "keys", keys)

    def __call__(self, known: Known) -> tuple[Effect, ...]:
        """The record, of those answers that were given."""
        data = {key: known.answers[key] for key in self.keys if known.has(key)}
        return (Keep(self.kind, data),)


@dataclass(frozen=True, slots=True)
class Set:
    """`does=(Set("zone"),)`: remember an answer about the person, by its own name or another."""

    name: str
    answer: str | None = None

    def __call__(self, known: Known) -> tuple[Effect, ...]:
        """The answer, remembered."""
        return (Remember(self.name, known.answers.get(self.answer or self.name)),)
