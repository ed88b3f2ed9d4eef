"""A batch: take what is there, load, turn, commit; then its deeds may go out.

Nothing is confirmed to the network before `take` returns, so a kill loses nothing.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot import logs
from bot.channels.base import Arrival
from bot.clock import Clock
from bot.deeds import Acknowledge, Deed
from bot.outcome import Cast, Outcome, group_line, play
from bot.settings import Settings
from bot.store.base import Alarm, Damaged, Parcel, Store, Talk
from flows.engine.book import Book
from flows.engine.known import Person, Record

log = structlog.get_logger()
A_MINUTE_OF_SENDS = 1800  # 30 a second
LATEST = 30  # minutes that an appointment may be put off by, when very many share its minute


def spread(address: str, people: int) -> timedelta:
    """How much later than its minute a person's appointment comes: stable for a person.

    Nothing as long as all of a minute's messages can leave within it (Telegram lets about 30 a
    second out); with more people, whole minutes, so that a full hour does not become a queue.
    """
    minutes = min(LATEST, 1 + people // A_MINUTE_OF_SENDS)
    return timedelta(minutes=zlib.crc32(address.encode()) % minutes)


@dataclass
class Runtime:
    """Takes batches, one at a time. `send` hands committed parcels on, `wake` pokes the timers."""

    book: Book
    store: Store
    clock: Clock
    settings: Settings
    send: Callable[[Sequence[Parcel]], None]
    wake: Callable[[], None] = lambda: None
    people: int = 0

    def __post_init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def take(self, arrivals: Sequence[Arrival], alarms: Sequence[Alarm] = ()) -> None:
        """A batch, whole: when this returns, all of it is stored and on its way."""
        async with self._one_at_a_time:
            await self._take(arrivals, alarms)

    async def finish(self) -> None:
        """Wait for the batch that is being taken."""
        async with self._one_at_a_time:
            return

    async def _take(self, arrivals: Sequence[Arrival], alarms: Sequence[Alarm]) -> None:
        ids = [a.update_id for a in arrivals if a.update_id is not None]
        seen = await self.store.seen(ids) if ids else set()
        fresh = _once(arrivals, seen)
        for arrival in fresh:
            if arrival.gone:
                await self.store.gone(arrival.address)
        happened: dict[str, list[Arrival | Alarm]] = {}
        mine = [a for a in fresh if a.private and a.event is not None]
        everything: list[Arrival | Alarm] = [*alarms, *mine]
        for one in everything:
            happened.setdefault(one.address, []).append(one)
        outcomes = await self._play(happened)
        now = self.clock.now()
        parcels = await self.store.commit(
            now,
            [outcome.change() for outcome in outcomes],
            update_ids=[i for i in ids if i not in seen],
            alarms=alarms,
            loose=self._loose(fresh),
        )
        for outcome in outcomes:
            if outcome.rezoned:
                await self.store.rezone(outcome.talk.address, outcome.person.zone, now)
            for bug in outcome.bugs:
                log.error("a turn failed; nothing was lost", problem=logs.where(bug))
        self.send(parcels)
        if any(outcome.timers for outcome in outcomes):
            self.wake()

    async def _play(self, happened: dict[str, list[Arrival | Alarm]]) -> list[Outcome]:
        talks = await self._load(happened)
        cast = Cast(self.book, self.clock.now(), lambda address: spread(address, self.people))
        outcomes = {
            address: play(cast, talks[address], self._person(talks[address]), events)
            for address, events in happened.items()
        }
        wanting = [address for address, outcome in outcomes.items() if outcome.wants]
        if wanting:
            kinds = {kind for flow in self.book.flows.values() for kind in flow.knows}
            memory = await self.store.memory(wanting, kinds)
            for address in wanting:
                person = self._person(talks[address], memory[address])
                outcomes[address] = play(cast, talks[address], person, happened[address])
        return list(outcomes.values())

    async def _load(self, happened: dict[str, list[Arrival | Alarm]]) -> dict[str, Talk]:
        """The talks. One that cannot be opened is left out, so that it holds up nobody else."""
        while happened:
            try:
                return await self.store.load(happened)
            except Damaged as damage:
                log.error("a talk cannot be opened; its person gets no answers", remedy=str(damage))
                del happened[damage.address]
        return {}

    def _person(self, talk: Talk, memory: Mapping[str, Sequence[Record]] | None = None) -> Person:
        return Person(
            kept=talk.kept,
            memory=memory or {},
            default_language=self.settings.default_language,
            default_zone=self.settings.default_timezone,
            default_country=self.settings.default_country or None,
        )

    def _loose(self, arrivals: Sequence[Arrival]) -> list[tuple[str, Deed]]:
        """What is done for no person: a group's one line; a press that nothing answers."""
        default, now = self.settings.default_language, self.clock.now()
        deeds: list[tuple[str, Deed]] = []
        for one in arrivals:
            if one.callback and (one.event is None or not one.private):
                deeds.append((one.address, Acknowledge(one.callback)))
            if one.event is not None and not one.private:
                deeds.append((one.address, group_line(self.book, one.language or default, now)))
        return deeds


def _once(arrivals: Sequence[Arrival], seen: set[int]) -> list[Arrival]:
    """Arrivals that were not taken before, each update once, in the order of their numbers."""
    fresh: dict[int, Arrival] = {}
    for place, arrival in enumerate(arrivals):
        if arrival.update_id is None:
            fresh[-1 - place] = arrival
        elif arrival.update_id not in seen:
            fresh.setdefault(arrival.update_id, arrival)
    return [fresh[number] for number in sorted(fresh)]
