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

import structlog

from bot import logs
from bot.channels.base import Channel, Gone, Refused, Unsure, Wait
from bot.clock import Clock
from bot.deeds import Acknowledge, Deed, Retire, Send
from bot.ledger import Ledger
from bot.pace import Bucket, Pace
from bot.store.base import Delivered, Parcel, Store

log = structlog.get_logger()
AT_ONCE = 64  # deliveries under way
LONGEST_WAIT = 30.0  # seconds between tries while the network is away
ANSWER_IN_TIME = 45.0  # seconds; an older press has stopped spinning by itself


@dataclass(slots=True)
class _Chat:
    waiting: deque[Parcel] = field(default_factory=deque)
    live: int | None = None
    bucket: Bucket | None = None
    failures: int = 0


class Outbox:
    """The chats that something waits for, each with its own little worker."""

    def __init__(
        self,
        store: Store,
        channel: Channel,
        clock: Clock,
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._channel, self._clock, self._sleep = store, channel, clock, sleep
        self._chats: dict[str, _Chat] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._ledger = Ledger(store, clock)
        self._pace = pace or Pace()
        self._stopping = False

    @property
    def backlog(self) -> int:
        """Parcels that wait."""
        return sum(len(chat.waiting) for chat in self._chats.values())

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
            if address not in self._workers and not self._stopping:
                self._workers[address] = asyncio.create_task(self._work(address))

    async def stop(self, grace: float = 8.0) -> None:
        """Finish what is being sent within `grace` seconds; the rest stays stored."""
        self._stopping = True
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
            chat.live = (await self._store.live([address])).get(address)
            while chat.waiting and not self._stopping:
                async with self._gate:
                    wait = await self._deliver(chat, chat.waiting[0])
                if wait > 0:
                    await self._pause(wait)
        finally:
            self._workers.pop(address, None)
            if not chat.waiting:
                self._chats.pop(address, None)

    async def _pause(self, seconds: float) -> None:
        """Sleep, but wake when it is time to stop."""
        step = min(seconds, 1.0)
        while seconds > 0 and not self._stopping:
            await self._sleep(min(step, seconds))
            seconds -= step

    async def _deliver(self, chat: _Chat, parcel: Parcel) -> float:
        """Try one parcel; seconds to wait before the next try, 0 when it is done with."""
        if chat.bucket is None:
            chat.bucket = self._pace.chat(group=":-" in parcel.address)
        now = time.monotonic()
        if not isinstance(parcel.deed, Acknowledge):
            wait = self._pace.wait(now, chat.bucket, bulk=parcel.bulk)
            if wait > 0:
                return wait
            self._pace.take(now, chat.bucket)
        if self._pointless(chat, parcel):
            await self._settle(chat, Delivered(parcel))
            return 0
        return await self._try(chat, parcel)

    def _pointless(self, chat: _Chat, parcel: Parcel) -> bool:
        """A press that stopped spinning long ago; the keyboard that is live again."""
        if isinstance(parcel.deed, Acknowledge):
            age = (self._clock.now() - parcel.made).total_seconds()
            return age > ANSWER_IN_TIME
        return isinstance(parcel.deed, Retire) and parcel.deed.message == chat.live

    async def _try(self, chat: _Chat, parcel: Parcel) -> float:
        try:
            done = await self._channel.perform(parcel.address, parcel.deed, chat.live)
        except Wait as wait:
            if wait.everywhere:
                self._pace.hold(time.monotonic(), wait.seconds)
            return max(wait.seconds, 0.05)
        except Unsure:
            return await self._again(chat, parcel)
        except Gone:
            await self._store.gone(parcel.address)
            chat.waiting.clear()
            return 0
        except Refused as refusal:
            log.warning("a message was refused", reason=str(refusal))
            await self._settle(chat, Delivered(parcel))
            return 0
        except Exception as bug:  # noqa: BLE001 - one chat's trouble must not stop the others
            log.error("a delivery failed", problem=logs.where(bug))
            return await self._again(chat, parcel)
        chat.failures = 0
        await self._done(chat, parcel, parcel.deed, done.message)
        return 0

    async def _again(self, chat: _Chat, parcel: Parcel) -> float:
        """The answer was lost, so it may stand in the chat: repeated once, then taken as done."""
        chat.failures += 1
        tries = parcel.tries + 1
        if tries >= 2:
            chat.failures = 0
            await self._settle(chat, Delivered(parcel))
            return 0
        await self._store.sending([parcel.id])
        chat.waiting[0] = replace(parcel, tries=tries)
        return float(min(LONGEST_WAIT, 0.25 * 2**chat.failures))

    async def _done(self, chat: _Chat, parcel: Parcel, deed: Deed, message: int | None) -> None:
        if not isinstance(deed, Send):
            await self._settle(chat, Delivered(parcel))
            return
        before, passed = chat.live, deed.live or deed.retires
        if deed.live:
            chat.live = message
        elif deed.retires:
            chat.live = None
        await self._settle(chat, Delivered(parcel, message, live=deed.live, keep=True))
        if passed and before is not None and before not in {message, deed.edits}:
            await self._channel.retire(parcel.address, before)

    async def _settle(self, chat: _Chat, delivered: Delivered) -> None:
        await self._ledger.settle(delivered)
        if chat.waiting and chat.waiting[0].id == delivered.parcel.id:
            chat.waiting.popleft()
