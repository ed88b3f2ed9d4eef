"""`@bot my words` typed in any chat: what a person can send there, in their own name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One text to send: `title` is read by the person alone, `text` by whoever it is sent to."""

    title: str
    text: str


# (what was typed, the app's language) -> what can be sent
AnswerInline: TypeAlias = Callable[[str, str | None], Sequence[Suggestion]]


def own_words(words: Words) -> AnswerInline:
    """Offers exactly what was typed; raises `WordsMissing` without the labels it needs."""
    for key in ("inline_send", "inline_open"):
        label(words, None, key)

    def suggest(text: str, language: str | None) -> Sequence[Suggestion]:
        return [Suggestion(label(words, language, "inline_send"), text)] if text.strip() else []

    return suggest


def label(words: Words, language: str | None, key: str) -> str:
    """A button's label from `_shared.md`; raises `WordsMissing`."""
    found = words.label(language or "en", SHARED, "buttons", key)
    if found is None:
        raise WordsMissing(f"_shared.md has no button `{key}` in the section `buttons`")
    return words.plain(found, {})


async def answer(bot: Bot, words: Words, suggest: AnswerInline, asked: InlineAsked) -> None:
    """Answer an inline query, for this person only and never from a cache.

    With nothing to send there is a button that opens the private chat. Trouble is one log line:
    the next letter that is typed asks again.
    """
    results = [
        InlineQueryResultArticle(
            str(number),
            one.title,
            InputTextMessageContent(one.text, link_preview_options=NO_PREVIEW),
            description=cut(one.text, 120),
        )
        for number, one in enumerate(suggest(asked.text, asked.language)[:MOST])
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
