"""Keeps what was promised: deeds go out per chat in order, paced, until they are done.

One delivery at a time in a chat; the next goes out once the one before is settled in the store, so
that a kill repeats at most one send a chat. A send whose answer was lost is repeated once.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import structlog

from bot import logs
from bot.channels.base import Channel, Done, Gone, Refused, Unsure, Wait
from bot.clock import Clock
from bot.deeds import (
    MOST_DELETED,
    Acknowledge,
    Clear,
    Deed,
    Delete,
    Document,
    HandOver,
    Retire,
    Send,
)
from bot.ledger import Ledger
from bot.pace import Pace
from bot.store.base import Delivered, Parcel, Store, StoreError

log = structlog.get_logger()
AT_ONCE = 64  # deliveries under way
LONGEST_WAIT = 30.0  # seconds between tries while the network is away
ANSWER_IN_TIME = 45.0  # seconds; an older press has stopped spinning by itself
Gather: TypeAlias = Callable[[str], Awaitable[Sequence[Deed]]]


@dataclass(slots=True)
class _Chat:
    waiting: deque[Parcel] = field(default_factory=deque)
    live: int | None = None
    met: bool = False  # whether `live` was looked up
    slot: float | None = None  # when its first parcel may go, if that is bulk (monotonic seconds)
    owed: Delivered | None = None  # done, and not yet written down
    failures: int = 0


class Outbox:
    """The chats that something waits for, each with its own little worker.

    `gather` makes the deeds that hand a person everything that is kept of them.
    """

    def __init__(
        self,
        store: Store,
        channel: Channel,
        clock: Clock,
        gather: Gather,
        *,
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._channel, self._clock, self._sleep = store, channel, clock, sleep
        self._gather = gather
        self._chats: dict[str, _Chat] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._ledger = Ledger(store, clock)
        self._pace = pace or Pace()
        self._stop = asyncio.Event()

    @property
    def bulk(self) -> int:
        """Parcels that nobody is waiting for, as yet unsent."""
        return sum(parcel.bulk for chat in self._chats.values() for parcel in chat.waiting)

    async def start(self) -> None:
        """Take up what an earlier run left."""
        after = 0
        while left := await self._store.outbox(after):
            self.put(left)
            after = left[-1].id

    def put(self, parcels: Sequence[Parcel]) -> None:
        """Parcels that were just committed."""
        for parcel in parcels:
            address = parcel.address
            self._chats.setdefault(address, _Chat()).waiting.append(parcel)
            if address not in self._workers and not self._stop.is_set():
                self._workers[address] = asyncio.create_task(self._work(address))

    def drop(self, address: str, only_bulk: bool) -> None:
        """Parcels that were just recalled in the store; what is being sent cannot be stopped."""
        if chat := self._chats.get(address):
            chat.waiting = deque(one for one in chat.waiting if only_bulk and not one.bulk)

    async def stop(self, grace: float = 8.0) -> None:
        """Finish what is being sent within `grace` seconds; the rest stays stored."""
        self._stop.set()
        workers = list(self._workers.values())
        if workers:
            await asyncio.wait(workers, timeout=grace)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await self._ledger.close()

    async def idle(self) -> None:
        """Wait until nothing waits."""
        while self._workers:
            await asyncio.wait(list(self._workers.values()))

    async def _work(self, address: str) -> None:
        chat = self._chats[address]
        try:
            while chat.waiting and not self._stop.is_set():
                async with self._gate:
                    if self._stop.is_set():  # while it stood in line
                        break
                    wait = await self._round(address, chat)
                if wait > 0:
                    await self._pause(wait)
        finally:
            self._workers.pop(address, None)
            if not chat.waiting:
                self._chats.pop(address, None)

    async def _round(self, address: str, chat: _Chat) -> float:
        """One step with the first parcel; seconds to wait. Trouble with the store is waited out."""
        try:
            if chat.owed is not None:  # it is done; only writing that down is left
                await self._settle(chat, chat.owed)
                return 0
            if not chat.met:
                chat.live = (await self._store.live([address])).get(address)
                chat.met = True
            return await self._deliver(chat, chat.waiting[0])
        except Exception as trouble:  # noqa: BLE001 - a full disk, a locked file: nothing is lost
            log.error("the store failed; trying again", problem=logs.where(trouble))
            chat.failures += 1
            return _growing(chat.failures)

    async def _pause(self, seconds: float) -> None:
        """Sleep, but wake when it is time to stop."""
        step = min(seconds, 1.0)
        while seconds > 0 and not self._stop.is_set():
            await self._sleep(min(step, seconds))
            seconds -= step

    async def _deliver(self, chat: _Chat, parcel: Parcel) -> float:
        """Try one parcel; seconds to wait before the next try, 0 when it is done with."""
        now = time.monotonic()
        if not isinstance(parcel.deed, Acknowledge):
            wait = max(self._pace.wait(now, parcel.address), self._slot(now, chat, parcel))
            if wait > 0:
                return wait
            chat.slot = None
            self._pace.take(now, parcel.address)
        if self._pointless(chat, parcel):
            await self._settle(chat, Delivered(parcel))
            return 0
        return await self._try(chat, parcel)

    def _slot(self, now: float, chat: _Chat, parcel: Parcel) -> float:
        """Seconds until the moment that this bulk parcel was given."""
        if not parcel.bulk:
            return 0.0
        if chat.slot is None:
            chat.slot = self._pace.bulk_slot(now)
        return max(0.0, chat.slot - now)

    def _pointless(self, chat: _Chat, parcel: Parcel) -> bool:
        """A press that stopped spinning long ago; the keyboard that is live again."""
        if isinstance(parcel.deed, Acknowledge):
            age = (self._clock.now() - parcel.made).total_seconds()
            return age > ANSWER_IN_TIME
        return isinstance(parcel.deed, Retire) and parcel.deed.message == chat.live

    async def _try(self, chat: _Chat, parcel: Parcel) -> float:
        try:
            done = await self._perform(chat, parcel)
        except Wait as wait:
            if wait.everywhere:
                self._pace.hold(time.monotonic(), wait.seconds)
            return max(wait.seconds, 0.05)
        except Unsure:
            return await self._again(chat, parcel)
        except Gone:  # they may be back before the next one
            await self._settle(chat, Delivered(parcel))
            return 0
        except Refused as refusal:
            log.warning("a message was refused", reason=str(refusal))
            await self._settle(chat, Delivered(parcel))
            return 0
        except StoreError:
            raise  # it is waited out: an errand that asked the store is not given up for that
        except Exception as bug:  # noqa: BLE001 - one chat's trouble must not stop the others
            log.error("a delivery failed", problem=logs.where(bug))
            return await self._again(chat, parcel)
        chat.failures = 0
        if done is not None:
            await self._done(chat, parcel, done)
        return 0

    async def _perform(self, chat: _Chat, parcel: Parcel) -> Done | None:
        """Do it. None if it is not to be settled: there is more of it, or others took its place."""
        match parcel.deed:
            case Clear():
                return await self._clear(chat, parcel.address)
            case HandOver():
                deeds = await self._gather(parcel.address)
                parcels = await self._store.replace(self._clock.now(), parcel, deeds)
                self._leaves(chat, parcel)
                self.put(parcels)
                return None
            case deed:
                return await self._channel.perform(parcel.address, deed, chat.live)

    async def _clear(self, chat: _Chat, address: str) -> Done | None:
        """One request's worth, newest first; what a kill leaves, a start goes on with."""
        messages = await self._store.noted(address, self._clock.now(), MOST_DELETED)
        if messages:
            await self._channel.perform(address, Delete(tuple(messages)), chat.live)
            await self._store.unnote(address, messages)
        if chat.live in messages:
            chat.live = None
        return None if len(messages) == MOST_DELETED else Done()

    async def _again(self, chat: _Chat, parcel: Parcel) -> float:
        """The answer was lost, so it may stand in the chat: repeated once, then taken as done."""
        if not chat.waiting or chat.waiting[0].id != parcel.id:
            return 0  # recalled meanwhile
        chat.failures += 1
        tries = parcel.tries + 1
        if tries >= 2:
            log.warning("a message was sent twice without an answer; it counts as sent")
            chat.failures = 0
            await self._settle(chat, Delivered(parcel))
            return 0
        await self._store.sending([parcel.id])
        chat.waiting[0] = replace(parcel, tries=tries)
        return _growing(chat.failures)

    async def _done(self, chat: _Chat, parcel: Parcel, done: Done) -> None:
        deed = parcel.deed
        if not isinstance(deed, Send):
            keep = isinstance(deed, Document)
            await self._settle(chat, Delivered(parcel, done.message, keep=keep))
            return
        before, passed = chat.live, deed.live or deed.retires
        if deed.live:
            chat.live = done.message
        elif deed.retires:
            chat.live = None
        await self._settle(
            chat, Delivered(parcel, done.message, live=deed.live, keep=True, also=done.also)
        )
        if passed and before is not None and before not in {done.message, deed.edits}:
            await self._channel.retire(parcel.address, before)

    async def _settle(self, chat: _Chat, delivered: Delivered) -> None:
        chat.owed = delivered
        await self._ledger.settle(delivered)
        chat.owed = None
        self._leaves(chat, delivered.parcel)

    def _leaves(self, chat: _Chat, parcel: Parcel) -> None:
        if chat.waiting and chat.waiting[0].id == parcel.id:
            chat.waiting.popleft()


def _growing(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return float(min(LONGEST_WAIT, 0.25 * 2.0 ** min(failures, 10)))
