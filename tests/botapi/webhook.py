"""Updates by webhook: in order within a chat, chats side by side, repeated until a 2xx."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp

from tests.botapi.updates import Update, UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
Perform = Callable[[str, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a webhook points."""

    url: str
    secret: str
    max_connections: int


class Webhook:
    """Posts what is in the queue as long as it has a target."""

    def __init__(self, updates: UpdateQueue) -> None:
        self.updates = updates
        self.target: Target | None = None
        self.waits: Callable[[], Iterator[float]] = _telegrams_waits
        self.performs: Perform | None = None  # does the method call that an answer may hold
        self.last_error = ""
        self.last_error_date = 0
        self._task: asyncio.Task[None] | None = None

    def begin(self, target: Target) -> None:
        """Post to this URL from now on."""
        self.end()
        self.target = target
        self._task = asyncio.get_running_loop().create_task(self._deliver(target))

    def end(self) -> None:
        """Post no more; what was not taken stays in the queue."""
        self.target = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def close(self) -> None:
        """End, and wait until the connections are closed."""
        task = self._task
        self.end()
        if task is not None:
            await asyncio.wait({task})

    async def _deliver(self, target: Target) -> None:
        slots = asyncio.Semaphore(target.max_connections)
        newest: dict[int, asyncio.Task[None]] = {}  # by chat
        seen = 0  # ids rise
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            while True:
                fresh = await self.updates.bell.until(partial(self._after, seen), None)
                for update in fresh:
                    before = newest.get(update.chat_id)
                    post = self._post(session, target, slots, update, before)
                    newest[update.chat_id] = group.create_task(post)
                seen = fresh[-1].id

    def _after(self, update_id: int) -> list[Update]:
        return [update for update in self.updates.pending if update.id > update_id]

    async def _post(
        self,
        session: aiohttp.ClientSession,
        target: Target,
        slots: asyncio.Semaphore,
        update: Update,
        before: asyncio.Task[None] | None,
    ) -> None:
        if before is not None:
            await asyncio.wait({before})
        for wait in self.waits():
            await asyncio.sleep(wait)
            async with slots:
                if await self._taken(session, target, update):
                    self.updates.confirm(update)
                    return

    async def _taken(self, session: aiohttp.ClientSession, target: Target, update: Update) -> bool:
        headers = {SECRET_HEADER: target.secret} if target.secret else {}
        try:
            async with session.post(target.url, json=update.to_json(), headers=headers) as answer:
                if not answer.ok:
                    self._failed(f"Wrong response from the webhook: {answer.status}")
                    return False
                await self._answered(await answer.text())
                return True
        except (aiohttp.ClientError, TimeoutError) as e:
            self._failed(str(e))
            return False

    async def _answered(self, body: str) -> None:
        """A webhook's answer may hold one method call; its result stays unknown to the bot."""
        call = json.loads(body) if body.startswith("{") else {}
        if "method" in call and self.performs is not None:
            await self.performs(call.pop("method"), call)

    def _failed(self, error: str) -> None:
        self.last_error, self.last_error_date = error, int(self.updates.clock())


def _telegrams_waits() -> Iterator[float]:
    """Seconds before each attempt: at once, again at once, then 2, 4, … 60."""
    return itertools.chain((0.0, 0.0), (min(2.0**n, 60.0) for n in itertools.count(1)))
