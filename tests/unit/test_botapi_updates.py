"""Updates and faults of the Bot API server of the tests: offsets, pollers, webhooks, losses."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.botapi import BotApi, Person
from tests.botapi.client import Client
from tests.botapi.webhook import SECRET_HEADER


@pytest.fixture
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
async def ann(server: BotApi) -> Person:
    ann = server.person(1, "Ann")
    ann.chat.open = True
    return ann


@pytest.fixture
async def bot(server: BotApi) -> AsyncIterator[Client]:
    async with Client(server) as client:
        yield client


async def poll(bot: Client, **params: Any) -> list[str]:
    return [update["message"]["text"] for update in (await bot("getUpdates", **params)).result]


async def first_id(bot: Client) -> int:
    return int((await bot("getUpdates", limit=1)).result[0]["update_id"])


async def polling(server: BotApi, bot: Client, **params: Any) -> "asyncio.Task[Any]":
    """Start a long poll and return when the server has it."""
    updates = server.world.updates
    before = updates._poll
    task = asyncio.create_task(bot("getUpdates", timeout=50, **params))
    await updates.bell.until(lambda: updates._poll > before, 5)
    return task


async def test_updates_stay_until_an_offset_confirms_them(ann: Person, bot: Client) -> None:
    for text in "abcd":
        await ann.says(text)
    start = await first_id(bot)
    assert await poll(bot) == ["a", "b", "c", "d"]
    assert await poll(bot, limit=2) == ["a", "b"]
    assert await poll(bot, offset=start + 2) == ["c", "d"]
    assert await poll(bot, offset=start) == ["c", "d"]  # what is confirmed is gone
    assert await poll(bot, offset=start + 4) == []
    await ann.says("e")
    assert await poll(bot) == ["e"]


async def test_a_negative_offset_keeps_the_newest(ann: Person, bot: Client) -> None:
    for text in "abcd":
        await ann.says(text)
    assert await poll(bot, offset=-2) == ["c", "d"]
    assert await poll(bot) == ["c", "d"]


async def test_updates_are_forgotten_after_a_day() -> None:
    now = [1_800_000_000.0]
    async with BotApi(clock=lambda: now[0]) as server, Client(server) as bot:
        await server.person().says("old")
        now[0] += 24 * 3600 + 1
        await server.person().says("new")
        assert await poll(bot) == ["new"]


async def test_a_long_poll_returns_as_soon_as_something_comes(
    server: BotApi, ann: Person, bot: Client
) -> None:
    task = await polling(server, bot)
    assert not task.done()
    await ann.says("a")
    assert len((await task).result) == 1


async def test_the_older_of_two_pollers_is_told_off(
    server: BotApi, ann: Person, bot: Client
) -> None:
    older = await polling(server, bot)
    newer = await polling(server, bot)
    assert (await older).status == 409
    assert (await older).error.startswith("Conflict: terminated by other getUpdates request")
    await ann.says("a")
    assert len((await newer).result) == 1


async def test_only_allowed_updates_are_queued(ann: Person, bot: Client) -> None:
    await bot("getUpdates", allowed_updates=["edited_message"])
    said = await ann.says("a")
    await ann.edits(said.id, "b")
    assert [u["edited_message"]["text"] for u in (await bot("getUpdates")).result] == ["b"]
    await bot("getUpdates", allowed_updates=[])
    await ann.says("c")
    assert len((await bot("getUpdates")).result) == 2


async def test_a_lost_answer_hides_a_send_that_happened(
    server: BotApi, ann: Person, bot: Client
) -> None:
    fault = server.faults.lose_answer(method="sendMessage", when=lambda call: call.text == "a")
    await bot("sendMessage", chat_id=1, text="b")
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=1, text="a")
    assert (await bot("sendMessage", chat_id=1, text="a")).status == 200
    assert [message.text for message in ann.chat.messages] == ["b", "a", "a"]
    assert [call.fault for call in server.calls] == ["", "lost answer", ""]
    assert fault.hit == [server.calls[1]]


async def test_429_and_502_for_a_counted_number_of_calls(
    server: BotApi, ann: Person, bot: Client
) -> None:
    server.person(2).chat.open = True
    server.faults.too_many(3, chat=2, times=2)
    server.faults.broken(502, method="sendMessage")
    for chat, status in ((2, 429), (1, 502), (2, 429), (2, 200), (1, 200)):
        answer = await bot("sendMessage", chat_id=chat, text="a")
        assert answer.status == status
        if status == 429:
            assert answer.json["parameters"] == {"retry_after": 3}
            assert answer.error == "Too Many Requests: retry after 3"
        if status == 502:
            assert answer.body.startswith("<html>")
    assert len(ann.chat.messages) == 1


async def test_held_calls_wait_for_the_test(server: BotApi, ann: Person, bot: Client) -> None:
    held = server.faults.hold(method="sendMessage")
    slow = server.faults.slow(0.001, method="sendMessage")
    task = asyncio.create_task(bot("sendMessage", chat_id=1, text="a"))
    await held.reached.wait()
    assert ann.chat.messages == []
    held.release()
    assert (await task).status == 200
    assert held.hit == slow.hit == server.calls


async def test_away_and_back_on_the_same_port(server: BotApi, ann: Person, bot: Client) -> None:
    task = await polling(server, bot)
    async with server.away():
        with pytest.raises(aiohttp.ClientError):
            await task
        with pytest.raises(aiohttp.ClientConnectorError):
            await bot("getMe")
        await ann.says("a")
    assert await poll(bot) == ["a"]


async def test_confirmed_updates_come_again_when_ordered(
    server: BotApi, ann: Person, bot: Client
) -> None:
    for text in "abc":
        await ann.says(text)
    start = await first_id(bot)
    await poll(bot, offset=start + 2)
    server.faults.repeat_updates(1)
    assert await poll(bot, offset=start + 2) == ["b", "c"]
    assert await poll(bot, offset=start + 2) == ["c"]


async def test_batches_are_reordered_across_chats_only(
    server: BotApi, ann: Person, bot: Client
) -> None:
    ben = server.person(2, "Ben")
    for person, text in ((ann, "a1"), (ben, "b1"), (ann, "a2"), (ben, "b2")):
        await person.says(text)
    server.faults.reorder_updates()
    assert await poll(bot) == ["b1", "b2", "a1", "a2"]
    assert await poll(bot) == ["a1", "b1", "a2", "b2"]


@contextlib.asynccontextmanager
async def hook(answers: Iterator[web.Response], got: list[Any]) -> AsyncIterator[str]:
    async def take(request: web.Request) -> web.Response:
        got.append(((await request.json())["message"]["text"], request.headers[SECRET_HEADER]))
        return next(answers)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{site.port}/hook"
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_each_chat_in_order_until_it_takes_it(
    server: BotApi, ann: Person, bot: Client
) -> None:
    got: list[tuple[str, str]] = []
    reply = {"method": "sendMessage", "chat_id": 1, "text": "by the way"}
    answers = [web.Response(status=500), web.json_response(reply), web.Response()]
    async with hook(iter(answers), got) as url:
        older = await polling(server, bot)
        await bot("setWebhook", url=url, secret_token="s3")
        assert (await older).status == 409
        for text in "ab":
            await ann.says(text)
        await server.until(lambda: ann.chat.messages[2:])
        await server.world.updates.bell.until(lambda: not server.world.updates.pending, 5)
        assert got == [("a", "s3"), ("a", "s3"), ("b", "s3")]
        assert ann.chat.last.text == "by the way"
        assert "500" in (await bot("getWebhookInfo")).result["last_error_message"]
        assert "webhook is active" in (await bot("getUpdates")).error
        await bot("deleteWebhook")
        assert await poll(bot) == []
