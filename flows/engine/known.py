"""What a turn knows: the person, their answers, the time. All of it is read-only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias, TypeVar, cast

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
Answers: TypeAlias = Mapping[str, JSON]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """Something the person chose to keep: a pause, a check-in, a line."""

    kind: str
    at: datetime
    data: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is being talked with. `kept` is small and always loaded; `memory` only where declared.

    The three defaults are the operator's; what the person set stands in `kept` and wins.
    """

    kept: Answers = field(default_factory=dict)
    memory: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    default_language: str = "en"
    default_zone: str = "UTC"
    default_country: str | None = None

    @property
    def language(self) -> str:
        """A language code such as `en`: chosen, else what their app is set to."""
        chosen = self.kept.get("language") or self.kept.get("app_language")
        return str(chosen or self.default_language)

    @property
    def own_names(self) -> Mapping[str, str]:
        """Words of their own -> the exercise that they open, such as a couple's code word."""
        named = self.kept.get("own_names")
        return {str(k): str(v) for k, v in named.items()} if isinstance(named, dict) else {}

    @property
    def zone(self) -> str:
        """A zone name such as `Europe/Berlin`."""
        return str(self.kept.get("zone") or self.default_zone)

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-2, if known."""
        country = self.kept.get("country") or self.default_country
        return None if country is None else str(country)

    @property
    def adult(self) -> bool:
        """Whether they said that they are 18 or over."""
        return self.kept.get("adult") is True

    def keeping(self, name: str, value: JSON) -> Person:
        """The same person with one more thing known; None takes it away."""
        kept = {key: was for key, was in self.kept.items() if key != name}
        if value is not None:
            kept[name] = value
        return replace(self, kept=kept)


@dataclass(frozen=True, slots=True)
class Known:
    """All that guards, words and effects may look at."""

    answers: Answers
    person: Person
    now: datetime
    library: Mapping[str, Any] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What is dear to make, made once for all that look at it; it is gone with this object."""
        if name not in self.memo:
            self.memo[name] = make()
        return cast("T", self.memo[name])

    def has(self, key: str) -> bool:
        """Whether this was answered."""
        return self.answers.get(key) is not None

    def number(self, key: str, default: int = 0) -> int:
        """An answer that is a whole number."""
        value = self.answers.get(key)
        return value if isinstance(value, int) else default

    def text(self, key: str, default: str = "") -> str:
        """An answer that is text."""
        value = self.answers.get(key)
        return value if isinstance(value, str) else default

    def records(self, kind: str) -> Sequence[Record]:
        """What the person kept of this kind, oldest first; the flow must declare it in `knows`."""
        return self.person.memory.get(kind, ())
