"""A Bot API server on this machine: Telegram as far as one bot can tell, and stricter.

async with BotApi() as server:
    bot = start_the_bot(server.url, server.token)
    ann = server.person(1, "Ann")
    await ann.says("/start")
    await server.until(lambda: ann.chat.messages[1:])
    assert server.violations == []
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from tests.botapi.calls import Call, Violation
from tests.botapi.desk import Desk
from tests.botapi.faults import Faults
from tests.botapi.group import Group
from tests.botapi.person import Person
from tests.botapi.world import World

T = TypeVar("T")
HOST = "127.0.0.1"
TOKEN = "110201543:a-token-that-opens-no-bot-anywhere1"
LARGEST_REQUEST = 60 * 1024 * 1024


class BotApi:
    """The server, and the people who write to its bot. `clock` gives Unix seconds.

    `opens_to_all`: chats that nobody has opened are made when the bot writes there, for
    benchmarks that put a million people straight into the bot's store.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "secure_base_test_bot",
        inline_mode: bool = False,
        opens_to_all: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.world = World(int(token.partition(":")[0]), username, clock)
        self.world.inline_mode = inline_mode
        self.world.opens_to_all = opens_to_all
        self.faults = Faults(self.world.updates)
        self.desk = Desk(self.world, self.faults, token)
        self.world.webhook.performs = self.desk.perform
        self.port = 0
        self._people: dict[int, Person] = {}
        self._groups: dict[int, Group] = {}
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """What goes into TELEGRAM_API_URL."""
        return f"http://{HOST}:{self.port}"

    @property
    def calls(self) -> list[Call]:
        """Every request so far, in order of arrival."""
        return self.desk.calls

    @property
    def violations(self) -> list[Violation]:
        """Every request that Telegram's documentation does not allow."""
        return self.desk.violations

    def called(self, *methods: str) -> list[Call]:
        """Return the calls of these methods."""
        return [call for call in self.calls if call.method in methods]

    async def start(self, port: int = 0) -> None:
        """Listen on a port, 0 for a free one."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self.desk.handle)
        app.router.add_get("/file/bot{token}/{kind}/{file_id}", self.desk.download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await self._listen(port)

    async def stop(self) -> None:
        """Let go what is held, end the polls, close."""
        self.faults.clear()
        self.world.updates.interrupt()
        await self.world.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = self._site = None

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Refuse all connections for the time of the block, then come back on the same port."""
        await self.leave()
        try:
            yield
        finally:
            await self.come_back()

    async def leave(self) -> None:
        """Close the listening socket and cut every connection."""
        assert self._runner is not None
        assert self._runner.server is not None
        assert self._site is not None
        await self._site.stop()
        for connection in self._runner.server.connections:
            if connection.transport is not None:
                connection.transport.abort()

    async def come_back(self) -> None:
        """Listen again on the same port."""
        await self._listen(self.port)

    async def until(self, holds: Callable[[], T], timeout: float = 10.0) -> T:  # noqa: ASYNC109 - an upper bound for a test, not a protocol's
        """Wait until `holds` returns something true, and return it.

        It is asked at each call of the bot and each act of a person; an assertion or an index
        that fails in it (`chat.last` before the first message) means "not yet". Raises
        TimeoutError with the last calls after `timeout` real seconds.
        """

        def so_far() -> T | None:
            with suppress(AssertionError, IndexError):
                return holds()
            return None

        try:
            found = await self.desk.bell.until(so_far, timeout)
        except TimeoutError as e:
            last = "\n".join(map(str, self.calls[-8:]))
            raise TimeoutError(f"not so within {timeout} s; the last calls were\n{last}") from e
        assert found is not None
        return found

    def person(
        self,
        id: int = 1,  # noqa: A002 - reads best where it is called
        first_name: str = "Ann",
        *,
        language_code: str | None = "en",
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """Return the person of this id, made at the first mention; the others only matter then."""
        if id not in self._people:
            names = {"first_name": first_name, "last_name": last_name, "username": username}
            self._people[id] = Person(self.world, self.desk.bell, id, names, language_code)
        return self._people[id]

    def group(
        self,
        id: int = -1001,  # noqa: A002 - reads best where it is called
        title: str = "Us two",
        *,
        kind: str = "supergroup",
    ) -> Group:
        """Return the group of this id (negative), made at the first mention without the bot."""
        if id not in self._groups:
            self._groups[id] = Group(self.world, self.desk.bell, id, title, kind)
        return self._groups[id]

    async def _listen(self, port: int) -> None:
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, HOST, port, reuse_address=True)
        await self._site.start()
        self.port = self._site.port
