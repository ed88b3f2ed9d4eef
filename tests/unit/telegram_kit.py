"""What the tests of the Telegram channel share: a bot, a studio and files that are made up."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from PIL import Image

from bot.channels.telegram import Connection, TelegramChannel, connect
from bot.deeds import Drawing, Key
from bot.pictures import Rendered
from tests.botapi import BotApi

ANN = "telegram:1"
YES_NO = ((Key("Yes", "1.2.yes"), Key("No", "1.2.no")),)
BREATH = Drawing("breath", {"pattern": "sigh", "labels": {"in": "in"}, "alt": "A <breath> & rest."})
HEAT = Drawing("heat", {"before": 8, "after": 4, "alt": "From 8 to 4."})
TOKEN = "42:AAsecret-that-must-not-leak"


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, kind)
    return file.getvalue()


@dataclass
class Studio:
    """Draws a white sheet at once; `broken` is what goes wrong instead."""

    broken: Exception | None = None
    data: bytes | None = None
    drawn: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    async def render(self, name: str, values: Mapping[str, Any]) -> Rendered:
        self.drawn.append((name, values))
        if self.broken:
            raise self.broken
        if name == "breath":
            return Rendered(self.data or picture("GIF"), "animation", "breath.gif", 40, 30)
        return Rendered(self.data or picture("PNG"), "photo", f"{name}.png", 40, 30)


@dataclass
class Files:
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: Exception | None = None

    async def file_id(self, bot: str, picture: str) -> str | None:
        return self.known.get((bot, picture))

    async def keep_file_id(self, bot: str, picture: str, file_id: str) -> None:
        if self.broken:
            raise self.broken
        self.known[bot, picture] = file_id


@dataclass
class Time:
    """A clock that moves when somebody waits."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)
    meanwhile: Callable[[int], Awaitable[None]] | None = None  # told how many waits there were

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        if self.meanwhile is not None:
            await self.meanwhile(len(self.waits))


@dataclass
class Stage:
    """A server, a channel to it, and a person who has opened the chat."""

    server: BotApi
    link: Connection
    channel: TelegramChannel
    studio: Studio
    files: Files
    time: Time

    @property
    def ann(self) -> Any:
        return self.server.person(1, "Ann")


@asynccontextmanager
async def stage(*, inline_mode: bool = False) -> AsyncIterator[Stage]:
    studio, files, time = Studio(), Files(), Time()
    async with BotApi(inline_mode=inline_mode) as server:
        link = connect(server.token, server.url)
        channel = TelegramChannel(link.bot, files, studio, time)
        here = Stage(server, link, channel, studio, files, time)
        await here.ann.joins()
        try:
            yield here
        finally:
            await link.close()
    assert server.violations == []


Answer = tuple[int, Any]


@asynccontextmanager
async def scripted(**answers: list[Answer] | Answer) -> AsyncIterator[tuple[Connection, list[str]]]:
    """A server that answers each method from a script; the last answer stays. Yields its log."""
    asked: list[str] = []

    async def serve(request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked.append(method)
        script = answers[method]
        status, body = script if isinstance(script, tuple) else script[0]
        if isinstance(script, list) and len(script) > 1:
            script.pop(0)
        if status in {301, 302}:
            return web.Response(status=status, headers={"Location": str(body)})
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    link = connect(TOKEN, f"http://127.0.0.1:{site.port}")
    try:
        yield link, asked
    finally:
        await link.close()
        await runner.cleanup()


def ok(result: Any) -> Answer:
    return 200, {"ok": True, "result": result}


def error(code: int, description: str, **parameters: int) -> Answer:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return code, body | ({"parameters": parameters} if parameters else {})


ME = ok({"id": 42, "is_bot": True, "first_name": "Secure Base", "username": "secure_base_bot"})
LATE = error(400, "Bad Request: query is too old and response timeout expired or query ID is …")


def labels(message: Any) -> list[list[str]]:
    return [[button["text"] for button in row] for row in message.rows]
