"""As a new person would: over HTTP, with the real process."""

from __future__ import annotations

import pytest

from tests.botapi.chats import Message
from tests.botapi.person import Person
from tests.botapi.server import BotApi
from tests.e2e.process import BotProcess


@pytest.fixture
async def ann(server: BotApi, bot: BotProcess) -> Person:
    """Somebody who has just been welcomed and said that she is 18 or over."""
    await bot.start()
    person = server.person(1, "Ann")
    await person.joins()
    await server.until(lambda: person.chat.last.labels)
    await person.presses("Go on")
    await server.until(lambda: "18" in person.chat.last.text)
    await person.presses("18 or over")
    await server.until(lambda: "A good first step" in person.chat.last.text)
    await person.presses("What there is")
    await server.until(lambda: "What would help" in person.chat.last.text)
    return person


def bots(person: Person) -> list[Message]:
    return [message for message in person.chat.messages if message.from_bot]


async def test_pressing_edits_the_message_typing_gets_a_new_one(
    server: BotApi, ann: Person
) -> None:
    assert len(bots(ann)) == 1, "three screens, one message"
    await ann.says("/settings")
    await server.until(lambda: len(bots(ann)) == 2)
    await server.until(lambda: not bots(ann)[0].buttons, timeout=5)
    assert bots(ann)[1].buttons


async def test_every_press_is_answered_and_a_stale_one_says_so(server: BotApi, ann: Person) -> None:
    old = bots(ann)[0]
    data = [button["callback_data"] for button in old.buttons][-1]
    await ann.says("/settings")
    await server.until(lambda: len(bots(ann)) == 2)
    query = await ann.presses_stale(old.id, data)
    await server.until(lambda: query.answered)
    assert query.text
    first = await ann.presses(bots(ann)[1].labels[0])
    again = await ann.presses_stale(bots(ann)[1].id, bots(ann)[1].buttons[0]["callback_data"])
    await server.until(lambda: first.answered and again.answered)


async def test_what_it_cannot_read_gets_a_kind_line(server: BotApi, ann: Person) -> None:
    for count, send in enumerate((ann.sends_photo, ann.sends_voice, ann.sends_sticker), 1):
        await send()
        await server.until(lambda n=count: len(bots(ann)) == 1 + n)
    await ann.shares_location()
    await ann.forwards("somebody else's words")
    await server.until(lambda: len(bots(ann)) == 6)
    edited = await ann.says("hello")
    await server.until(lambda: len(bots(ann)) == 7)
    await ann.edits(edited.id, "hello again")
    await ann.says("/help")
    await server.until(lambda: len(bots(ann)) == 8)


@pytest.mark.parametrize(
    "text", ["x" * 4096, "😀" * 500, "\x07\x1b[0m", "שלום", "<b>&lt;", "{{ 7*7 }}", "/start a b c"]
)
async def test_odd_input_is_answered(server: BotApi, ann: Person, text: str) -> None:
    before = len(bots(ann))
    await ann.says(text)
    await server.until(lambda: len(bots(ann)) > before)
    assert "49" not in bots(ann)[-1].text


async def test_a_group_gets_one_line_and_silence(server: BotApi, ann: Person) -> None:
    group = server.group()
    await group.adds_bot(ann)
    await server.until(lambda: any(m.from_bot for m in group.chat.messages))
    said = len(group.chat.messages)
    await ann.says("just talking among ourselves", chat=group)
    await group.joins(server.person(2, "Bo"))
    await group.removes_bot(ann)
    await ann.says("/help")
    await server.until(lambda: "/pause" in ann.chat.last.text)
    assert sum(m.from_bot for m in group.chat.messages) == 1
    assert len(group.chat.messages) >= said


async def test_who_blocks_and_comes_back_is_welcome(server: BotApi, ann: Person) -> None:
    await ann.blocks()
    await ann.unblocks()
    before = len(bots(ann))
    await ann.says("/home")
    await server.until(lambda: len(bots(ann)) > before)


async def test_a_wrong_token_is_one_line(server: BotApi, bot: BotProcess) -> None:
    server.desk.token = "1:another"
    await bot.launch()
    assert bot.process is not None
    assert await bot.process.wait() == 2
    await bot.kill()
    assert "TELEGRAM_TOKEN" in bot.logs[-1]
    assert "Traceback" not in "\n".join(bot.logs)


async def test_the_profile_is_set_once(server: BotApi, ann: Person, bot: BotProcess) -> None:
    assert ann.chat.messages
    await server.until(lambda: server.called("setMyShortDescription"))
    await bot.terminate()
    writes = len(server.called("setMyCommands", "setMyDescription", "setMyShortDescription"))
    await bot.start()
    reads = len(server.called("getMyShortDescription"))
    await server.until(lambda: len(server.called("getMyShortDescription")) >= reads)
    await ann.says("/home")
    await server.until(lambda: len(bots(ann)) == 2)
    now = len(server.called("setMyCommands", "setMyDescription", "setMyShortDescription"))
    assert now == writes
