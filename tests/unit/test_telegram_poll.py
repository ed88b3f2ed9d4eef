from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.base import Arrival
from bot.channels.telegram import Batch, InlineAsked, Poller, TokenRefused, connect
from bot.channels.telegram.http import Connection
from bot.channels.telegram.updates import ALLOWED
from flows.engine.events import Typed
from tests.botapi import BotApi
from tests.unit.telegram_kit import ME, TOKEN, Time, error, ok, scripted

SAID = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"}
AWAY = "Telegram is away; trying again until it is back"


@asynccontextmanager
async def polling(
    link: Connection, time: Time | None = None
) -> AsyncIterator[AsyncIterator[Batch]]:
    time = time or Time()
    async with aclosing(Poller(link, wait=time.wait, clock=time).batches()) as batches:  # type: ignore[type-var]
        yield batches


def words(batch: Batch) -> list[str]:
    return [a.event.text for a in batch.arrivals if isinstance(a.event, Typed)]


async def test_a_batch_is_confirmed_when_the_next_one_is_asked_for() -> None:
    async with BotApi() as server:
        ann, link = server.person(1), connect(server.token, server.url)
        await ann.says("one")
        await ann.says("two")
        async with polling(link) as batches:
            assert words(await anext(batches)) == ["one", "two"]
            assert len(server.world.updates.pending) == 2
            await ann.says("three")
            assert words(await anext(batches)) == ["three"]
            assert len(server.world.updates.pending) == 1
        async with polling(link) as batches:  # a kill: what was not confirmed comes again
            assert words(await anext(batches)) == ["three"]
        (first, *_) = server.called("getUpdates")
        assert first.params["allowed_updates"] == list(ALLOWED)
        assert "offset" not in first.params
        await link.close()
    assert server.violations == []


async def test_updates_that_mean_nothing_are_confirmed_too() -> None:
    async with BotApi(inline_mode=True) as server:
        ann, link = server.person(1), connect(server.token, server.url)
        group = server.group()
        await group.adds_bot(ann)
        await group.joins(ann)
        await ann.inline("my words")
        async with polling(link) as batches:
            batch = await anext(batches)
            (line,) = batch.arrivals
            assert (line.private, line.address) == (False, "telegram:-1001")
            (asked,) = batch.asked
            assert (asked.text, type(asked)) == ("my words", InlineAsked)
            await ann.says("hello")
            assert words(await anext(batches)) == ["hello"]
        await link.close()


async def test_a_broken_update_is_skipped_and_the_others_are_not() -> None:
    broken = [
        {"update_id": 10, "message": SAID},
        {"update_id": 11, "message": {"message_id": "the words of a person"}},
        {"update_id": 12, "callback_query": ["the words of a person"]},
        {"update_id": 13, "message": SAID | {"text": "after"}},
        "no update at all",
        {"update_id": "14"},
    ]
    script = scripted(getMe=ME, getUpdates=[ok(broken), ok([{"update_id": 20, "message": SAID}])])
    async with script as (link, _), polling(link) as batches:
        with capture_logs() as lines:
            batch = await anext(batches)
    assert words(batch) == ["hello", "after"]
    assert batch.arrivals[0] == Arrival("telegram:7", Typed("hello"), 10, message=1)
    assert [line["update_id"] for line in lines] == [11, 12]
    assert "person" not in str(lines)


async def test_the_offset_is_one_above_the_greatest() -> None:
    async with BotApi() as server:
        link = connect(server.token, server.url)
        await server.person(1).says("a")
        await server.person(2).says("b")
        server.faults.reorder_updates()
        async with polling(link) as batches:
            assert words(await anext(batches)) == ["b", "a"]
            await server.person(1).says("c")
            assert words(await anext(batches)) == ["c"]
        await link.close()


async def test_while_the_network_is_away_waits_grow_and_two_lines_tell() -> None:
    async with BotApi() as server:
        ann, link = server.person(1), connect(server.token, server.url)
        time = Time()

        async def back_after_eight(waits: int) -> None:
            if waits == 8:
                await server.come_back()

        time.meanwhile = back_after_eight
        async with polling(link, time) as batches:
            await ann.says("one")
            await anext(batches)
            await server.leave()
            await ann.says("two")
            with capture_logs() as lines:
                assert words(await anext(batches)) == ["two"]
        await link.close()
    # the connection in use is cut, the next ones are refused
    assert time.waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", AWAY),
        ("info", "Telegram is back"),
    ]
    assert lines[1]["away"] == "121 s"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((502, "<html>"), "it answers with 502"),
        ((200, "<html>"), "not an answer of a Bot API server"),
        ((200, '{"ok": false, "description": "?"}'), "not an answer of a Bot API server"),
        (ok({}), "not a list of updates"),
        (ok(["x"]), "updates without numbers"),
        (error(400, "Bad Request: something new"), "Something new"),
    ],
)
async def test_what_is_away_is_said(answer: Any, problem: str) -> None:
    time = Time()
    there = ok([{"update_id": 1, "message": SAID}])
    script = scripted(getMe=ME, getUpdates=[answer, answer, there])
    async with script as (link, _), polling(link, time) as batches:
        with capture_logs() as lines:
            await anext(batches)
    assert time.waits == [1, 2]
    assert [line.get("problem") for line in lines] == [problem, None]


