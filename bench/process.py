"""The whole process, `python -m bot run`, over HTTP against the local Bot API server.

    python -m bench.process

The server and the crowd run in this process, the bot in its own, so on two cores they do not take
each other's time; what the bot itself used is printed beside what people would have waited.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.vitals import Vitals, vitals
from tests.botapi import BotApi, Call, load
from tests.e2e.process import BotProcess

STARTS, SLOWEST_START = 5, 1.0  # seconds
LOADS = ((50, 50.0), (200, 200.0))  # people, messages a second in all
SECONDS = 8.0
BACKLOG, OF_PEOPLE = 3000, 1000
CROWD, MOST_MORE = 10_000, 25  # people, megabytes
LINES = ("/start", "Go on", "I am 18 or over", "/home", "/settings", "/cancel", "/home", "/help")
LONGEST = 110  # seconds in all; then the bot is ended
BREATHS = 3  # animations that are drawn at the first start
STRANGERS, QUEUE = 1_000_000, 2_000_000  # the first ids of people


@dataclass
class Sends:
    """How many messages came to each chat, and when the last."""

    by_chat: Counter[int | None] = field(default_factory=Counter)
    total: int = 0
    last: float = 0.0

    def hears(self, call: Call) -> None:
        """As a listener of the server."""
        if call.sends:
            self.by_chat[call.chat_id] += 1
            self.total += 1
            self.last = call.started


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time, in seconds: the bot's, and that of the server and the crowd in here."""

    bot: float
    here: float

    @classmethod
    def until_now(cls, bot: BotProcess) -> Spent:
        """So far."""
        return cls(alive(bot).cpu, time.process_time())

    def since(self, bot: BotProcess, turns: int) -> str:
        """What each of so many turns took since then, in milliseconds."""
        now = Spent.until_now(bot)
        mine, theirs = now.bot - self.bot, now.here - self.here
        return f"{1000 * mine / turns:7.2f} (the server: {1000 * theirs / turns:.2f})"


def alive(bot: BotProcess) -> Vitals:
    """Of the bot's own process."""
    assert bot.process is not None
    return vitals(bot.process.pid)


@asynccontextmanager
async def running(server: BotApi, folder: Path) -> AsyncIterator[BotProcess]:
    """A bot that has settled in: its profile is set, its breaths are drawn."""
    bot = BotProcess(server, folder)
    profiles = len(server.called("getMyShortDescription"))
    try:
        await bot.start()
        await server.until(lambda: len(server.called("getMyShortDescription")) > profiles, 30)
        async with asyncio.timeout(60):
            while not _drawn(folder):  # noqa: ASYNC110 - another process draws them
                await asyncio.sleep(0.2)
        await asyncio.sleep(1)
        yield bot
        assert await bot.terminate() == 0
    finally:
        await end(bot)


async def end(bot: BotProcess) -> None:
    """Whatever happened; say what it complained of."""
    await bot.kill()
    for line in bot.logs:
        if "level=info" not in line:
            print(line)


def _drawn(folder: Path) -> bool:
    return len(list(folder.glob("pictures/*.gif"))) >= BREATHS


async def starts(server: BotApi, folder: Path) -> None:
    """From starting the process to the first message that answers what was waiting."""
    bot, seconds = BotProcess(server, folder), []
    try:
        for stranger in (server.person(STRANGERS + number) for number in range(STARTS)):
            await stranger.joins()
            begin = time.perf_counter()
            await bot.launch()
            [first, *_] = await server.until(partial(_answers, server, stranger.id), timeout=30)
            seconds.append(first.started - begin)
            assert await bot.terminate() == 0
    finally:
        await end(bot)
    print(
        f"start to first answer: {statistics.median(seconds):.2f} s, median of {STARTS}; "
        f"the longest {max(seconds):.2f} s (≤ {SLOWEST_START:.0f} s is wanted)"
    )


def _answers(server: BotApi, chat: int) -> list[Call]:
    return [call for call in server.calls if call.sends and call.chat_id == chat]


async def steady(server: BotApi, bot: BotProcess, people: int, rate: float) -> str:
    """A crowd that writes at a steady rate: a row of the table."""
    spent = Spent.until_now(bot)
    report = await load.run(
        server,
        people=people,
        rate=rate,
        seconds=SECONDS,
        text=lambda number: LINES[number // people % len(LINES)],
    )
    assert not report.unanswered, report
    answered = report.said / report.seconds
    return (
        f"  {people:>6,} people, {rate:3.0f} a second {answered:9,.0f} {report.p50_ms:10.1f} ms"
        f"{report.p99_ms:7.1f} ms {spent.since(bot, report.said)}"
    )


async def backlog(server: BotApi, bot: BotProcess, first: int, people: int, each: int) -> str:
    """Everybody has said so much while nobody looked; until all is answered: a row of the table."""
    sends, crowd = Sends(), [server.person(first + number) for number in range(people)]
    server.desk.listeners.append(sends.hears)
    spent = Spent.until_now(bot)
    for line in LINES[:each]:
        for person in crowd:
            await person.says(line)
    begin, turns = time.perf_counter(), people * each
    await server.until(lambda: sends.total >= turns, 60)
    used = spent.since(bot, turns)
    server.desk.listeners.remove(sends.hears)
    assert all(sends.by_chat[person.id] == each for person in crowd)
    seconds = sends.last - begin
    return (
        f"  {people:>6,} people, {turns:,} at once {turns / seconds:9,.0f}"
        f"   all after {seconds:4.1f} s      {used}"
    )


async def answers(server: BotApi, folder: Path) -> None:
    """Steady loads, then a backlog."""
    async with running(server, folder) as bot:
        print(f"{'answers':<33} a second  first reaction p50, p99    ms of processor a turn")
        for people, rate in LOADS:
            print(await steady(server, bot, people, rate))
        print(await backlog(server, bot, QUEUE, OF_PEOPLE, BACKLOG // OF_PEOPLE))


async def memory(server: BotApi, folder: Path) -> None:
    """Of a bot that has just started, then after each of the crowd has talked."""
    async with running(server, folder) as bot:
        idle = alive(bot).memory
        print(await backlog(server, bot, QUEUE + OF_PEOPLE, CROWD, 1))
        await asyncio.sleep(1)
        more = alive(bot).memory - idle
    print(f"memory: {idle:.0f} MB idle, {more:.1f} MB more when {CROWD:,} people have talked")
    print(f"  (≤ {MOST_MORE} MB more is wanted)")


async def main() -> None:
    """All figures."""
    with TemporaryDirectory() as name:
        async with asyncio.timeout(LONGEST), BotApi() as server:
            folder = Path(name)
            async with running(server, folder):
                pass  # the first start makes tables and pictures
            await starts(server, folder)
            await answers(server, folder)
            await memory(server, folder)
            assert server.violations == [], server.violations[:3]


if __name__ == "__main__":
    asyncio.run(main())
