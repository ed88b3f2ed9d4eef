"""From a chat's events to what is stored for it: pure, so that it can be played twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from bot.channels.base import Arrival
from bot.deeds import Acknowledge, Deed, Drawing, Key, Retire, Send
from bot.store.base import Alarm, Change, Talk
from flows.engine.book import Book
from flows.engine.effects import (
    Effect,
    Export,
    Forget,
    Keep,
    Passed,
    Remember,
    Say,
    Schedule,
    Silence,
    Unschedule,
    Wipe,
)
from flows.engine.events import Event, TimerFired
from flows.engine.known import Person, Record
from flows.engine.render import Message, render
from flows.engine.session import Session
from flows.engine.turn import Turn, turn
from flows.engine.words import SHARED, strip
from flows.localtime import in_quiet

RETRY_ALARM = timedelta(hours=1)  # after a bug: the promise is kept later rather than dropped


@dataclass(slots=True)
class Outcome:
    """What one chat's part of a batch comes to."""

    talk: Talk
    person: Person
    records: list[tuple[datetime, Keep]] = field(default_factory=list)
    timers: dict[str, Schedule] = field(default_factory=dict)
    untimers: list[str] = field(default_factory=list)
    deeds: list[tuple[Deed, bool]] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    wants: frozenset[str] = frozenset()
    bugs: list[BaseException] = field(default_factory=list)
    rezoned: bool = False
    after: set[type[Effect]] = field(default_factory=set)  # for the runtime, once it is stored

    def change(self) -> Change:
        """As the store takes it."""
        return Change(
            self.talk,
            self.records,
            list(self.timers.values()),
            self.untimers,
            self.deeds,
            self.received if self.person.kept.get("tidy") else (),
            self.person.zone,
        )


@dataclass(frozen=True, slots=True)
class Cast:
    """What every outcome of a batch is played with."""

    book: Book
    now: datetime
    later: Callable[[str], timedelta]  # how much later a local appointment of an address may come


def play(
    cast: Cast,
    talk: Talk,
    person: Person,
    happened: Sequence[Arrival | Alarm],
) -> Outcome:
    """All that happened in one chat, in order. With `wants` set nothing else counts."""
    outcome = Outcome(talk, person)
    for one in happened:
        if isinstance(one, Arrival):
            _hear(outcome, one)
        event = one.event if isinstance(one, Arrival) else alarm_event(one)
        arrival = one if isinstance(one, Arrival) else None
        if event is not None and not _one(cast, outcome, event, arrival):
            return outcome
        if isinstance(one, Alarm) and outcome.bugs:
            again = Schedule(one.key, cast.now + RETRY_ALARM, one.frame, one.arrival)
            outcome.timers.setdefault(one.key, again)
    return outcome


def alarm_event(alarm: Alarm) -> TimerFired:
    """A due timer as the engine takes it."""
    return TimerFired(alarm.key, alarm.frame, alarm.arrival)


def _hear(outcome: Outcome, arrival: Arrival) -> None:
    """What an arrival says beside its event: the app's language, the message's id."""
    if arrival.language and arrival.language != outcome.person.kept.get("app_language"):
        _remember(outcome, "app_language", arrival.language)
    if arrival.message is not None:
        outcome.received.append(arrival.message)


def _one(cast: Cast, outcome: Outcome, event: Event, arrival: Arrival | None) -> bool:
    """One event; False if records are wanted first."""
    session = outcome.talk.session
    try:
        after = turn(cast.book, outcome.person, session, event, cast.now)
        if after.wants:
            outcome.wants = after.wants
            return False
        deeds = _deeds(cast, outcome, session, after, arrival)
    except Exception as bug:  # noqa: BLE001 - a bug in one talk must harm nobody else's
        outcome.bugs.append(bug)
        deeds = _sorry(cast, outcome.person, arrival)
        after = Turn(session)
    outcome.deeds.extend(deeds)
    outcome.talk = replace(outcome.talk, session=after.session)
    for effect in after.effects:
        _note(cast, outcome, effect)
    return True


