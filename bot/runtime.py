"""A batch: take what is there, load, turn, commit; then its deeds may go out.

Nothing is confirmed to the network before `take` returns, so a kill loses nothing.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import msgspec
import structlog

from bot import logs
from bot.channels.base import Arrival
from bot.clock import Clock
from bot.deeds import Acknowledge, Deed, Retire, Send
from bot.outcome import Cast, Outcome, play
from bot.people import person_of
from bot.settings import Settings
from bot.spoken import shared_line
from bot.store.base import Alarm, Damaged, Parcel, Store, Talk
from flows.engine import stack
from flows.engine.book import Book
from flows.engine.known import Person, Record

log = structlog.get_logger()
T = TypeVar("T")
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
    """Takes batches, one at a time. `send` hands committed parcels on, `drop` takes back what waits
    for an address (with True only bulk), `wake` pokes the timers.
    """

    book: Book
    store: Store
    clock: Clock
    settings: Settings
    send: Callable[[Sequence[Parcel]], None]
    drop: Callable[[str, bool], None]
    wake: Callable[[], None] = lambda: None
    people: int = 0

    def __post_init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        """A batch, whole: when this returns, all of it is stored and on its way."""
        async with self._one_at_a_time:
            await self._take(arrivals, ())

    async def ring(self, most: int) -> bool:
        """A batch of the timers that are due, if there are any. They are looked up between two
        batches, so that what the one before stopped stays silent.
        """
        async with self._one_at_a_time:
            alarms = await self.store.due(self.clock.now(), most)
            if alarms:
                await self._take((), alarms)
            return bool(alarms)

    async def glimpse(self, address: str) -> tuple[Person, bool]:
        """Who this is, and whether the crisis reply holds their talk; nothing moves.

        Raises `Damaged`.
        """
        talk = (await self.store.load([address]))[address]
        held = stack.holder(self.book, talk.session.frames) is not None
        return person_of(talk, self.settings), held

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
        outcomes = sound(await self._play(happened))
        answered = {outcome.talk.address for outcome in outcomes}
        now = self.clock.now()
        parcels = await self.store.commit(
            now,
            [outcome.change() for outcome in outcomes],
            update_ids=[i for i in ids if i not in seen],
            alarms=alarms,
            loose=[
                *self._loose(fresh),
                *self._sorry([a for a in mine if a.address not in answered]),
                *await self._keyboards(outcomes),
            ],
        )
        for outcome in outcomes:
            if outcome.forgotten or outcome.recalled or outcome.silenced:
                only_bulk = not (outcome.forgotten or outcome.recalled)
                self.drop(outcome.talk.address, only_bulk)
        self.send(parcels)
        for outcome in outcomes:
            if outcome.rezoned:
                await self.store.rezone(outcome.talk.address, outcome.person.zone, now)
            for bug in outcome.bugs:
                log.error("a turn failed; nothing was lost", problem=logs.where(bug))
        if any(outcome.timers for outcome in outcomes):
            self.wake()

    async def _play(self, happened: dict[str, list[Arrival | Alarm]]) -> list[Outcome]:
        talks = await self._opened(self.store.load, happened)
        needing = {a: e for a, e in happened.items() if self._looks_back(talks[a])}
        memory = await self._memory(needing)
        for address in needing.keys() - memory.keys():
            del happened[address]
        cast = Cast(self.book, self.clock.now(), lambda address: spread(address, self.people))

        def played(address: str) -> Outcome:
            person = person_of(talks[address], self.settings, memory.get(address))
            return play(cast, talks[address], person, happened[address])

        outcomes = {address: played(address) for address in happened}
        wanting = {a: happened[a] for a, outcome in outcomes.items() if outcome.wants}
        memory |= await self._memory(wanting)
        outcomes |= {address: played(address) for address in wanting if address in memory}
        return [outcome for outcome in outcomes.values() if not outcome.wants]

    def _looks_back(self, talk: Talk) -> bool:
        """Whether a flow that is open looks at records."""
        return any(self.book.needs(frame.flow) for frame in talk.session.frames)

    async def _memory(
        self, wanting: dict[str, list[Arrival | Alarm]]
    ) -> dict[str, dict[str, list[Record]]]:
        kinds = {kind for flow in self.book.flows.values() for kind in flow.knows}
        return await self._opened(lambda them: self.store.memory(them, kinds), wanting)

    async def _opened(
        self,
        ask: Callable[[Collection[str]], Awaitable[dict[str, T]]],
        happened: dict[str, list[Arrival | Alarm]],
    ) -> dict[str, T]:
        """What the store holds. What cannot be opened is left out: it holds up nobody else."""
        while happened:
            try:
                return await ask(happened)
            except Damaged as damage:
                log.error("a person's rows cannot be opened", remedy=str(damage))
                del happened[damage.address]
        return {}

    def _sorry(self, arrivals: Sequence[Arrival]) -> list[tuple[str, Deed]]:
        """For people whose rows cannot be opened or written."""
        default, now = self.settings.default_language, self.clock.now()
        deeds: list[tuple[str, Deed]] = []
        for one in arrivals:
            if one.callback:
                deeds.append((one.address, Acknowledge(one.callback)))
            deeds.append(
                (one.address, shared_line(self.book, "sorry", one.language or default, now))
            )
        return deeds

    async def _keyboards(self, outcomes: Sequence[Outcome]) -> list[tuple[str, Deed]]:
        """The live keyboard of who is forgotten comes off: it would press nobody's buttons. One
        that an answer takes the place of is off anyway.
        """
        edited = {
            outcome.talk.address: {job.edits for job, _ in outcome.jobs if isinstance(job, Send)}
            for outcome in outcomes
            if outcome.forgotten
        }
        live = await self.store.live(edited) if edited else {}
        return [
            (address, Retire(message))
            for address, message in live.items()
            if message not in edited[address]
        ]

    def _loose(self, arrivals: Sequence[Arrival]) -> list[tuple[str, Deed]]:
        """What is done for no person: a group's one line; a press that nothing answers."""
        default, now = self.settings.default_language, self.clock.now()
        deeds: list[tuple[str, Deed]] = []
        for one in arrivals:
            if one.callback and (one.event is None or not one.private):
                deeds.append((one.address, Acknowledge(one.callback)))
            if one.event is not None and not one.private:
                deeds.append(
                    (one.address, shared_line(self.book, "group", one.language or default, now))
                )
        return deeds


def sound(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those that can be written: one that no JSON can hold must not keep the others from it."""
    written = []
    for outcome in outcomes:
        try:
            kept = [dict(keep.data) for _, keep in outcome.records]
            msgspec.json.encode((outcome.talk.session, dict(outcome.talk.kept), kept))
        except (TypeError, ValueError, OverflowError) as bug:
            log.error("a turn cannot be stored", problem=logs.where(bug))
        else:
            written.append(outcome)
    return written


def _once(arrivals: Sequence[Arrival], seen: set[int]) -> list[Arrival]:
    """Arrivals that were not taken before, each update once, in the order of their numbers."""
    fresh: dict[int, Arrival] = {}
    for place, arrival in enumerate(arrivals):
        if arrival.update_id is None:
            fresh[-1 - place] = arrival
        elif arrival.update_id not in seen:
            fresh.setdefault(arrival.update_id, arrival)
    return [fresh[number] for number in sorted(fresh)]
