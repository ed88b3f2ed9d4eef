"""Deliveries are written down together: while one group is stored, the next one gathers."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.store.base import Delivered, Store


class Ledger:
    """Settles deliveries in groups, one transaction each."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._waiting: list[tuple[Delivered, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def settle(self, delivered: Delivered) -> None:
        """Return once it is stored."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((delivered, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await future

    async def _write(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            try:
                await self._store.settle(self._clock.now(), [one for one, _ in group])
            except Exception as problem:  # noqa: BLE001 - whoever waits is told
                for _, future in group:
                    if not future.done():
                        future.set_exception(problem)
            else:
                for _, future in group:
                    if not future.done():
                        future.set_result(None)

    async def close(self) -> None:
        """Finish the group that is being written."""
        if self._writer is not None:
            await self._writer