def _note(cast: Cast, outcome: Outcome, effect: Effect) -> None:
    match effect:
        case Keep(kind, data):
            outcome.records.append((cast.now, effect))
            kept = (*outcome.person.memory.get(kind, ()), Record(kind, cast.now, data))
            memory = {**outcome.person.memory, kind: kept}
            outcome.person = replace(outcome.person, memory=memory)
        case Schedule(key, due, local=local):
            late = cast.later(outcome.talk.address) if local else timedelta()
            outcome.timers[key] = replace(effect, due=due + late)
        case Unschedule(key):
            outcome.timers.pop(key, None)
            outcome.untimers.append(key)
        case Remember(name, value):
            _remember(outcome, name, value)
            outcome.rezoned |= name == "zone"
        case Silence():
            outcome.timers = {key: t for key, t in outcome.timers.items() if t.frame}
            outcome.after.add(type(effect))
        case Wipe() | Export() | Forget():
            outcome.after.add(type(effect))
        case Say() | Passed():
            pass
        case _:
            assert_never(effect)


def _remember(outcome: Outcome, name: str, value: Any) -> None:
    outcome.person = outcome.person.keeping(name, value)
    outcome.talk = replace(outcome.talk, kept=outcome.person.kept)


def _deeds(
    cast: Cast, outcome: Outcome, before: Session, after: Turn, arrival: Arrival | None
) -> list[tuple[Deed, bool]]:
    person = outcome.person
    for effect in after.effects:  # words are said in the language that was just chosen
        if isinstance(effect, Remember):
            person = person.keeping(effect.name, effect.value)
    moved = _place(before) != _place(after.session)
    silent = arrival is None and _quiet(person, cast.now)
    pressed = arrival.pressed if arrival else None
    deeds: list[tuple[Deed, bool]] = []
    for effect in after.effects:
        if isinstance(effect, Say):
            message = render(cast.book, effect, person, cast.now)
            send = _send(message, pressed, retires=moved, silent=silent)
            pressed, moved = None, False
            deeds.append((send, effect.bulk))
        elif isinstance(effect, Passed) and pressed is not None:
            deeds.append((Retire(pressed), False))
    if arrival and arrival.callback:
        deeds.insert(0, (_acknowledge(cast, person, after, arrival.callback), False))
    return deeds


def _acknowledge(cast: Cast, person: Person, after: Turn, callback: str) -> Acknowledge:
    for effect in after.effects:
        if isinstance(effect, Passed):
            message = render(cast.book, Say(SHARED, effect.part), person, cast.now)
            return Acknowledge(callback, strip(message.html))
    return Acknowledge(callback)


def _send(message: Message, pressed: int | None, *, retires: bool, silent: bool) -> Send:
    drawings = [Drawing(p.name, dict(p.values)) for p in message.pictures]
    return Send(
        message.html,
        tuple(tuple(Key(b.label, b.value, b.kind) for b in row) for row in message.rows),
        drawings[0] if drawings else None,
        edits=pressed,
        retires=retires,
        silent=silent,
    )


def _sorry(cast: Cast, person: Person, arrival: Arrival | None) -> list[tuple[Deed, bool]]:
    if arrival is None:
        return []
    html = render(cast.book, Say(SHARED, "sorry"), person, cast.now).html
    deeds: list[tuple[Deed, bool]] = [(Send(html), False)]
    if arrival.callback:
        deeds.insert(0, (Acknowledge(arrival.callback), False))
    return deeds


def _place(session: Session) -> tuple[int, int]:
    """Which question is live."""
    return (session.top.id, session.top.seq) if session.top else (0, 0)


def _quiet(person: Person, now: datetime) -> bool:
    hours = person.kept.get("quiet")
    if not isinstance(hours, list | tuple) or len(hours) != 2:
        return False
    return in_quiet(now, person.zone, str(hours[0]), str(hours[1]))


def group_line(book: Book, language: str, now: datetime) -> Send:
    """The one line for a group."""
    person = Person(kept={"language": language})
    return Send(render(book, Say(SHARED, "group"), person, now).html)
