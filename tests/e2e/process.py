"""The real `python -m bot run`, as a process of its own, against the local Bot API server."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.botapi.server import BotApi

ROOT = Path(__file__).parents[2]


@dataclass
class BotProcess:
    """One bot: its folder survives its processes."""

    server: BotApi
    folder: Path
    process: asyncio.subprocess.Process | None = None
    logs: list[str] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "bot.db"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "TELEGRAM_TOKEN": self.server.token,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DATA_KEY_FILE": str(self.folder / "key"),
        }

    async def start(self) -> None:
        """Start it, and wait until it asks for updates."""
        polls = len(self.server.called("getUpdates"))
        await self.launch()
        await self.server.until(lambda: len(self.server.called("getUpdates")) > polls)

    async def launch(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=ROOT, env=self.environment,
            stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    async def kill(self) -> None:
        """kill -9."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(number)
        _, errors = await process.communicate()
        self.logs.extend(errors.decode().splitlines())
        return process.returncode or 0

    def let_pass(self, seconds: int) -> None:
        """While it is down: bring every timer nearer, as if this time had passed."""
        with sqlite3.connect(self.database) as rows:  # moments are microseconds
            rows.execute("update timers set due = due - ?", (seconds * 1_000_000,))
        rows.close()

    def let_come(self) -> None:
        """While it is down: bring every timer to this very moment."""
        with sqlite3.connect(self.database) as rows:
            rows.execute("update timers set due = ?", (int(time.time() * 1_000_000),))
        rows.close()
