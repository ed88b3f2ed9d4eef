"""The one place that wires everything: store, runtime, outbox, timers, round a channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from bot import lock
from bot.channels.base import Channel
from bot.clock import Clock
from bot.exporting import Exporter
from bot.home import book
from bot.outbox import Outbox
from bot.pace import Pace
from bot.pictures import Studio
from bot.runtime import Runtime
from bot.settings import Settings, SettingsError
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.timers import Timers
from flows.engine.book import Book


@dataclass
class App:
    """Everything that runs, whatever the channel."""

    store: Store
    runtime: Runtime
    outbox: Outbox
    timers: Timers
    studio: Studio
    held: IO[bytes] | None
    _waking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what an earlier run left, and begin to wake what is due."""
        await self.outbox.start()
        self._waking = asyncio.create_task(self.timers.run())

    async def stop(self, grace: float = 8.0) -> None:
        """Finish the batch and what is being sent; the rest is stored."""
        if self._waking is not None:
            self._waking.cancel()
            await asyncio.gather(self._waking, return_exceptions=True)
        await self.outbox.stop(grace)
        await self.studio.close()
        await self.store.close()
        if self.held is not None:
            self.held.close()


def _check(settings: Settings, the_book: Book) -> None:
    """What only the content can tell of the settings; raises `SettingsError`."""
    language, country = settings.default_language, settings.default_country
    if language not in the_book.words.languages:
        there = ", ".join(the_book.words.languages)
        raise SettingsError(f"DEFAULT_LANGUAGE has no words: {language!r}; there are: {there}")
    if country and the_book.library["places"].country_name(country.upper()) is None:
        raise SettingsError(f"DEFAULT_COUNTRY is no country: {country!r}; two letters such as GB")


async def build(
    settings: Settings,
    clock: Clock,
    channel: Callable[[Store, Studio], Channel],
    pace: Pace | None = None,
) -> App:
    """Open the store and wire the rest; raises `StoreError`, `WordsError` with one clear line."""
    the_book = book()
    _check(settings, the_book)
    held = lock.take(settings.database)
    store = await SqliteStore.open(settings.database, settings.data_key_file)
    studio = Studio(settings.database.parent / "pictures")
    exporter = Exporter(the_book, store, clock, settings)
    outbox = Outbox(store, channel(store, studio), clock, exporter.gather, pace=pace)
    runtime = Runtime(the_book, store, clock, settings, outbox.put, outbox.drop)
    timers = Timers(store, runtime, outbox, clock)
    runtime.wake = timers.poke
    return App(store, runtime, outbox, timers, studio, held)
