"""From a chat's events to what is stored for it: pure, so that it can be played twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from bot.channels.base import Arrival
from bot.deeds import Acknowledge
from bot.spoken import Jobs, Scene, sorry, spoken
from bot.store.base import Alarm, Change, Talk
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
from flows.engine.events import Event, TimerFired
from flows.engine.known import Person, Record
from flows.engine.turn import Turn, turn

RETRY_ALARM = timedelta(hours=1)  # after a bug: the promise is kept later rather than dropped
APP_LANGUAGE = "app_language"  # kept: what the person's app is set to


@dataclass(slots=True)
class Outcome:
    """What one chat's part of a batch comes to."""

    talk: Talk
    person: Person
    records: list[tuple[datetime, Keep]] = field(default_factory=list)
    discards: list[Discard] = field(default_factory=list)
    timers: dict[str, Schedule] = field(default_factory=dict)
    untimers: list[str] = field(default_factory=list)
    jobs: Jobs = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    wants: frozenset[str] = frozenset()
    bugs: list[BaseException] = field(default_factory=list)
    rezoned: bool = False
    silenced: bool = False  # these three: see `Change`
    recalled: bool = False
    forgotten: bool = False

    def change(self) -> Change:
        """As the store takes it."""
        return Change(
            self._talk(),
            self.records,
            list(self.timers.values()),
            self.untimers,
            self.jobs,
            self.received,
            self.person.zone,
            self.silenced,
            self.recalled,
            self.forgotten,
            self.discards,
        )

    def _talk(self) -> Talk:
        """What an app tells by itself is kept beside a talk, never for who has begun none."""
        begun = self.talk.id is not None or self.talk.session.next_id > 1
        only_told = not begun and set(self.talk.kept) == {APP_LANGUAGE}
        return replace(self.talk, kept={}) if only_told else self.talk

    def only_acknowledges(self) -> None:
        """Leave unsaid what this batch was about to say: only buttons still stop spinning."""
        self.jobs = [one for one in self.jobs if isinstance(one[0], Acknowledge)]

    def forget(self) -> None:
        """From here on this is somebody new; what was done up to now is nobody's."""
        self.talk = Talk(self.talk.address)
        nothing = dict.fromkeys(self.person.memory, ())
        self.person = replace(self.person, kept={}, memory=nothing)
        self.records, self.timers, self.untimers, self.received = [], {}, [], []
        self.discards = []
        self.rezoned = self.silenced = self.recalled = False
        self.only_acknowledges()
        self.forgotten = True


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
        bugs = len(outcome.bugs)
        if isinstance(one, Arrival):
            _hear(outcome, one)
        event = one.event if isinstance(one, Arrival) else alarm_event(one)
        arrival = one if isinstance(one, Arrival) else None
        if event is not None and not _one(cast, outcome, event, arrival):
            return outcome
        if isinstance(one, Alarm) and len(outcome.bugs) > bugs:
            again = Schedule(one.key, cast.now + RETRY_ALARM, one.frame, one.arrival)
            outcome.timers.setdefault(one.key, again)
    return outcome


def alarm_event(alarm: Alarm) -> TimerFired:
    """A due timer as the engine takes it."""
    return TimerFired(alarm.key, alarm.frame, alarm.arrival, int(alarm.due.timestamp()))


def _hear(outcome: Outcome, arrival: Arrival) -> None:
    """What an arrival says beside its event: the app's language, the message's id."""
    if arrival.language and arrival.language != outcome.person.kept.get(APP_LANGUAGE):
        _remember(outcome, APP_LANGUAGE, arrival.language)
    if arrival.message is not None:
        outcome.received.append(arrival.message)


def _one(cast: Cast, outcome: Outcome, event: Event, arrival: Arrival | None) -> bool:
    """One event; False if records are wanted first."""
    session = outcome.talk.session
    appointed = isinstance(event, TimerFired) and not event.frame
    scene = Scene(cast.book, cast.now, outcome.person, arrival, appointed)
    try:
        after = turn(cast.book, outcome.person, session, event, cast.now)
        if after.wants:
            outcome.wants = after.wants
            return False
        jobs = spoken(scene, session, after)
    except Exception as bug:  # noqa: BLE001 - a bug in one talk must harm nobody else's
        outcome.bugs.append(bug)
        jobs = sorry(scene)
        after = Turn(session)
    outcome.talk = replace(outcome.talk, session=after.session)
    for effect in after.effects:
        _note(cast, outcome, effect)
        if isinstance(effect, Forget):
            break  # what follows it would be written about somebody who is not there any more
    outcome.jobs.extend(jobs)
    return True


def _note(cast: Cast, outcome: Outcome, effect: Effect) -> None:
    match effect:
        case Keep(kind, data):
            at = _moment(outcome, kind, cast.now)
            outcome.records.append((at, effect))
            kept = (*outcome.person.memory.get(kind, ()), Record(kind, at, data))
            _recall(outcome, kind, kept)
        case Discard():
            _discard(outcome, effect)
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
            outcome.jobs = [one for one in outcome.jobs if not one[1]]
            outcome.silenced = True
        case Wipe():
            outcome.only_acknowledges()
            outcome.recalled = True
        case Forget():
            outcome.forget()
        case Say() | Passed() | Export() | Paper():
            pass
        case _:
            assert_never(effect)


def _moment(outcome: Outcome, kind: str, now: datetime) -> datetime:
    """When it is kept: of one kind no two records at one moment, for a record is known by it."""
    taken = {at for at, one in outcome.records if one.kind == kind}
    while now in taken:
        now += timedelta(microseconds=1)
    return now


def _discard(outcome: Outcome, gone: Discard) -> None:
    """Also what was kept a moment ago, in this very batch."""
    outcome.records = [
        (at, one)
        for at, one in outcome.records
        if one.kind != gone.kind or gone.at not in (None, at)
    ]
    outcome.discards.append(gone)
    if gone.kind in outcome.person.memory:
        was = outcome.person.memory[gone.kind]
        left = () if gone.at is None else tuple(one for one in was if one.at != gone.at)
        _recall(outcome, gone.kind, left)


def _recall(outcome: Outcome, kind: str, records: Sequence[Record]) -> None:
    memory = {**outcome.person.memory, kind: records}
    outcome.person = replace(outcome.person, memory=memory)


def _remember(outcome: Outcome, name: str, value: Any) -> None:
    outcome.person = outcome.person.keeping(name, value)
    outcome.talk = replace(outcome.talk, kept=outcome.person.kept)
