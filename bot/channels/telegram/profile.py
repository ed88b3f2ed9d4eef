"""What Telegram shows of the bot before anybody has written to it: commands and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.channels.telegram.failures import reason
from flows.engine.book import Book
from flows.engine.words import FALLBACK, SHARED, WordsMissing, strip

log = structlog.get_logger()
MENU: Final = (
    "pause",
    "say",
    "assess",
    "checkin",
    "home",
    "me",
    "learn",
    "safe",
    "settings",
    "privacy",  # Telegram's own privacy button sends it only if it is in the menu
    "help",
)
DESCRIPTION, SHORT, COMMAND = 512, 120, 256  # characters that Telegram takes


@dataclass(frozen=True, slots=True)
class Profile:
    """As it should be in one language; `code` is None for everybody else's."""

    code: str | None
    commands: tuple[tuple[str, str], ...]
    description: str
    short: str


def profiles(book: Book) -> list[Profile]:
    """One for each language there are words in. Raises `WordsMissing` with the remedy."""
    return [_profile(book, language) for language in sorted(book.words.languages)]


async def introduce(bot: Bot, book: Book) -> None:
    """Bring Telegram's view up to date, writing only what differs; trouble is one log line."""
    try:
        for profile in profiles(book):
            await _bring(bot, profile)
    except WordsMissing as missing:
        log.warning("the bot's profile was not brought up to date", reason=str(missing))
    except TelegramError as problem:
        log.warning("the bot's profile was not brought up to date", reason=reason(problem))


async def _bring(bot: Bot, profile: Profile) -> None:
    code, private = profile.code, BotCommandScopeAllPrivateChats()
    shown = await bot.get_my_commands(private, code)
    if tuple((one.command, one.description) for one in shown) != profile.commands:
        await bot.set_my_commands([BotCommand(*one) for one in profile.commands], private, code)
    if (await bot.get_my_description(code)).description != profile.description:
        await bot.set_my_description(profile.description, code)
    if (await bot.get_my_short_description(code)).short_description != profile.short:
        await bot.set_my_short_description(profile.short, code)


def _profile(book: Book, language: str) -> Profile:
    return Profile(
        None if language == FALLBACK else language[:2],
        tuple(_commands(book, language)),
        _text(book, language, "description", DESCRIPTION),
        _text(book, language, "short_description", SHORT),
    )


def _commands(book: Book, language: str) -> Iterator[tuple[str, str]]:
    """The menu's commands whose words have a `menu` line; the engine's own stand in `_shared`."""
    for name in MENU:
        flow = book.commands.get(name)
        line = book.words.front(language, flow, "menu") if flow else None
        if flow is None:
            shared = book.words.front(language, SHARED, "menu")
            line = shared.get(name) if isinstance(shared, dict) else None
        if line:
            yield name, str(line)[:COMMAND]


def _text(book: Book, language: str, name: str, limit: int) -> str:
    source = book.words.part(language, SHARED, name, "main")
    if source is None:
        raise WordsMissing(f"{language}/_shared.md has no section `{name}`")
    text = strip(book.words.html(source, {}))
    if len(text) > limit:
        raise WordsMissing(f"{language}/_shared.md: `{name}` has more than {limit} characters")
    return text
