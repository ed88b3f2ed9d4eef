"""`@bot my words` typed in any chat: what a person can send there, in their own name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import structlog
from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.error import TelegramError

from bot.channels.telegram.failures import reason, says
from bot.channels.telegram.keyboard import NO_PREVIEW
from bot.channels.telegram.lengths import cut
from bot.channels.telegram.updates import InlineAsked
from flows.engine.words import SHARED, Words, WordsMissing

log = structlog.get_logger()
PAYLOAD: Final = "inline"  # arrives as `/start inline`
MOST: Final = 50  # results of an answer
TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


# the label's key, read by the person alone; the text, read by whoever it is sent to
Sendable: TypeAlias = Sequence[tuple[str, str]]


def label(words: Words, language: str | None, key: str) -> str:
    """A button's label from `_shared.md`; raises `WordsMissing`."""
    found = words.label(language or "en", SHARED, "buttons", key)
    if found is None:
        raise WordsMissing(f"_shared.md has no button `{key}` in the section `buttons`")
    return words.plain(found, {})


async def answer(bot: Bot, words: Words, texts: Sendable, asked: InlineAsked) -> None:
    """Answer an inline query with these texts, for this person only and never from a cache.

    With nothing to send there is a button that opens the private chat. Trouble is one log line:
    the next letter that is typed asks again.
    """
    results = [
        InlineQueryResultArticle(
            str(number),
            label(words, asked.language, name),
            InputTextMessageContent(text, link_preview_options=NO_PREVIEW),
            description=cut(text, 120),
        )
        for number, (name, text) in enumerate(texts[:MOST])
    ]
    opens = InlineQueryResultsButton(label(words, asked.language, "inline_open"), None, PAYLOAD)
    try:
        await bot.answer_inline_query(
            asked.query,
            results,
            cache_time=0,
            is_personal=True,
            button=None if results else opens,
        )
    except TelegramError as problem:
        if not says(problem, *TOO_LATE):
            log.warning("an inline query was not answered", reason=reason(problem))
