"""`python -m bot run`: Telegram, long polling, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
from argparse import Namespace
from collections.abc import Callable
from itertools import count

import structlog

from bot import app, logs, settings
from bot.app import App
from bot.channels.telegram import (
    Batch,
    Connection,
    InlineAsked,
    Poller,
    TelegramChannel,
    answer,
    connect,
    introduce,
)
from bot.clock import SystemClock
from flows.engine.book import Book
from flows.engine.known import Person
from flows.engine.render import picture_labels
from flows.wording.sendable import sendable

log = structlog.get_logger()


def main(_: Namespace) -> int:
    """Run until told to stop. Bad settings, a refused token: one line, exit code 2."""
    found = settings.load()
    logs.set_up(found.log_level)
    token = settings.need_token(found)
    asyncio.run(_run(found, token))
    return 0


async def _run(found: settings.Settings, token: str) -> None:
    connection = connect(token, found.telegram_api_url)
    running = None
    try:
        running = await app.build(
            found,
            SystemClock(),
            lambda store, studio: TelegramChannel(connection.bot, store, studio),
        )
        await _until_stopped(running, connection)
    finally:
        if running is not None:
            await running.stop()
        await connection.close()
    log.info("stopped; what was not sent is stored")


async def _until_stopped(running: App, connection: Connection) -> None:
    stopping = asyncio.Event()
    _on_signals(stopping.set)
    await running.start()
    polling = asyncio.create_task(_poll(running, connection, stopping))
    stop = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({polling, stop}, return_when=asyncio.FIRST_COMPLETED)
        if polling.done():
            polling.result()
    finally:
        await running.runtime.finish()
        for task in (polling, stop):
            task.cancel()
        await asyncio.gather(polling, stop, return_exceptions=True)


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


async def _poll(running: App, connection: Connection, stopping: asyncio.Event) -> None:
    """Take batches; asking for the next one confirms the one before."""
    poller, later = Poller(connection), set[asyncio.Task[None]]()
    log.info("running", bot=(await poller.meet()).username)
    later.add(asyncio.create_task(_settle_in(running, connection)))
    try:
        async for batch in poller.batches():
            await _taken(running, batch)
            for asked in batch.asked:
                task = asyncio.create_task(_answer_inline(running, connection, asked))
                later.add(task)
                task.add_done_callback(later.discard)
            if stopping.is_set():
                return
    finally:
        for task in later:
            task.cancel()


async def _taken(running: App, batch: Batch) -> None:
    """A batch that cannot be stored (a full disk, a locked file) is not confirmed, but waits."""
    for failures in count(1):
        try:
            await running.runtime.take(batch.arrivals)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the batch must not be lost
            log.error("a batch could not be stored; trying again", problem=logs.where(trouble))
        else:
            return
        await asyncio.sleep(min(30.0, 0.5 * 2.0 ** min(failures, 10)))


async def _settle_in(running: App, connection: Connection) -> None:
    """What can wait until somebody has been answered: the profile, the breath animations."""
    book = running.runtime.book
    await introduce(connection.bot, book)
    await running.studio.warm(picture_labels(book, Person(), "breath"))


async def _answer_inline(running: App, connection: Connection, asked: InlineAsked) -> None:
    """Whoever is held by the crisis reply gets only the way to the private chat."""
    runtime = running.runtime
    texts: tuple[tuple[str, str], ...] = ()
    try:
        person, held = await runtime.glimpse(asked.address)
        texts = () if held else offered(runtime.book, asked, person)
    except Exception as trouble:  # noqa: BLE001 - the next letter that is typed asks again
        log.error("an inline query was not looked at", problem=logs.where(trouble))
    await answer(connection.bot, runtime.book.words, texts, asked)


def offered(book: Book, asked: InlineAsked, person: Person) -> tuple[tuple[str, str], ...]:
    """What they can send from any chat: of words in which danger is heard, in any language that is
    listened in, nothing, so that nobody else could see it.
    """
    language = asked.language or person.default_language
    return sendable(asked.text, person) if book.listen(asked.text, language) is None else ()
