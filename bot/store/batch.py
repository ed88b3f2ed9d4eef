"""A batch as rows: one list for each statement, everything personal sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from bot.deeds import Job, encode
from bot.store.base import Change, Damaged, Parcel, Talk
from bot.store.database import Row
from bot.store.moments import span, stored
from bot.store.opened import Opener
from bot.store.vault import ADDRESS, DEED, STATE, Box, Unopened, record_place
from bot.store.zones import late
from flows.engine.effects import Keep, Schedule

LONGEST_TIDY_HOURS = 47  # Telegram deletes what is younger than 48 hours
LONGEST_RETAIN_DAYS = 36_500  # beyond it a moment could not be reckoned; it is as good as for ever


class Known(NamedTuple):
    """A person's row, as far as a batch needs it."""

    id: int
    key: bytes
    tidy: int | None
    retain: int | None


@dataclass(slots=True)
class Batch:
    """Takes changes one by one; `parcels` and the rows are ready when all are in.

    `known` are the people of the batch who have a row, by name; `last` the last ids that were given
    out: rows get theirs here, because one statement for many rows cannot return them.
    """

    opener: Opener
    now: datetime
    known: dict[str, Known]
    last: dict[str, int]
    forgotten: int = 0  # people whose rows went with this batch
    keys: list[Row] = field(default_factory=list)
    met: list[Row] = field(default_factory=list)
    talks: list[Row] = field(default_factory=list)
    silenced: list[Row] = field(default_factory=list)
    unbulked: list[Row] = field(default_factory=list)
    recalled: list[Row] = field(default_factory=list)
    unset: list[Row] = field(default_factory=list)
    timers: list[Row] = field(default_factory=list)
    discards: list[Row] = field(default_factory=list)
    records: list[Row] = field(default_factory=list)
    outbox: list[Row] = field(default_factory=list)
    received: list[Row] = field(default_factory=list)
    retimed: list[Row] = field(default_factory=list)
    untidied: list[Row] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    at: int = field(init=False)

    def __post_init__(self) -> None:
        self.at = stored(self.now)

    def add(self, change: Change) -> None:
        """One person's part. Who has nothing to store yet gets no row, and the house's key."""
        name = self.opener.vault.name(change.talk.address)
        if change.recalled:
            self.recalled.append((name,))
        elif change.silenced:
            self.unbulked.append((name,))
        if name in self.known or _worth_a_row(change):
            self._keep(self._talk(name, change.talk), name, change)
        for deed, bulk in change.deeds:
            self.post(change.talk.address, deed, bulk=bulk)

    def post(self, address: str, job: Job, *, bulk: bool = False) -> None:
        """A parcel, sealed with the key of its person; for no person, with the house's."""
        number, name = self._next("outbox"), self.opener.vault.name(address)
        if person := self.known.get(name):
            loose, sealed = None, self._box(name, person, address).seal(encode(job), DEED)
        else:
            house, whose = self.opener.house, name.encode()
            loose = house.seal(address.encode(), ADDRESS + whose)
            sealed = house.seal(encode(job), DEED + whose)
        self.outbox.append((number, name, loose, bulk, self.at, sealed))
        whose_row = person.id if person else None
        self.parcels.append(Parcel(number, address, job, bulk, self.now, person=whose_row))

    def _talk(self, name: str, talk: Talk) -> Known:
        was, tidy, retain = self.known.get(name), _tidy(talk.kept), _retain(talk.kept)
        if was is None:
            person = Known(self._next("people"), self.opener.vault.new_key(name), tidy, retain)
        else:
            person = was._replace(tidy=tidy, retain=retain)
        box = self._box(name, person, talk.address)
        state = box.seal(msgspec.json.encode((talk.session, dict(talk.kept))), STATE)
        if was is None:
            self.keys.append((person.id, person.key))
            address = box.seal(talk.address.encode(), ADDRESS)
            self.met.append((person.id, name, address, state, tidy, retain))
        else:
            self.talks.append((state, tidy, retain, person.id))
            if tidy is None and was.tidy is not None:
                self.untidied.append((person.id,))
            elif tidy != was.tidy:
                self.retimed.append((tidy, person.id))
        self.known[name] = person
        return person

    def _keep(self, person: Known, name: str, change: Change) -> None:
        if change.silenced:
            self.silenced.append((person.id,))
        self.unset += [(person.id, key) for key in change.untimers]
        self.timers += [_timer(person.id, timer, change.zone) for timer in change.timers]
        self.discards += [
            (person.id, one.kind, None if one.at is None else stored(one.at))
            for one in change.discards
        ]
        if change.records:
            box = self._box(name, person, change.talk.address)
            self.records += [_record(person.id, box, at, keep) for at, keep in change.records]
        goes = None if person.tidy is None else self.at + person.tidy
        self.received += [(person.id, one, self.at, goes) for one in change.received]

    def _box(self, name: str, person: Known, address: str) -> Box:
        try:
            return self.opener.vault.box(name, person.key)
        except Unopened as problem:
            raise Damaged(address) from problem

    def _next(self, table: str) -> int:
        self.last[table] = number = self.last.get(table, 0) + 1
        return number


def _worth_a_row(change: Change) -> bool:
    session = change.talk.session
    begun = session.frames or session.next_id > 1  # frames' ids must never be used again
    return bool(begun or change.talk.kept or change.records or change.timers)


def _tidy(kept: Mapping[str, object]) -> int | None:
    hours = _positive(kept.get("tidy"))
    return span(timedelta(hours=min(hours, LONGEST_TIDY_HOURS))) if hours else None


def _retain(kept: Mapping[str, object]) -> int | None:
    days = _positive(kept.get("retain"))
    return span(timedelta(days=min(days, LONGEST_RETAIN_DAYS))) if days else None


def _positive(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return value


def _record(person: int, box: Box, at: datetime, keep: Keep) -> Row:
    when, data = stored(at), msgspec.json.encode(dict(keep.data))
    return (person, keep.kind, when, box.seal(data, record_place(keep.kind, when)))


def _timer(person: int, timer: Schedule, zone: str) -> Row:
    due = stored(timer.due)
    row = (person, timer.key, due, timer.frame, timer.arrival)
    if timer.local is None:
        return (*row, None, None, None)
    return (*row, timer.local, zone, late(timer.due, timer.local, zone))
