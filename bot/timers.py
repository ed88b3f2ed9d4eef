"""Wakes what is due: timers and appointments become events of their talks; old messages go."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot import logs
from bot.clock import Clock
from bot.deeds import Delete
from bot.outbox import Outbox
from bot.runtime import Runtime
from bot.store.base import Store

log = structlog.get_logger()
A_CLAIM = 500  # timers that become one batch
FULL = 5000  # parcels waiting; more appointments are not taken until some have left
LONGEST = 30.0  # seconds between looks, so that a clock set back or forth is noticed
TIDY_EVERY = timedelta(minutes=1)
COUNT_EVERY = timedelta(hours=1)


class Timers:
    """Looks for what is due, sleeps until the next, is poked when a sooner one is set."""

    def __init__(self, store: Store, runtime: Runtime, outbox: Outbox, clock: Clock) -> None:
        self._store, self._runtime, self._outbox = store, runtime, outbox
        self._clock = clock
        self._poked = asyncio.Event()
        self._tidied = self._counted = datetime.min.replace(tzinfo=clock.now().tzinfo)

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
        now = self._clock.now()
        if now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            await self._tidy(now)
        if now - self._counted >= COUNT_EVERY:
            self._counted = now
            self._runtime.people = await self._store.people()
        if self._outbox.backlog > FULL:
            return 1.0
        if alarms := await self._store.due(now, A_CLAIM):
            await self._runtime.take((), alarms)
            return 0.0
        due = await self._store.next_due()
        if due is None:
            return LONGEST
        return min(LONGEST, max(0.05, (due - self._clock.now()).total_seconds()))

    async def _tidy(self, now: datetime) -> None:
        old = await self._store.tidy(now, A_CLAIM)
        if old:
            deeds = [(address, Delete(tuple(messages))) for address, messages in old.items()]
            self._outbox.put(await self._store.commit(now, (), loose=deeds))
