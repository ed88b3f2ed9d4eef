"""The batch: taken whole, once, in order; one person's bug is nobody else's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.base import Arrival, Gone, Refused, Unsure, Wait
from bot.deeds import Acknowledge, Delete, Retire, Send
from bot.runtime import spread
from bot.store.base import Change, Delivered
from bot.store.sqlite import SqliteStore
from flows.engine.events import Started, from_token
from flows.engine.flow import END, Flow, Step
from flows.engine.known import Known
from tests.unit.body import Body
from tests.unit.small_book import cool, grown, home, leave, make, start, talk


def burst(_: Known) -> dict[str, str]:
    raise ZeroDivisionError("with somebody's words in it")


broken = Flow(
    "broken", 1, (Step("one", tells=burst, on={"end": END}),), command="broken", gated=False
)


@pytest.fixture
async def body(tmp_path: Path) -> AsyncIterator[Body]:
    store = await SqliteStore.open(":memory:")
    yield Body(store, make(tmp_path, cool, talk, home, start, grown, leave, broken))
    await store.close()


async def test_what_was_said_is_answered_in_order(body: Body) -> None:
    await body.takes("/cool", "8")
    assert [text.split()[0] for text in body.channel.said("telegram:1")] == ["heat", "wait"]


async def test_an_update_is_taken_once(body: Body) -> None:
    one = body.arrival("/cool")
    await body.runtime.take([one, one])
    await body.runtime.take([one])
    await body.outbox.idle()
    assert len(body.channel.done) == 1


async def test_updates_are_taken_in_the_order_of_their_numbers(body: Body) -> None:
    first, second = body.arrival("/cool"), body.arrival("8")
    await body.runtime.take([second, first])
    await body.outbox.idle()
    assert body.channel.said("telegram:1")[-1].startswith("wait")


async def test_a_bug_harms_nobody_else_and_says_sorry(
    body: Body, capsys: pytest.CaptureFixture[str]
) -> None:
    await body.takes("/talk")
    two = "telegram:2"
    await body.runtime.take([body.arrival("/broken"), body.arrival("/cool", two)])
    await body.outbox.idle()
    assert body.channel.said("telegram:1")[-1] == "sorry line"
    assert body.channel.said(two) == ["heat of cool"]
    await body.takes("a")
    assert body.channel.said("telegram:1")[-1].startswith("two")
    logged = "".join(capsys.readouterr())
    assert "ZeroDivisionError" in logged
    assert "somebody" not in logged


async def test_a_press_is_acknowledged_first_and_edits_its_message(body: Body) -> None:
    await body.takes("/cool")
    await body.presses("8")
    kinds = [type(deed) for _, deed in body.channel.done]
    assert kinds == [Send, Acknowledge, Send]
    sent = body.channel.done[-1][1]
    assert isinstance(sent, Send)
    assert sent.edits == 99


async def test_a_stale_press_says_so_and_takes_its_keyboard_off(body: Body) -> None:
    await body.takes("/cool")
    keys = body.keys()
    await body.takes("8")
    stale = next(k for k in keys if k.label == "3")
    await body.runtime.take(
        [Arrival("telegram:1", from_token(stale.value), 77, pressed=1, callback="c")]
    )
    await body.outbox.idle()
    assert [d for _, d in body.channel.done[-2:]] == [Acknowledge("c", "stale line"), Retire(1)]


async def test_typing_takes_the_old_keyboard_off(body: Body) -> None:
    await body.takes("/cool")
    await body.takes("8")
    assert body.channel.retired == [("telegram:1", 1)]


async def test_a_timer_comes_after_a_restart_once(body: Body) -> None:
    await body.takes("/cool", "8")
    again = Body(body.store, body.book, body.clock)
    await again.passes(timedelta(minutes=21))
    assert [text.split()[0] for text in again.channel.said("telegram:1")] == ["why"]
    await again.passes(timedelta(days=2))
    assert len(again.channel.done) == 1


async def test_an_alarm_that_meets_a_bug_comes_again_later(body: Body) -> None:
    await body.takes("/cool", "8")
    whole = body.runtime.book
    body.runtime.book = replace(
        whole, flows={**whole.flows, "cool": replace(cool, steps=broken.steps)}
    )
    await body.passes(timedelta(minutes=21))
    body.runtime.book = whole
    due = await body.store.next_due()
    assert due is not None
    assert due > body.clock.now() + timedelta(minutes=30)


async def test_records_are_loaded_for_those_who_look_at_them(body: Body, tmp_path: Path) -> None:
    counted: list[int] = []

    def count(known: Known) -> dict[str, int]:
        counted.append(len(known.records("cool")))
        return {}

    wise = Flow(
        "wise", 1, (Step("look", tells=count, on={"end": END}),),
        command="wise", gated=False, knows=("cool",),
    )  # fmt: skip
    (tmp_path / "more").mkdir()
    body.runtime.book = make(tmp_path / "more", cool, home, wise)
    await body.takes("/cool", "2", "cross", "skip", "/wise")
    await body.takes("/wise")
    assert counted[-1] == 1


async def test_a_group_hears_one_line(body: Body) -> None:
    await body.runtime.take([Arrival("telegram:-5", Started("cool"), 1, private=False)])
    await body.outbox.idle()
    assert body.channel.said("telegram:-5") == ["group line"]
    assert await body.store.people() == 0


async def test_a_press_that_belongs_to_no_talk_is_acknowledged_only(body: Body) -> None:
    await body.runtime.take([Arrival("telegram:9", None, 3, callback="c")])
    await body.outbox.idle()
    assert body.channel.done == [("telegram:9", Acknowledge("c"))]
    assert await body.store.people() == 0


async def test_who_blocked_the_bot_and_comes_back_finds_the_talk_as_it_was(body: Body) -> None:
    await body.takes("/cool", "8")
    await body.runtime.take([Arrival("telegram:1", None, 50, gone=True)])
    await body.passes(timedelta(minutes=21))
    assert body.channel.said("telegram:1")[-1].startswith("why")


async def test_an_unsure_send_is_repeated_once(body: Body) -> None:
    body.channel.troubles.extend([Unsure(), Unsure(), Unsure()])
    await body.takes("/cool")
    assert body.channel.done == []
    assert len(body.channel.troubles) == 1
    assert await body.store.outbox() == []


async def test_a_wait_is_waited_and_nothing_lost(body: Body) -> None:
    body.channel.troubles.extend([Wait(3), Wait(2, everywhere=True)])
    await body.takes("/cool")
    assert body.channel.said("telegram:1") == ["heat of cool"]


async def test_what_is_refused_is_given_up_and_the_next_goes_on(body: Body) -> None:
    body.channel.troubles.append(Refused("Bad Request"))
    await body.takes("/cool", "8")
    assert [text.split()[0] for text in body.channel.said("telegram:1")] == ["wait"]


async def test_a_chat_that_is_gone_costs_that_message_alone(body: Body) -> None:
    body.channel.troubles.append(Gone())
    await body.takes("/cool", "8")
    assert [text.split()[0] for text in body.channel.said("telegram:1")] == ["wait"]
    assert await body.store.outbox() == []


async def test_a_store_that_fails_after_a_send_is_waited_for_and_nothing_comes_twice(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, failures = body.store.settle, [OSError("disk full"), OSError("disk full")]

    async def failing(now: datetime, done: Sequence[Delivered]) -> None:
        if failures:
            raise failures.pop()
        await settle(now, done)

    monkeypatch.setattr(body.store, "settle", failing)
    await body.takes("/cool", "8")
    assert [text.split()[0] for text in body.channel.said("telegram:1")] == ["heat", "wait"]
    assert await body.store.outbox() == []


async def test_what_was_not_sent_goes_out_at_the_next_start(body: Body) -> None:
    body.runtime.send = lambda _: None
    await body.runtime.take([body.arrival("/cool"), body.arrival("8")])
    again = Body(body.store, body.book, body.clock)
    await again.outbox.start()
    await again.outbox.idle()
    assert [text.split()[0] for text in again.channel.said("telegram:1")] == ["heat", "wait"]


async def test_messages_are_tidied_for_who_asked_for_it(body: Body) -> None:
    await body.takes("/grown", "yes", "go", "end", "/talk", "a", "5")
    talk = (await body.store.load(["telegram:1"]))["telegram:1"]
    tidy = replace(talk, kept={**talk.kept, "tidy": 2})
    await body.store.commit(body.clock.now(), [Change(tidy)])
    one = replace(body.arrival("/talk"), message=700)
    await body.runtime.take([one])
    await body.outbox.idle()
    body.clock.time += timedelta(hours=3)
    await body.timers.look()
    await body.outbox.idle()
    deleted = [set(d.messages) for _, d in body.channel.done if isinstance(d, Delete)]
    assert len(deleted) == 1
    assert 700 in deleted[0]
    assert len(deleted[0]) >= 2, "the bot's own message goes as well"


def test_few_people_get_their_minute_many_are_spread_and_each_stays() -> None:
    assert spread("telegram:5", 100) == timedelta()
    minutes = {spread(f"telegram:{n}", 20_000) for n in range(500)}
    assert len(minutes) == 12
    assert spread("telegram:5", 20_000) == spread("telegram:5", 20_001)
