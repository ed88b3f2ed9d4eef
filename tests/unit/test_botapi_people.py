"""The scripted people, the crowd, and a library of others as the client of the server."""

import asyncio
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import telegram
from telegram.error import BadRequest, Forbidden, RetryAfter

from tests.botapi import BotApi, load
from tests.botapi.client import Client
from tests.botapi.thread import in_thread


@pytest.fixture(autouse=True)
def _retry_after_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the library warns of the other way


def library(server: BotApi) -> telegram.Bot:
    return telegram.Bot(
        server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot"
    )


async def test_python_telegram_bot_talks_with_a_person() -> None:
    async with BotApi(inline_mode=True) as server, library(server) as bot:
        ann = server.person(1, "Ann", language_code="de")
        await ann.joins("abc")
        [update] = await bot.get_updates(timeout=5)
        assert update.message is not None
        assert update.message.from_user is not None
        assert (update.message.text, update.message.from_user.language_code) == ("/start abc", "de")
        [command] = update.message.entities
        assert (command.type, command.offset, command.length) == ("bot_command", 0, 6)
        buttons = [telegram.InlineKeyboardButton(n, callback_data=f"f1:{n}") for n in "12"]
        sent = await bot.send_message(
            1, "<b>Pick</b>", "HTML", reply_markup=telegram.InlineKeyboardMarkup([buttons])
        )
        assert sent.text_html == "<b>Pick</b>"
        query = await ann.presses("2")
        [pressed] = await bot.get_updates(offset=update.update_id + 1)
        assert pressed.callback_query is not None
        assert pressed.callback_query.data == "f1:2"
        await pressed.callback_query.answer("noted")
        assert query.text == "noted"
        with pytest.raises(BadRequest, match="Query is too old"):
            await pressed.callback_query.answer()
        edited = await sent.edit_text("Two")
        assert isinstance(edited, telegram.Message)
        with pytest.raises(BadRequest, match="not modified"):
            await edited.edit_text("Two")
        assert server.violations == []


async def test_python_telegram_bot_uploads_downloads_and_meets_errors() -> None:
    async with BotApi() as server, library(server) as bot:
        ann = server.person(1, "Ann")
        photo = await ann.sends_photo("us")
        await ann.sends_voice()
        await ann.sends_sticker()
        await ann.forwards("look")
        await ann.shares_location()
        got = [update.message for update in await bot.get_updates() if update.message]
        assert (got[0].caption, len(got[0].photo)) == ("us", 1)
        assert got[1].voice is not None
        assert got[2].sticker is not None
        assert got[3].forward_origin is not None
        assert got[4].location is not None
        file = await bot.get_file(got[0].photo[-1])
        assert photo.media is not None
        assert bytes(await file.download_as_bytearray()) == photo.media.data
        sent = await bot.send_photo(1, photo.media.data, caption="back")
        media = telegram.InputMediaPhoto(photo.media.data, caption="again")
        await sent.edit_media(media)
        assert ann.chat.last.text == "again"
        assert (await bot.get_chat(1)).first_name == "Ann"
        await bot.set_my_commands([("pause", "Calm")], telegram.BotCommandScopeAllPrivateChats())
        server.faults.too_many(7)
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "x")
        await ann.blocks()
        with pytest.raises(Forbidden):
            await bot.send_message(1, "x")
        assert server.violations == []


async def test_presses_finds_the_newest_button_by_label_or_key() -> None:
    async with BotApi(opens_to_all=True) as server, Client(server) as bot:
        ann = server.person(1)
        rows = [[{"text": "Not now", "callback_data": "f1:no"}, {"text": "Play", "url": "t.me/x"}]]
        for text in ("old", "new"):
            await bot("sendMessage", chat_id=1, text=text, reply_markup={"inline_keyboard": rows})
        for key in ("no", "Not now", "f1:no"):
            await ann.presses(key)
        updates = (await bot("getUpdates")).result
        assert {u["callback_query"]["message"]["text"] for u in updates} == {"new"}
        with pytest.raises(AssertionError, match="no button 'o'; on the screen are"):
            await ann.presses("o")
        with pytest.raises(AssertionError, match="sends the bot nothing"):
            await ann.presses("Play")
        await ann.presses("no", ann.chat.messages[0])
        gone = ann.chat.last
        await ann.deletes(gone)
        await ann.presses_stale(gone.id, "f1:no")
        older, stale = (await bot("getUpdates", offset=-2)).result
        assert older["callback_query"]["message"]["text"] == "old"
        assert stale["callback_query"]["message"]["date"] == 0


