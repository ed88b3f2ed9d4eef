"""The server in a thread of its own, for benchmarks and for tests of synchronous code."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.botapi.server import BotApi

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Threaded:
    """A running server and the way into its thread: touch the server by `do` only."""

    server: BotApi
    loop: asyncio.AbstractEventLoop

    def do(self, coroutine: Coroutine[Any, Any, T], seconds: float | None = None) -> T:
        """Run a coroutine (an act of a person, `server.until`, a load) in the server's thread."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(seconds)

    def look(self, function: Callable[[], T]) -> T:
        """Call a plain function in the server's thread: faults, views, counts."""

        async def calling() -> T:
            return function()

        return self.do(calling())


@contextmanager
def in_thread(port: int = 0, **options: Any) -> Iterator[Threaded]:
    """Run a BotApi made with these options in its own thread until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="botapi", daemon=True)
    thread.start()
    threaded = Threaded(BotApi(**options), loop)
    try:
        threaded.do(threaded.server.start(port))
        yield threaded
    finally:
        threaded.do(threaded.server.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
