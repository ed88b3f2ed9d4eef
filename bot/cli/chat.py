"""`python -m bot chat`: the whole product in a terminal, stored like any other talk."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import timedelta

from msgspec.structs import replace
from rich.console import Console

from bot import app, logs, settings
from bot.app import App
from bot.channels.base import Arrival
from bot.channels.terminal import ADDRESS, TerminalChannel, arrival, waiting
from bot.clock import MovedClock
from bot.pace import Pace
from bot.pictures import Studio
from flows.engine.events import Again, Started

GREETING = (
    "Secure Base, in this terminal. Type words or a number; /wait 20m moves the clock; "
    "Ctrl-D leaves."
)


def main(_: Namespace) -> int:
    """Talk until the input ends."""
    logs.set_up("error")
    return asyncio.run(_talk())


async def _talk() -> int:
    found, clock, console = _apart(settings.load()), MovedClock(), Console(highlight=False)
    screen: list[TerminalChannel] = []

    def channel(_store: object, studio: Studio) -> TerminalChannel:
        data = found.database.parent
        screen.append(TerminalChannel(console, studio, data / "pictures", data / "exports"))
        return screen[0]

    running = await app.build(found, clock, channel, Pace(patient=False))
    console.print(GREETING, style="dim")
    try:
        await running.start()
        await running.outbox.idle()
        await _greet(running)
        async for line in _lines():
            await _take(running, clock, screen[0], line)
    finally:
        await running.stop()
    return 0


def _apart(found: settings.Settings) -> settings.Settings:
    """A database of its own beside the bot's: their timers and answers are not to be mixed."""
    file = found.database.with_name("terminal.db")
    return replace(found, database_url=f"{settings.SQLITE}{file}")


async def _greet(running: App) -> None:
    """The first time, as Telegram's Start button does; later the talk goes on where it stood."""
    talk = (await running.store.load([ADDRESS]))[ADDRESS]
    event = Started("start") if talk.id is None else Again()
    await running.runtime.take([Arrival(ADDRESS, event)])
    await running.outbox.idle()


async def _take(running: App, clock: MovedClock, screen: TerminalChannel, line: str) -> None:
    if not line.strip():
        return
    if (span := waiting(line)) is not None:
        await _let_pass(running, clock, span)
    else:
        await running.runtime.take([arrival(line, screen)])
    await running.outbox.idle()


async def _let_pass(running: App, clock: MovedClock, span: timedelta) -> None:
    """Move the clock from one due timer to the next, so that each comes at its own time."""
    until = clock.now() + span
    while (due := await running.store.next_due()) is not None and due <= until:
        clock.offset += max(timedelta(), due - clock.now())
        await running.timers.look()
        await running.outbox.idle()
    clock.offset += max(timedelta(), until - clock.now())


async def _lines() -> AsyncIterator[str]:
    """What is typed: with an input line at a terminal, line by line from a pipe."""
    if sys.stdin.isatty():
        async for line in _typed():
            yield line
        return
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line


async def _typed() -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only where there is a terminal
    from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415

    session: PromptSession[str] = PromptSession()
    with patch_stdout(raw=True):
        while True:
            try:
                yield await session.prompt_async("› ")
            except EOFError:
                return
