"""Waiting for something to become true, without sleeping in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Wakes everyone who waits for a condition, each time something has happened.

    An asyncio.Condition would ask for its lock to be held, which only a coroutine can do; what
    happens here is often a plain call.
    """

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Let everyone look again."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, holds: Callable[[], T], seconds: float | None) -> T:
        """Return the first true value of `holds`; raise TimeoutError after `seconds`, if given."""
        async with asyncio.timeout(seconds):
            while not (value := holds()):
                future = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
        return value
