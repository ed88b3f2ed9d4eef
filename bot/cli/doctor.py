"""`python -m bot doctor`: what is wrong, and the remedy. Opens things as a start would."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot import settings
from bot.channels.telegram import TokenRefused, connect
from bot.errors import Trouble
from bot.home import CONTENT, ROOT, book
from bot.settings import Settings
from bot.store import keyfile
from bot.store.sqlite import SqliteStore
from flows.engine.checks import check
from flows.localtime import zone
from flows.safety import helplines

SKEW = 30  # seconds that this machine's clock may be off; timers and logs go by it
Part = Callable[[Settings], AsyncIterator["Finding"]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    said: str


def main(_: Namespace) -> int:
    """Print every finding; 1 if something is wrong."""
    try:
        found = settings.load()
    except Trouble as trouble:
        print(f"✗ settings: {trouble}")
        return 1
    findings = asyncio.run(_all(found))
    for finding in findings:
        print(f"{'✓' if finding.well else '✗'} {finding.what}: {finding.said}")
    return 0 if all(finding.well for finding in findings) else 1


async def _all(found: Settings) -> list[Finding]:
    parts: tuple[Part, ...] = (_token, _clock, _database, _key, _zones, _words, _helplines)
    return [finding for part in parts async for finding in part(found)]


async def _token(found: Settings) -> AsyncIterator[Finding]:
    try:
        connection = connect(settings.need_token(found), found.telegram_api_url)
    except (Trouble, TokenRefused) as trouble:
        yield Finding("token", False, str(trouble))
        return
    try:
        me = await connection.bot.get_me()
        hook = await connection.bot.get_webhook_info()
    except InvalidToken:
        yield Finding("token", False, "Telegram does not know it: copy it anew from @BotFather")
        return
    except TelegramError as problem:
        yield Finding("Telegram", False, f"{found.telegram_api_url} does not answer: {problem}")
        return
    finally:
        await connection.close()
    yield Finding("token", True, f"it is @{me.username}'s")
    inline = "on" if me.supports_inline_queries else "off: @BotFather, /setinline, to share by it"
    yield Finding("inline mode", True, inline)
    if hook.url:
        yield Finding("webhook", False, "one is set, so polling gets nothing; `run` removes it")


async def _clock(found: Settings) -> AsyncIterator[Finding]:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            session.head(found.telegram_api_url) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, LookupError, ValueError):
        return  # the token's finding says that nobody answers
    off = abs((datetime.now(UTC) - theirs).total_seconds())
    said = f"{off:.0f} s off" + ("" if off <= SKEW else ": set this machine's time by NTP")
    yield Finding("clock", off <= SKEW, said)


async def _database(found: Settings) -> AsyncIterator[Finding]:
    file = found.database
    if not file.exists():
        yield Finding("database", True, f"{file} will be made at the first start")
        return
    try:
        store = await SqliteStore.open(file, found.data_key_file)
    except Trouble as trouble:
        yield Finding("database", False, str(trouble))
        return
    try:
        size = file.stat().st_size / 1e6
        said = f"{file} opens with its key: {await store.people()} people, {size:.1f} MB"
        yield Finding("database", True, said)
        for note in store.notes:
            yield Finding("key", False, note)
    finally:
        await store.close()


async def _key(found: Settings) -> AsyncIterator[Finding]:
    file = Path(found.data_key_file)
    if not file.exists():
        lost = found.database.exists()
        said = (
            f"{file} is missing, and without it what people wrote cannot be read: bring it back"
            if lost
            else f"{file} will be made at the first start; keep a copy apart from the backups"
        )
        yield Finding("key", not lost, said)
        return
    note = keyfile.wide(file)
    if note is None:
        yield Finding("key", True, f"{file} is there; keep a copy apart from the backups")
    elif not found.database.exists():  # with a database this is one of the store's own notes
        yield Finding("key", False, note)


async def _zones(found: Settings) -> AsyncIterator[Finding]:
    zone(found.default_timezone)
    yield Finding("zone data", True, f"tzdata {version('tzdata')}")


async def _words(_: Settings) -> AsyncIterator[Finding]:
    problems = check(book(), CONTENT, ROOT)
    said = f"{len(problems)} problems: python -m bot check" if problems else "every text is whole"
    yield Finding("words", not problems, said)


async def _helplines(found: Settings) -> AsyncIterator[Finding]:
    try:
        there = helplines.load(CONTENT / "safety")
    except helplines.HelplinesError as problem:
        yield Finding("helplines", False, str(problem))
        return
    due, days = there.stale(datetime.now(UTC).date()), helplines.DAYS
    here = [one for one in due if one.country in {"", found.default_country}]
    if not due:
        yield Finding("helplines", True, f"every number was checked within {days} days")
        return
    names = ", ".join(f"{one.name} ({one.checked or 'no date'})" for one in here)
    said = f"{len(due)} were last checked over {days} days ago; check them at their operators"
    yield Finding("helplines", False, f"{said}, first {names}" if names else said)
