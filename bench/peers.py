"""The same talk in other frameworks, with their sending stubbed."""

from __future__ import annotations

import asyncio
import importlib.util
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from telegram import (
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    Update,
    User,
)
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bench.talk import ANSWERS, keys, script, text

SENT = b'{"message_id":1,"date":0,"chat":{"id":1,"type":"private"},"text":"x"}'
ME = b'{"id":1,"is_bot":true,"first_name":"B","username":"peer_bot"}'


class Stub(BaseRequest):
    """Answers every request at once, and counts what was sent."""

    def __init__(self) -> None:
        self.sent = 0

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
        self.sent += url.endswith("sendMessage")
        result = ME if url.endswith("getMe") else SENT
        return 200, b'{"ok":true,"result":%s}' % result


def _update(person: int, said: str, bot: Any) -> Update:
    user = User(person, "P", is_bot=False)
    chat = Chat(person, "private")
    entities = [MessageEntity("bot_command", 0, len(said))] if said.startswith("/") else None
    now = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
    message = Message(1, now, chat, from_user=user, text=said, entities=entities)
    message.set_bot(bot)
    return Update(person, message=message)


def _button(key: dict[str, str]) -> InlineKeyboardButton:
    return InlineKeyboardButton(key["text"], callback_data=key["callback_data"])


def ptb(people: int) -> Callable[[], int]:
    """ConversationHandler, one state a question; bot and updates are made beforehand."""

    async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        message, data = update.message, context.user_data
        assert message is not None
        assert data is not None
        if message.text == "/start":
            data.clear()
        else:
            data[f"a{len(data)}"] = int(message.text or "")
        n = len(data)
        rows = [[_button(key) for key in row] for row in keys(n, first=not n)]
        await message.reply_html(text(n, data), reply_markup=InlineKeyboardMarkup(rows))
        return n if n < ANSWERS else ConversationHandler.END

    stub = Stub()
    app = Application.builder().token("1:x").request(stub).get_updates_request(Stub()).build()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        states: dict[object, list[Any]] = {
            n: [MessageHandler(filters.Regex(r"^\d+$"), ask)] for n in range(ANSWERS)
        }
        entry: list[Any] = [CommandHandler("start", ask)]
        app.add_handler(ConversationHandler(entry, states, entry))
    updates = [_update(person, said, app.bot) for person, said in script(people)]
    loop = asyncio.new_event_loop()
    loop.run_until_complete(app.initialize())

    async def run() -> int:
        before = stub.sent
        for update in updates:
            await app.process_update(update)
        return stub.sent - before

    return lambda: loop.run_until_complete(run())


def aiogram(people: int) -> dict[str, Callable[[], int]]:
    """FSM with memory storage; nothing where aiogram is not installed (it is no dependency)."""
    if importlib.util.find_spec("aiogram") is None:
        return {}
    from bench import peer_aiogram  # noqa: PLC0415 - only where it is installed

    return peer_aiogram.variants(people)