async def test_the_first_question_waits_for_the_network_too() -> None:
    time = Time()
    async with scripted(getMe=[(502, ""), (502, ""), ME]) as (link, asked):
        me = await Poller(link, wait=time.wait, clock=time).meet()
    assert (me.username, time.waits, len(asked)) == ("secure_base_bot", [1, 2], 3)


async def test_a_429_is_waited_out() -> None:
    time = Time()
    slow = error(429, "Too Many Requests: retry after 9", retry_after=9)
    there = ok([{"update_id": 1, "message": SAID}])
    script = scripted(getMe=ME, getUpdates=[slow, there])
    async with script as (link, _), polling(link, time) as batches:
        await anext(batches)
    assert time.waits == [9]


@pytest.mark.parametrize("code", [401, 404])
@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_refused_token_ends_it_in_one_line(code: int, method: str) -> None:
    script = {"getMe": ME, "getUpdates": ok([])} | {method: error(code, "Unauthorized")}
    async with scripted(**script) as (link, _), polling(link) as batches:  # type: ignore[arg-type]
        with pytest.raises(TokenRefused, match="@BotFather") as caught:
            await anext(batches)
    assert TOKEN not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_webhook_is_taken_off_once_and_nothing_is_dropped() -> None:
    async with BotApi() as server:
        ann, link = server.person(1), connect(server.token, server.url)
        await link.bot.set_webhook("https://example.org:8443/hook")
        await ann.says("waiting")
        async with polling(link) as batches:
            with capture_logs() as lines:
                assert words(await anext(batches)) == ["waiting"]
        await link.close()
    (call,) = server.called("deleteWebhook")
    assert call.params.get("drop_pending_updates", False) is False
    assert len(lines) == 1
    assert "webhook" in lines[0]["event"]


async def test_another_reader_is_named_once_and_waited_for() -> None:
    time = Time()
    other = error(409, "Conflict: terminated by other getUpdates request; make sure that only …")
    there = ok([{"update_id": 1, "message": SAID}])
    answers = [other, other, other, there, other, there]
    script = scripted(getMe=ME, getUpdates=answers)
    async with script as (link, asked), polling(link, time) as batches:
        with capture_logs() as lines:
            await anext(batches)
            await anext(batches)
    assert time.waits == [1, 2, 4, 8]  # an hour of quarrelling is not an hour of one-second tries
    assert len(lines) == 1
    assert "another program reads this bot's updates" in lines[0]["event"]
    assert "deleteWebhook" not in asked


async def test_a_webhook_that_comes_back_is_not_fought_over() -> None:
    time = Time()
    hook = error(409, "Conflict: can't use getUpdates method while webhook is active")
    there = ok([{"update_id": 1, "message": SAID}])
    script = scripted(getMe=ME, getUpdates=[hook, hook, there], deleteWebhook=ok(result=True))
    async with script as (link, asked), polling(link, time) as batches:
        with capture_logs() as lines:
            await anext(batches)
    assert asked.count("deleteWebhook") == 1
    assert len(lines) == 2
    assert time.waits == [1]


async def test_a_server_that_does_not_hold_back_makes_no_busy_loop() -> None:
    time = Time()
    nothing, there = ok([]), ok([{"update_id": 1, "message": SAID}])
    script = scripted(getMe=ME, getUpdates=[nothing, nothing, nothing, there])
    async with script as (link, _), polling(link, time) as batches:
        await anext(batches)
    assert time.waits == [1, 1, 1]


async def test_what_is_raised_by_the_taker_leaves_the_batch_unconfirmed() -> None:
    async def full_disk(link: Connection) -> None:
        async with polling(link) as batches:
            async for _ in batches:
                raise RuntimeError("disk full")

    async with BotApi() as server:
        link = connect(server.token, server.url)
        await server.person(1).says("one")
        with pytest.raises(RuntimeError, match="disk full"):
            await full_disk(link)
        assert len(server.world.updates.pending) == 1
        assert len(server.called("getUpdates")) == 1
        await link.close()


async def test_it_can_be_stopped_while_it_waits() -> None:
    async with BotApi() as server:
        link = connect(server.token, server.url)
        poller = Poller(link)

        async def poll() -> None:
            async with aclosing(poller.batches()) as batches:  # type: ignore[type-var]
                async for _ in batches:
                    pass

        task = asyncio.create_task(poll())
        await server.until(lambda: server.called("getUpdates"))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await server.person(1).says("later")
        assert len(server.world.updates.pending) == 1
        await link.close()
