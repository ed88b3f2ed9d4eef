from __future__ import annotations

from typing import Any

import pytest
from telegram.error import BadRequest

from bot.channels.base import Done, Gone, Refused, Unsure, Wait
from bot.channels.telegram import TelegramChannel, connect
from bot.channels.telegram.failures import reason
from bot.deeds import Acknowledge, Delete, Send
from tests.botapi import BotApi
from tests.unit.telegram_kit import (
    ANN,
    BREATH,
    HEAT,
    LATE,
    ME,
    YES_NO,
    Files,
    Studio,
    Time,
    error,
    scripted,
    stage,
)


async def test_somebody_who_has_left_is_gone() -> None:
    async with stage() as here:
        await here.ann.blocks()
        for deed in (Send("hello"), Send("hello", picture=HEAT), Send("hello", picture=BREATH)):
            with pytest.raises(Gone):
                await here.channel.perform(ANN, deed, None)
        with pytest.raises(Gone):
            await here.channel.perform("telegram:12345", Send("hello"), None)


async def test_a_429_is_the_chats_own_until_another_chat_gets_one() -> None:
    async with stage() as here:
        bob = here.server.person(2, "Bob")
        await bob.joins()
        here.server.faults.too_many(30, method="sendMessage", times=4)
        found = []
        for address, moves in ((ANN, 0), (ANN, 0), ("telegram:2", 0.5), (ANN, 5)):
            here.time.now += moves
            with pytest.raises(Wait) as caught:
                await here.channel.perform(address, Send("hello"), None)
            found.append((caught.value.seconds, caught.value.everywhere))
        assert found == [(30, False), (30, False), (30, True), (30, False)]


async def test_while_nobody_is_there_all_wait_longer_and_longer() -> None:
    async with stage() as here:
        found = []
        async with here.server.away():
            for moves in (0, 0.1, 1.9, 4, 94):
                here.time.now += moves
                with pytest.raises(Wait) as caught:
                    await here.channel.perform(ANN, Send("hello"), None)
                assert caught.value.everywhere
                found.append(caught.value.seconds)
        assert found == [1, 1, 2, 6, 30]
        await here.channel.perform(ANN, Send("hello"), None)
        async with here.server.away():
            with pytest.raises((Wait, Unsure)):  # the connection that was open may be used first
                await here.channel.perform(ANN, Send("hello"), None)
            with pytest.raises(Wait) as caught:
                await here.channel.perform(ANN, Send("hello"), None)
        assert caught.value.seconds == 1


async def test_a_lost_answer_leaves_a_new_message_in_doubt_and_nothing_else() -> None:
    async with stage() as here:
        first = await here.channel.perform(ANN, Send("?", YES_NO), None)
        here.server.faults.lose_answer(times=None)
        for deed in (Send("new"), Send("new", picture=HEAT)):
            with pytest.raises(Unsure):
                await here.channel.perform(ANN, deed, None)
        for again in (Send("edit", edits=first.message), Delete((999,))):
            with pytest.raises(Wait) as caught:
                await here.channel.perform(ANN, again, None)
            assert not caught.value.everywhere
        here.server.faults.clear()
        await here.channel.perform(ANN, Send("edit", edits=first.message), None)
        assert here.ann.chat.messages[1].text == "edit"


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((502, "<html>"), Wait),
        (error(500, "Internal Server Error"), Wait),
        ((504, "<html>"), Unsure),
        (error(401, "Unauthorized"), Wait),
        (error(403, "Forbidden: bot was blocked by the user"), Gone),
        (error(403, "Forbidden: user is deactivated"), Gone),
        (error(400, "Bad Request: chat not found"), Gone),
        (error(400, "Bad Request: PEER_ID_INVALID"), Gone),
        (error(400, "Bad Request: x", migrate_to_chat_id=-100), Gone),
        (error(400, "Bad Request: not enough rights to send text messages to the chat"), Refused),
        (error(409, "Conflict: whatever"), Refused),
        ((200, "<html>Sign in"), Unsure),
    ],
)
async def test_what_becomes_of_an_answer(answer: Any, raised: type[Exception]) -> None:
    async with scripted(sendMessage=answer, getMe=ME) as (link, asked):
        channel = TelegramChannel(link.bot, Files(), Studio(), Time())
        with pytest.raises(raised):
            await channel.perform(ANN, Send("hello"), None)
    assert asked == ["sendMessage"]


async def test_other_trouble_with_an_acknowledgement() -> None:
    wrong = error(400, "Bad Request: MESSAGE_TOO_LONG")
    async with scripted(answerCallbackQuery=[LATE, wrong, (502, "")]) as (link, _):
        channel = TelegramChannel(link.bot, Files(), Studio(), Time())
        assert await channel.perform(ANN, Acknowledge("1"), None) == Done()
        with pytest.raises(Refused, match="Message_too_long"):
            await channel.perform(ANN, Acknowledge("1", "x"), None)
        with pytest.raises(Wait):
            await channel.perform(ANN, Acknowledge("1"), None)


async def test_an_acknowledgement_whose_answer_is_late_is_done() -> None:
    async with BotApi() as server:
        link = connect(server.token, server.url)
        link.asks._read_timeout = 0.01
        held = server.faults.hold(method="answerCallbackQuery")
        channel = TelegramChannel(link.bot, Files(), Studio(), Time())
        assert await channel.perform(ANN, Acknowledge("1"), None) == Done()
        held.release()
        await link.close()


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Message can't be edited", "Message can't be edited"),
        (
            'Can\'t parse entities: unsupported start tag "my words" at byte 3',
            "Can't parse entities",
        ),
        ("Inline keyboard button url 'my words' is invalid", "Inline keyboard button url"),
        ("Wrong thing “my words”", "Wrong thing"),
        ("Chat 123456 is strange", "Chat"),
        ("'my words'", "BadRequest"),
        ("BUTTON_DATA_INVALID", "BUTTON_DATA_INVALID"),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_reason_never_quotes(description: str, said: str) -> None:
    assert reason(BadRequest(description)) == said
