"""aiogram's FSM with memory storage: a State a question."""

# mypy: disable-error-code="import-not-found"
from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import (
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
    User,
)

from bench.talk import ANSWERS, keys, script, text


class Stub(BaseSession):  # type: ignore[misc]
    """Answers every request at once, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(self, bot: Any, method: Any, timeout: Any = None) -> Any:  # noqa: ARG002, ASYNC109
        """A sent message."""
        self.sent += 1
        now = datetime(2026, 3, 10, tzinfo=UTC)
        return Message(message_id=1, date=now, chat=Chat(id=1, type="private"), text="x")

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Never asked for."""
        yield b""


class Now(Filter):  # type: ignore[misc]
    """A coroutine, which aiogram awaits; a synchronous filter it hands to a thread."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self.holds = holds

    async def __call__(self, message: Message) -> bool:
        """Whether the text fits."""
        return self.holds(message.text or "")


def variants(people: int) -> dict[str, Callable[[], int]]:
    """As its documentation shows it, and with the filters that cost least."""
    states = [State(f"q{n}", "ask") for n in range(ANSWERS)]
    number = F.text.regexp(r"^\d+$")
    tuned = [(StateFilter(one), Now(str.isdecimal)) for one in states]
    return {
        "aiogram FSM, State and F filters": _variant(people, states, [(s, number) for s in states]),
        "aiogram FSM, awaited filters": _variant(people, states, tuned),
    }


def _variant(people: int, states: list[State], filters: list[tuple[Any, Any]]) -> Callable[[], int]:
    async def ask(message: Message, state: FSMContext) -> None:
        data = await state.get_data()
        if message.text == "/start":
            data = {}
        else:
            data[f"a{len(data)}"] = int(message.text or "")
        n = len(data)
        await state.set_data(data)
        await state.set_state(states[n] if n < len(states) else None)
        rows = [[InlineKeyboardButton(**key) for key in row] for row in keys(n, first=not n)]
        markup = InlineKeyboardMarkup(inline_keyboard=rows)
        await message.answer(text(n, data), parse_mode="HTML", reply_markup=markup)

    stub = Stub()
    bot, dispatcher = Bot("1:x", session=stub), Dispatcher()
    dispatcher.message.register(ask, Command("start"))
    for pair in filters:
        dispatcher.message.register(ask, *pair)
    updates = [
        _update(number, person, said) for number, (person, said) in enumerate(script(people))
    ]
    loop = asyncio.new_event_loop()

    async def run() -> int:
        before = stub.sent
        for update in updates:
            await dispatcher.feed_update(bot, update)
        return stub.sent - before

    return lambda: loop.run_until_complete(run())


def _update(number: int, person: int, said: str) -> Update:
    message = Message(
        message_id=1,
        date=datetime(2026, 3, 10, tzinfo=UTC),
        chat=Chat(id=person, type="private"),
        text=said,
        from_user=User(id=person, is_bot=False, first_name="P"),
    )
    return Update(update_id=number, message=message)
