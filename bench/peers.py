"""The same twelve questions in other frameworks, with their sending stubbed."""

from __future__ import annotations

import asyncio
import importlib.util
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from telegram import Chat, Message, MessageEntity, Update, User
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

SENT = b'{"message_id":1,"date":0,"chat":{"id":1,"type":"private"},"text":"x"}'
ME = b'{"id":1,"is_bot":true,"first_name":"B","username":"peer_bot"}'


class Stub(BaseRequest):
    """Answers every request at once."""

    @property
    def read_timeout(self) -> float:
        """As BaseRequest asks."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        """A sent message, or the bot itself."""
        result = ME if url.endswith("getMe") else SENT
        return 200, b'{"ok":true,"result":%s}' % result


def _update(person: int, text: str, bot: Any) -> Update:
    user = User(person, "P", is_bot=False)
    chat = Chat(person, "private")
    entities = [MessageEntity("bot_command", 0, len(text))] if text.startswith("/") else None
    now = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
    message = Message(1, now, chat, from_user=user, text=text, entities=entities)
    message.set_bot(bot)
    return Update(person, message=message)


def ptb(people: int, answers: int) -> Callable[[], int]:
    """ConversationHandler, one state a question, updates made beforehand."""

    async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message
        assert context.user_data is not None
        n = int(context.user_data.get("n", 0))
        if update.message.text != "/start":
            context.user_data[f"a{n}"] = int(update.message.text or 0)
            n += 1
        context.user_data["n"] = n
        await update.message.reply_html(f"Question {n}, <b>please</b>.")
        return n if n < answers else ConversationHandler.END

    async def run() -> int:
        app = Application.builder().token("1:x").request(Stub()).get_updates_request(Stub()).build()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            states: dict[object, list[Any]] = {
                n: [MessageHandler(filters.Regex(r"^\d+$"), ask)] for n in range(answers)
            }
            entry: list[Any] = [CommandHandler("start", ask)]
            app.add_handler(ConversationHandler(entry, states, entry))
        texts = ("/start", *(str(n % 11) for n in range(answers)))
        updates = [_update(p, text, app.bot) for p in range(1, people + 1) for text in texts]
        await app.initialize()
        for update in updates:
            await app.process_update(update)
        return len(updates)

    return lambda: asyncio.run(run())


def aiogram(people: int, answers: int) -> Callable[[], int] | None:
    """FSM with memory storage; None where aiogram is not installed (it is no dependency)."""
    if importlib.util.find_spec("aiogram") is None:
        return None
    from bench import peer_aiogram  # noqa: PLC0415 - only where it is installed

    return peer_aiogram.variant(people, answers)
