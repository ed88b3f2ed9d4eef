"""A body for tests: the real store in memory, a channel that keeps everything, a clock by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.channels.base import Arrival
from bot.channels.memory import MemoryChannel
from bot.deeds import Key, Send
from bot.exporting import Exporter
from bot.outbox import Outbox
from bot.pace import Pace
from bot.runtime import Runtime
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from bot.timers import Timers
from flows.engine.book import Book
from flows.engine.events import Event, Typed, from_token


@dataclass
class HandClock:
    """Stands still until it is moved."""

    time: datetime = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


async def no_sleep(_: float) -> None:
    """No time passes while a test waits."""


@dataclass
class Body:
    store: SqliteStore
    book: Book
    clock: HandClock = field(default_factory=HandClock)
    channel: MemoryChannel = field(default_factory=MemoryChannel)

    def __post_init__(self) -> None:
        pace = Pace(patient=False)
        exporter = Exporter(self.book, self.store, self.clock, Settings())
        self.outbox = Outbox(
            self.store, self.channel, self.clock, exporter.gather, pace=pace, sleep=no_sleep
        )
        self.runtime = Runtime(
            self.book, self.store, self.clock, Settings(), self.outbox.put, self.outbox.drop
        )
        self.timers = Timers(self.store, self.runtime, self.outbox, self.clock)
        self.update = 0

    async def takes(self, *events: Event | str, address: str = "telegram:1") -> None:
        """One batch of one person's events; everything is delivered when this returns."""
        await self.runtime.take([self.arrival(event, address) for event in events])
        await self.outbox.idle()

    def arrival(self, event: Event | str, address: str = "telegram:1") -> Arrival:
        self.update += 1
        return Arrival(address, Typed(event) if isinstance(event, str) else event, self.update)

    async def passes(self, time: timedelta) -> None:
        """Move the clock, from one due timer to the next."""
        until = self.clock.time + time
        while (due := await self.store.next_due()) is not None and due <= until:
            self.clock.time = max(self.clock.time, due)
            await self.timers.look()
            await self.outbox.idle()
        self.clock.time = until

    def keys(self, address: str = "telegram:1") -> Sequence[Key]:
        """The newest keyboard."""
        sends = [d for a, d in self.channel.done if a == address and isinstance(d, Send) and d.rows]
        return [key for row in sends[-1].rows for key in row]

    async def presses(self, label: str, address: str = "telegram:1") -> None:
        key = next(k for k in self.keys(address) if k.label == label or k.value.endswith(label))
        self.update += 1
        press = Arrival(
            address, from_token(key.value), self.update, pressed=99, callback=f"c{self.update}"
        )
        await self.runtime.take([press])
        await self.outbox.idle()
