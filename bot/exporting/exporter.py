"""Gathers what is kept of a person and makes the two files, beside the event loop."""

from __future__ import annotations

import asyncio

import structlog

from bot import logs
from bot.clock import Clock
from bot.deeds import Deed, Document, Send
from bot.exporting.data import Copy, as_json
from bot.exporting.page import as_html
from bot.exporting.wording import Wording
from bot.people import person_of
from bot.settings import Settings
from bot.store.base import Store
from flows.engine.book import Book
from flows.engine.effects import Say
from flows.engine.render import render
from flows.engine.words import SHARED

log = structlog.get_logger()
MOST = 12_000_000  # bytes of records: some 40,000 of them, and a page of less than Telegram's 50 MB
DATA, PAGE = "my-data.json", "my-data.html"


class Exporter:
    """Makes one copy at a time, so that many who ask at once do not fill the memory."""

    def __init__(self, book: Book, store: Store, clock: Clock, settings: Settings) -> None:
        self._book, self._store, self._clock, self._settings = book, store, clock, settings
        self._one_at_a_time = asyncio.Lock()

    async def gather(self, address: str) -> list[Deed]:
        """The files, to be sent in this order; a kind line instead if they cannot be made."""
        async with self._one_at_a_time:
            try:
                copy = await self._copy(address)
                return await asyncio.to_thread(files, copy)
            except Exception as problem:  # noqa: BLE001 - whatever it is, the person is told
                log.error("a copy could not be made", problem=logs.where(problem))
                return [await self._sorry(address)]

    async def _copy(self, address: str) -> Copy:
        kept = await self._store.everything(address, MOST)
        person = person_of(kept.talk, self._settings)
        return Copy(kept, person, self._clock.now(), Wording(self._book, person))

    async def _sorry(self, address: str) -> Send:
        talk = (await self._store.load([address]))[address]
        person = person_of(talk, self._settings)
        return Send(render(self._book, Say(SHARED, "sorry"), person, self._clock.now()).html)


def files(copy: Copy) -> list[Deed]:
    """The page and the data."""
    say = copy.wording.page
    return [
        Document(PAGE, as_html(copy).encode(), say("file_page")),
        Document(DATA, as_json(copy), say("file_data")),
    ]