async def test_privacy_mode_in_groups() -> None:
    async with BotApi() as server, Client(server) as bot:
        ann, group = server.person(1), server.group(-7)
        await ann.says("before", chat=group)
        await group.adds_bot(ann)
        sent = (await bot("sendMessage", chat_id=-7, text="hello")).result
        name = server.world.bot["username"]
        await ann.says("among us", chat=group)
        await ann.says("/pause@another_bot", chat=group)
        await ann.says(f"/pause@{name}", chat=group)
        await ann.says("yes", chat=group, reply_to=group.chat.by_id[sent["message_id"]])
        await group.removes_bot(ann)
        updates = (await bot("getUpdates")).result
        texts = [u["message"].get("text") for u in updates if "message" in u]
        assert texts == [None, f"/pause@{name}", "yes"]
        status = [
            u["my_chat_member"]["new_chat_member"]["status"]
            for u in updates
            if "my_chat_member" in u
        ]
        assert status == ["member", "kicked"]


@asynccontextmanager
async def echo(bot: Client, *, twice: int = 0, turn: bool = False) -> AsyncIterator[None]:
    """Answer each message with its number; one of them twice, or a batch from its end."""

    async def answering() -> None:
        offset = 0
        while updates := (await bot("getUpdates", offset=offset, timeout=50)).result:
            offset = updates[-1]["update_id"] + 1
            for update in reversed(updates) if turn else updates:
                chat, text = update["message"]["chat"]["id"], update["message"]["text"]
                for _ in range(1 + (int(text) == twice)):
                    await bot("sendMessage", chat_id=chat, text=f"No. {text}")

    task = asyncio.create_task(answering())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_crowd_is_counted() -> None:
    async with BotApi() as server, Client(server) as bot, echo(bot, twice=3):
        report = await load.run(
            server, people=2, rate=1000, seconds=0.02, answers=load.number_in_text
        )
        assert (report.said, report.unanswered, report.out_of_order) == (20, (), 0)
        assert report.repeated == {load.FIRST_PERSON + 1: 1}
        assert 0 < report.p50_ms <= report.p99_ms <= 1000 * report.seconds
        assert str(report).startswith("20 said in ")


async def test_a_crowd_that_nobody_answers() -> None:
    async with BotApi() as server:
        report = await load.run(server, people=2, rate=1000, seconds=0.003, patience=0)
        assert report.unanswered == (1, 2, 3)


async def test_a_crowd_sees_wrong_order_and_needs_no_numbers() -> None:
    async with BotApi() as server, Client(server) as bot:
        held = server.faults.hold(method="getUpdates")
        async with echo(bot, turn=True):
            await held.reached.wait()
            crowd = asyncio.create_task(
                load.run(server, people=1, rate=1000, seconds=0.004, answers=load.number_in_text)
            )
            await server.until(lambda: len(server.world.updates.pending) == 4)
            held.release()
            assert (await crowd).out_of_order == 3
            silent = await load.run(server, people=3, rate=1000, seconds=0.003)
            assert (silent.unanswered, silent.repeated) == ((), {})


def test_the_server_runs_beside_synchronous_code() -> None:
    with in_thread(inline_mode=True) as beside:
        ann = beside.server.person(1)
        beside.do(ann.joins())
        server = beside.server
        url = f"{server.url}/bot{server.token}/getUpdates"
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            assert b"/start" in answer.read()
        calls = beside.look(lambda: [call.method for call in beside.server.calls])
        assert calls == ["getUpdates"]


async def test_waiting_in_vain_shows_the_last_calls() -> None:
    async with BotApi() as server, Client(server) as bot:
        await bot("getMe")
        with pytest.raises(TimeoutError, match=r"1\. 200 getMe"):
            await server.until(lambda: False, timeout=0)


async def test_waiting_begins_before_there_is_anything_to_see() -> None:
    async with BotApi() as server, Client(server) as bot, echo(bot):
        ann = server.person(1)
        await server.until(lambda: server.called("getUpdates"))  # it has not ended yet
        await ann.says("7")
        assert await server.until(lambda: ann.chat.last.text == "No. 7")
        assert server.calls[-1].seen
