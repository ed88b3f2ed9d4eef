"""A stage for the mind alone: one person, a moved clock, no body. Talks and walks play on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.home import CONTENT as CONTENT  # noqa: PLC0414 - tests look there, too
from bot.home import book
from flows.engine.book import Book
from flows.engine.effects import (
    Discard,
    Effect,
    Export,
    Forget,
    Keep,
    Paper,
    Passed,
    Remember,
    Say,
    Schedule,
    Silence,
    Unschedule,
    Wipe,
)
from flows.engine.events import Event, Pressed, TimerFired, Typed, from_token
from flows.engine.known import Person, Record
from flows.engine.render import Message, render
from flows.engine.session import Session
from flows.engine.turn import Turn, turn

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@cache
def the_book() -> Book:
    """The book of this checkout."""
    return book()


@dataclass(frozen=True)
class Beat:
    """One turn, and what it said."""

    turn: Turn
    said: tuple[tuple[Say, Message], ...]
    now: datetime


@dataclass
class Stage:
    """What a store and a channel would hold for one person."""

    book: Book
    kept: Mapping[str, Any] = field(default_factory=dict)
    now: datetime = NOON
    session: Session = field(default_factory=Session)
    records: list[Record] = field(default_factory=list)
    timers: dict[str, Schedule] = field(default_factory=dict)
    said: list[tuple[Say, Message]] = field(default_factory=list)

    def happens(self, event: Event) -> Beat:
        """Take one event as the body would, twice over if records are wanted."""
        person = Person(kept=self.kept)
        after = turn(self.book, person, self.session, event, self.now)
        if after.wants:
            memory = {
                kind: [r for r in self.records if r.kind == kind]
                for kind in {kind for flow in self.book.flows.values() for kind in flow.knows}
            }
            person = replace(person, memory=memory)
            after = turn(self.book, person, self.session, event, self.now)
            assert not after.wants
        self.session = Session.from_json(after.session.to_json())
        assert self.session == after.session
        before = len(self.said)
        for effect in after.effects:
            self._perform(effect)
        return Beat(after, tuple(self.said[before:]), self.now)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Say():
                message = render(self.book, effect, Person(kept=self.kept), self.now)
                self.said.append((effect, message))
            case Schedule():
                self.timers[effect.key] = effect
            case Unschedule(key):
                self.timers.pop(key, None)
            case Keep(kind, data):
                self.records.append(Record(kind, self.now, data))
            case Discard(kind, at):
                self.records = [
                    one for one in self.records if one.kind != kind or at not in (None, one.at)
                ]
            case Remember(name, value):
                self.kept = Person(kept=self.kept).keeping(name, value).kept
            case Silence():
                self.timers = {key: t for key, t in self.timers.items() if t.frame}
            case Forget():
                self.kept, self.records, self.timers, self.session = {}, [], {}, Session()
            case Passed() | Wipe() | Export() | Paper():
                pass

    def types(self, text: str) -> Beat:
        """The person writes."""
        return self.happens(Typed(text))

    def button(self, key: str) -> Event:
        """The event of the newest button with this key; one that is always stale if none has."""
        for say, message in reversed(self.said):
            for row, shown_row in zip(say.buttons, message.rows, strict=True):
                for button, shown in zip(row, shown_row, strict=True):
                    if key in {button.key, shown.label} and button.kind == "press":
                        return from_token(button.value)
        return Pressed(0, 0, key)

    def presses(self, key: str) -> Beat:
        """The person presses."""
        return self.happens(self.button(key))

    def waits(self, time: timedelta) -> list[Beat]:
        """Time passes; what falls due fires at its moment."""
        until, turns = self.now + time, []
        while due := min(
            (t for t in self.timers.values() if t.due <= until),
            key=lambda t: (t.due, t.key),
            default=None,
        ):
            self.now = max(self.now, due.due)
            del self.timers[due.key]
            at = int(due.due.timestamp())
            turns.append(self.happens(TimerFired(due.key, due.frame, due.arrival, at)))
        self.now = until
        return turns
