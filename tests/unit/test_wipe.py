"""Wiping: both sides of a chat go, what was under way too, and one dull line stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Arrival, Unsure
from bot.deeds import Acknowledge, Delete, Send
from bot.store.sqlite import SqliteStore
from flows.engine.events import Started
from tests.unit.body import Body
from tests.unit.rights_kit import ANN, FLOWS, HOUR, deleted, from_ann, held
from tests.unit.small_book import make


@pytest.fixture
async def body(tmp_path: Path) -> AsyncIterator[Body]:
    store = await SqliteStore.open(":memory:")
    yield Body(store, make(tmp_path, *FLOWS))
    await store.close()


async def test_quit_deletes_both_sides_and_leaves_one_dull_line(body: Body) -> None:
    await body.runtime.take(from_ann(body, "/cool", "8", first=100))
    await body.outbox.idle()
    body.clock.time += HOUR
    await body.runtime.take(from_ann(body, "/quit", first=102))
    await body.outbox.idle()
    assert deleted(body) == [102, 101, 100, 2, 1]
    assert body.channel.said(ANN)[2:] == ["quitd of quit"]
    assert await body.store.noted(ANN, body.clock.now(), 10) == [3], "the line itself stays"
    assert await body.store.live([ANN]) == {}


async def test_what_was_not_sent_yet_is_never_said(body: Body) -> None:
    await body.runtime.take(from_ann(body, "/cool", "8", "/quit", first=100))
    await body.outbox.idle()
    assert body.channel.said(ANN) == ["quitd of quit"]
    assert deleted(body) == [102, 101, 100]


async def test_a_message_under_way_is_deleted_as_well(body: Body) -> None:
    mute, channel = held(body)
    await mute.runtime.take(from_ann(mute, "/cool", "8", first=100))
    await asyncio.sleep(0)
    await mute.runtime.take(from_ann(mute, "/quit", first=102))
    channel.let.set()
    await mute.outbox.idle()
    assert [text.split()[0] for text in channel.said(ANN)] == ["heat", "quitd"]
    assert deleted(mute) == [102, 101, 100, 1]
    assert await mute.store.outbox() == []


async def test_a_message_that_may_or_may_not_have_got_through_is_not_repeated(body: Body) -> None:
    mute, channel = held(body)
    await mute.runtime.take(from_ann(mute, "/cool", first=100))
    await asyncio.sleep(0)
    await mute.runtime.take(from_ann(mute, "/quit", first=101))
    channel.troubles.append(Unsure())
    channel.let.set()
    await mute.outbox.idle()
    assert channel.said(ANN) == ["quitd of quit"]


async def test_more_than_a_request_holds_goes_newest_first(body: Body) -> None:
    await body.runtime.take(from_ann(body, *["/help"] * 240, "/quit", first=1000))
    await body.outbox.idle()
    requests = [deed.messages for _, deed in body.channel.done if isinstance(deed, Delete)]
    assert [len(messages) for messages in requests] == [100, 100, 41]
    assert deleted(body) == list(range(1240, 999, -1))


async def test_a_kill_before_the_deletion_is_made_good(body: Body) -> None:
    mute, _ = held(body)
    await mute.runtime.take(from_ann(mute, "/cool", "/quit", first=100))
    again = Body(body.store, body.book, body.clock)
    await again.outbox.start()
    await again.outbox.idle()
    assert deleted(again) == [101, 100]
    assert again.channel.said(ANN) == ["quitd of quit"]
    await mute.outbox.stop(0)


async def test_what_telegram_would_not_delete_is_not_asked_for(body: Body) -> None:
    await body.runtime.take(from_ann(body, "/cool", first=100))
    await body.outbox.idle()
    body.clock.time += timedelta(hours=47, minutes=31)
    await body.runtime.take(from_ann(body, "/quit", first=101))
    await body.outbox.idle()
    assert deleted(body) == [101]


async def test_a_button_that_quits_goes_with_its_message(body: Body) -> None:
    await body.runtime.take(from_ann(body, "/cool", first=100))
    await body.outbox.idle()
    press = Arrival(ANN, Started("quit"), 900, pressed=1, callback="c")
    await body.runtime.take([press])
    await body.outbox.idle()
    assert deleted(body) == [100, 1]
    answer = body.channel.done[-1][1]
    assert isinstance(answer, Send)
    assert answer.edits is None
    assert (ANN, Acknowledge("c")) in body.channel.done
