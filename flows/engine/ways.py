"""What a step can wait for. One class each; `read` and `press` are pure and total.

`read(text)` takes what was typed, `press(key)` a button: both give the answers to save, or None,
which means: say the step's `!invalid` text and stay. Every choice may also be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import ClassVar, Protocol

from flows.engine.known import Answers, Known
from flows.engine.labels import Labels, Option, by_label, same
from flows.engine.targets import Target
from flows.localtime import read_minutes, read_time

__all__ = [
    "Choice",
    "Labels",
    "Minutes",
    "Option",
    "Parsed",
    "Pick",
    "Scale",
    "Text",
    "Time",
    "Timer",
    "Way",
    "by_label",
    "same",
]


class Way(Protocol):
    """What every way can do."""

    @property
    def then(self) -> Target:
        """Where an answer leads."""
        ...

    @property
    def save(self) -> str:
        """The answer's name."""
        ...

    @property
    def columns(self) -> int:
        """Buttons in a row."""
        ...

    @property
    def own_words(self) -> bool:
        """Whether the person's own words are asked for: then they come before a button's label."""
        ...

    def options(self, known: Known) -> Sequence[Option]:
        """The buttons, in order."""
        ...

    def press(self, key: str, known: Known) -> Answers | None:
        """A pressed button's answer."""
        ...

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """A typed answer."""
        ...


@dataclass(frozen=True, slots=True, init=False)
class Choice:
    """One of a few named in the flow."""

    keys: tuple[str, ...]
    save: str
    then: Target
    columns: int
    own_words: ClassVar[bool] = False

    def __init__(self, *keys: str, save: str, then: Target, columns: int = 1) -> None:
        object.__setattr__(self, "keys", keys)
        object.__setattr__(self, "save", save)
        object.__setattr__(self, "then", then)
        object.__setattr__(self, "columns", columns)

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002 - the same for everybody
        """The keys, as they stand."""
        return [Option(key) for key in self.keys]

    def press(self, key: str, known: Known) -> Answers | None:  # noqa: ARG002
        """The key itself."""
        return {self.save: key} if key in self.keys else None

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """A label typed by hand."""
        key = by_label(text, labels)
        return None if key is None else self.press(key, known)


@dataclass(frozen=True, slots=True)
class Pick:
    """One of a list that depends on the person.

    `find` may understand more than the buttons, and may give more answers than one for a button.
    Where it takes `own_words`, a press is only what is offered, here or on `elsewhere` screens.
    """

    offers: Callable[[Known], Sequence[Option]]
    save: str
    then: Target
    find: Callable[[str, Known], Answers | None] | None = None
    columns: int = 1
    own_words: bool = False
    elsewhere: Callable[[Known], Sequence[Option]] | None = None

    def options(self, known: Known) -> Sequence[Option]:
        """The list for this person, now."""
        return self.offers(known)

    def press(self, key: str, known: Known) -> Answers | None:
        """What `find` makes of the key (also of an offer of a while ago), or an offered key."""
        if self.own_words and not self._offers(key, known):
            return None
        return self._found(key, known)

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """A label, or what `find` makes of the text."""
        key = by_label(text, labels, whole=self.own_words)
        return self._found(text if key is None else key, known)

    def _found(self, text: str, known: Known) -> Answers | None:
        found = self.find(text, known) if self.find else None
        if found is None and self._offers(text, known):
            return {self.save: text}
        return found

    def _offers(self, key: str, known: Known) -> bool:
        elsewhere = self.elsewhere(known) if self.elsewhere else ()
        return any(option.key == key for option in (*self.offers(known), *elsewhere))


@cache
def _numbers(low: int, high: int) -> tuple[Option, ...]:
    return tuple(Option(str(n), str(n)) for n in range(low, high + 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole number between two, as buttons: 0 to 10 in two rows."""

    low: int
    high: int
    save: str
    then: Target
    columns: int = 6
    own_words: ClassVar[bool] = False

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002
        """The numbers."""
        return _numbers(self.low, self.high)

    def press(self, key: str, known: Known) -> Answers | None:
        """The number."""
        return self.read(key, {}, known)

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:  # noqa: ARG002
        """`8`, `8/10`, `8 out of 10`, in any script's digits."""
        words = text.replace("/", " ").split()
        if not words or len(words) > 5 or not words[0].isdecimal() or len(words[0]) > 3:
            return None
        number = int(words[0])
        return {self.save: number} if self.low <= number <= self.high else None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes, tapped or typed: `20`, `half an hour`, `until 21:40`."""

    low: int
    high: int
    offers: tuple[int, ...]
    save: str
    then: Target
    columns: int = 3
    own_words: ClassVar[bool] = False

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002
        """The offered lengths; the words name them."""
        return [Option(str(n)) for n in self.offers]

    def press(self, key: str, known: Known) -> Answers | None:
        """An offered length."""
        return self.read(key, {}, known)

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:
        """A length or a clock time of the person's own day."""
        key = by_label(text, labels)
        minutes = int(key) if key else read_minutes(text, known.now, known.person.zone)
        if minutes is None or not self.low <= minutes <= self.high:
            return None
        return {self.save: minutes}


@dataclass(frozen=True, slots=True)
class Time:
    """A clock time, saved as `HH:MM`."""

    offers: tuple[str, ...]
    save: str
    then: Target
    columns: int = 3
    own_words: ClassVar[bool] = False

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002
        """The offered times, as they are."""
        return [Option(at, at) for at in self.offers]

    def press(self, key: str, known: Known) -> Answers | None:
        """An offered time."""
        return self.read(key, {}, known)

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:  # noqa: ARG002
        """`21:40`, `9pm`, `half past nine`."""
        at = read_time(text)
        return None if at is None else {self.save: at}


@dataclass(frozen=True, slots=True)
class Text:
    """The person's own words, up to `most` characters; `offers` are ready ones, by key."""

    save: str
    then: Target
    offers: tuple[str, ...] = ()
    most: int = 600  # characters
    columns: int = 1
    own_words: ClassVar[bool] = True

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002
        """Ready answers, named by the words."""
        return [Option(key) for key in self.offers]

    def press(self, key: str, known: Known) -> Answers | None:  # noqa: ARG002
        """A ready answer is saved as its key, which the words can name again."""
        return {self.save: key} if key in self.offers else None

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:  # noqa: ARG002
        """Any words that are not too long; a typed label is its key."""
        key = by_label(text, {k: v for k, v in labels.items() if k in self.offers}, whole=True)
        if key is not None:
            return {self.save: key}
        return {self.save: text} if 0 < len(text) <= self.most else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """Typed words that `find` understands (a city, a country), or nothing."""

    find: Callable[[str, Known], Answers | None]
    save: str
    then: Target
    columns: int = 1
    own_words: ClassVar[bool] = False

    def options(self, known: Known) -> Sequence[Option]:  # noqa: ARG002
        """None: this one is typed."""
        return []

    def press(self, key: str, known: Known) -> Answers | None:  # noqa: ARG002
        """There is nothing to press."""
        return None

    def read(self, text: str, labels: Labels, known: Known) -> Answers | None:  # noqa: ARG002
        """What `find` says."""
        return self.find(text, known)


@dataclass(frozen=True, slots=True)
class Timer:
    """Wait; then go on. `until` gives the moment (UTC), from what is known on arrival.

    `promised`: somebody counts on that moment. Whatever else is asked for is laid on top of it.
    """

    until: Callable[[Known], datetime]
    then: Target
    promised: bool = False
