"""The whole process, `python -m bot run`, over HTTP against the local Bot API server.

    python -m bench.process

The server and the crowd run in this process, the bot in its own. Start to first answer, answers
under a steady load and under a backlog, memory, and what the mind alone needs to be imported.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import alone
from bench.proc import Vitals, vitals
from tests.botapi import BotApi, load
from tests.e2e.process import BotProcess

STARTS = 5
LOADS = ((50, 50.0), (200, 200.0))  # people, messages a second in all
SECONDS = 8.0
BACKLOG, OF_PEOPLE = 3000, 1000
CROWD = 10_000
LINES = ("/start", "Go on", "I am 18 or over", "/home", "/settings", "/cancel", "/home", "/help")
STRANGER, QUEUE, TALKERS = 1_000_000, 2_000_000, 3_000_000  # first ids of people


async def first_answers(server: BotApi, bot: BotProcess) -> list[float]:
    """Seconds from starting the process to the first message that answers what was waiting."""
    seconds = []
    for number in range(STARTS):
        stranger = server.person(STRANGER + number)
        await stranger.joins()
        begin = time.perf_counter()
        await bot.launch()
        await server.until(lambda who=stranger: who.chat.last, timeout=30)
        sent = next(c for c in server.calls if c.sends and c.chat_id == stranger.id)
        seconds.append(sent.started - begin)
        assert await bot.terminate() == 0
    return seconds
