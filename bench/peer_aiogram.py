"""aiogram's FSM, idiomatic: a State a question, `F.text` filters, memory storage."""

# mypy: disable-error-code="import-not-found"
from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Chat, Message, Update, User


class Stub(BaseSession):  # type: ignore[misc]
    """Answers every request at once."""

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(self, bot: Any, method: Any, timeout: Any = None) -> Any:  # noqa: ARG002, ASYNC109
        """A sent message."""
        now = datetime(2026, 3, 10, tzinfo=UTC)
        return Message(message_id=1, date=now, chat=Chat(id=1, type="private"), text="x")

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Never asked for."""
        yield b""


def variant(people: int, answers: int) -> Callable[[], int]:
    """As in `bench.peers`."""

    async def run() -> int:
        bot, dispatcher = Bot("1:x", session=Stub()), Dispatcher()
        states = [State(f"q{n}", "ask") for n in range(answers)]

        async def ask(message: Message, state: FSMContext) -> None:
            n = (await state.get_data()).get("n", -1) + 1
            await state.update_data(n=n)
            await state.set_state(states[n] if n < answers else None)
            await message.answer(f"Question {n}, <b>please</b>.")

        dispatcher.message.register(ask, Command("start"))
        for one in states:
            dispatcher.message.register(ask, one, F.text.regexp(r"^\d+$"))
        now, done = datetime(2026, 3, 10, tzinfo=UTC), 0
        for person in range(1, people + 1):
            for text in ("/start", *(str(n % 11) for n in range(answers))):
                message = Message(
                    message_id=1, date=now, chat=Chat(id=person, type="private"), text=text,
                    from_user=User(id=person, is_bot=False, first_name="P"),
                )  # fmt: skip
                await dispatcher.feed_update(bot, Update(update_id=done, message=message))
                done += 1
        return done

    return lambda: asyncio.run(run())
