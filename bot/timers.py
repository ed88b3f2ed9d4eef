"""Wakes what is due: timers and appointments become events of their talks; old messages and
records go.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot import logs
from bot.clock import Clock
from bot.outbox import Outbox
from bot.runtime import Runtime
from bot.store.base import Store

log = structlog.get_logger()
A_CLAIM = 500  # timers that become one batch
FULL = 5000  # bulk parcels waiting; no more timers are taken until some have left
LONGEST = 30.0  # seconds between looks, so that a clock set back or forth is noticed
TIDY_EVERY = timedelta(minutes=1)
COUNT_EVERY = timedelta(hours=1)
PRUNE_EVERY = timedelta(days=1)


class Timers:
    """Looks for what is due, sleeps until the next, is poked when a sooner one is set."""

    def __init__(self, store: Store, runtime: Runtime, outbox: Outbox, clock: Clock) -> None:
        self._store, self._runtime, self._outbox = store, runtime, outbox
        self._clock = clock
        self._poked = asyncio.Event()
        never = datetime.min.replace(tzinfo=clock.now().tzinfo)
        self._tidied = self._counted = self._pruned = never

    def poke(self) -> None:
        """Something changed: look again."""
        self._poked.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._poked.clear()
            try:
                wait = await self.look()
            except Exception as bug:  # noqa: BLE001 - the next look may go well; nothing is lost
                log.error("timers could not be looked at", problem=logs.where(bug))
                wait = LONGEST
            if wait > 0:
                await self._sleep(wait)

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._poked.wait(), seconds)
        except TimeoutError:
            return

    async def look(self) -> float:
        """Take what is due; seconds until there may be more."""
        await self._keep_house(self._clock.now())
        if self._outbox.bulk > FULL:
            return 1.0
        if await self._runtime.ring(A_CLAIM):
            return 0.0
        due = await self._store.next_due()
        if due is None:
            return LONGEST
        return min(LONGEST, max(0.05, (due - self._clock.now()).total_seconds()))

    async def _keep_house(self, now: datetime) -> None:
        if now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            self._outbox.put(await self._store.tidy(now, A_CLAIM))
        if now - self._counted >= COUNT_EVERY:
            self._counted = now
            self._runtime.people = await self._store.people()
        if now - self._pruned >= PRUNE_EVERY:
            self._pruned = now
            await self._store.prune(now)
