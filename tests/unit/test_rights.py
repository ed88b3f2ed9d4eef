"""Silence, being forgotten, records with an end: what the body does, in batch and outbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Arrival
from bot.deeds import Acknowledge, Retire, Send
from bot.store.base import Change, Talk
from bot.store.sqlite import SqliteStore
from flows.engine.events import Started, from_token
from flows.engine.flow import END, Flow, Step
from flows.engine.known import Known
from tests.unit.body import Body
from tests.unit.rights_kit import ANN, FLOWS, HOUR, held
from tests.unit.small_book import make


@pytest.fixture
async def body(tmp_path: Path) -> AsyncIterator[Body]:
    store = await SqliteStore.open(":memory:")
    yield Body(store, make(tmp_path, *FLOWS))
    await store.close()


# — silence ----------------------------------------------------------------------------------------


async def test_silence_stops_appointments_and_keeps_what_an_open_exercise_waits_for(
    body: Body,
) -> None:
    await body.takes("/daily", "/cool", "8", "/hush")
    said = len(body.channel.said(ANN))
    await body.passes(timedelta(minutes=21))
    assert [text.split()[0] for text in body.channel.said(ANN)[said:]] == ["why"]
    await body.passes(timedelta(days=3))
    assert len(body.channel.said(ANN)) == said + 1


async def test_silence_and_what_is_set_after_it(body: Body) -> None:
    await body.takes("/hush", "/daily")
    assert await body.store.next_due() == body.clock.now() + HOUR


async def test_a_note_that_waits_to_be_sent_is_dropped(body: Body) -> None:
    await body.takes("/daily")
    mute, channel = held(body)
    await mute.runtime.take([mute.arrival("/hush")])
    await asyncio.sleep(0)
    mute.clock.time += HOUR
    await mute.runtime.take([mute.arrival("/daily")])
    mute.clock.time += HOUR
    await mute.timers.look()
    waits = [one.bulk for one in await mute.store.outbox()]
    assert waits == [False, False, True]
    await mute.runtime.take([mute.arrival("/hush")])
    assert [one.bulk for one in await mute.store.outbox()] == [False, False, False]
    channel.let.set()
    await mute.outbox.idle()
    assert [text.split()[0] for text in channel.said(ANN)] == ["hushd", "set", "hushd"]


async def test_an_appointment_that_was_silenced_while_it_waited_its_turn_stays_silent(
    body: Body,
) -> None:
    await body.takes("/daily")
    body.clock.time += HOUR
    hushes = asyncio.ensure_future(body.runtime.take([body.arrival("/hush")]))
    rings = asyncio.ensure_future(body.timers.look())
    await asyncio.gather(hushes, rings)
    await body.outbox.idle()
    assert body.channel.said(ANN)[1:] == ["hushd of hush"]


# — being forgotten --------------------------------------------------------------------------------


async def test_who_is_forgotten_hears_it_and_leaves_nothing(body: Body) -> None:
    await body.takes("/daily", "/cool", "2", "cross", "skip")
    await body.takes("/forget")
    assert body.channel.said(ANN)[-1] == "forgetd of forget"
    assert await body.store.load([ANN]) == {ANN: Talk(ANN)}
    assert await body.store.people() == 0
    assert await body.store.next_due() is None
    assert await body.store.outbox() == []


async def test_nothing_is_written_about_them_by_the_same_batch(body: Body) -> None:
    arrivals = [body.arrival(text) for text in ("/cool", "2", "cross", "skip", "/forget")]
    await body.runtime.take([replace(one, language="de", message=9) for one in arrivals])
    await body.outbox.idle()
    assert body.channel.said(ANN) == ["forgetd of forget"]
    assert await body.store.people() == 0


async def test_what_comes_after_it_comes_from_somebody_new(body: Body) -> None:
    await body.takes("/cool", "2", "cross", "skip")
    old = (await body.store.load([ANN]))[ANN]
    await body.takes("/talk", "/forget", "/cool", "3")
    new = (await body.store.load([ANN]))[ANN]
    assert new.id != old.id
    assert [frame.flow for frame in new.session.frames] == ["cool"]
    assert new.session.frames[0].answers == {"heat": 3}
    memory = await body.store.memory([ANN], ["cool"])
    assert memory == {ANN: {"cool": []}}
    assert [text.split()[0] for text in body.channel.said(ANN)[-3:]] == ["forgetd", "heat", "why"]


async def test_records_asked_for_after_it_are_none(body: Body, tmp_path: Path) -> None:
    counted: list[int] = []

    def count(known: Known) -> dict[str, int]:
        counted.append(len(known.records("cool")))
        return {}

    step = Step("look", tells=count, on={"end": END})
    wise = Flow("wise", 1, (step,), command="wise", gated=False, knows=("cool",), interrupts=True)
    (tmp_path / "more").mkdir()
    body.runtime.book = make(tmp_path / "more", *FLOWS, wise)
    await body.takes("/cool", "2", "cross", "skip", "/wise")
    await body.takes("/forget", "/wise")
    assert (counted[0], counted[-1]) == (1, 0)


async def test_what_lies_beneath_is_not_put_again(body: Body) -> None:
    await body.takes("/cool", "8", "/forget")
    assert body.channel.said(ANN)[-1] == "forgetd of forget"
    await body.passes(HOUR)
    assert body.channel.said(ANN)[-1] == "forgetd of forget"


async def test_what_waits_for_them_is_dropped(body: Body) -> None:
    mute, channel = held(body)
    await mute.runtime.take([mute.arrival("/cool"), mute.arrival("8")])
    await asyncio.sleep(0)
    await mute.runtime.take([mute.arrival("/forget")])
    assert len(await mute.store.outbox()) == 1
    channel.let.set()
    await mute.outbox.idle()
    said = [text.split()[0] for text in channel.said(ANN)]
    assert said == ["heat", "forgetd"], "what was under way cannot be stopped"
    assert await mute.store.people() == 0
    assert await mute.store.live([ANN]) == {}


async def test_the_live_keyboard_comes_off(body: Body) -> None:
    await body.takes("/cool")
    await body.takes("/forget")
    assert [d for _, d in body.channel.done if isinstance(d, Retire)] == [Retire(1)]


async def test_a_keyboard_that_the_answer_replaces_is_not_asked_for_twice(body: Body) -> None:
    await body.takes("/cool")
    await body.runtime.take([Arrival(ANN, Started("forget"), 900, pressed=1, callback="c")])
    await body.outbox.idle()
    assert [type(deed) for _, deed in body.channel.done] == [Send, Acknowledge, Send]
    assert not body.channel.retired


async def test_what_an_app_tells_makes_nobody_known(body: Body) -> None:
    await body.takes("/cool")
    await body.takes("/forget")
    old = from_token("1.1.8")
    await body.runtime.take([Arrival(ANN, old, 900, language="de", pressed=1, callback="c")])
    await body.outbox.idle()
    assert await body.store.people() == 0
    await body.runtime.take([Arrival(ANN, Started("cool"), 901, language="de")])
    assert (await body.store.load([ANN]))[ANN].kept == {"app_language": "de"}


async def test_an_appointment_of_who_was_forgotten_rings_for_nobody(body: Body) -> None:
    await body.takes("/daily")
    body.clock.time += HOUR
    forgets = asyncio.ensure_future(body.runtime.take([body.arrival("/forget")]))
    rings = asyncio.ensure_future(body.timers.look())
    await asyncio.gather(forgets, rings)
    await body.outbox.idle()
    assert await body.store.people() == 0
    assert body.channel.said(ANN)[1:] == ["forgetd of forget"]


# — records with an end ----------------------------------------------------------------------------


async def test_records_are_pruned_once_a_day(body: Body) -> None:
    await body.takes("/cool", "2", "cross", "skip")
    talk_ = (await body.store.load([ANN]))[ANN]
    kept = replace(talk_, kept={**talk_.kept, "retain": 30})
    await body.store.commit(body.clock.now(), [Change(kept)])
    for days, left in ((29, 1), (1, 1), (1, 0)):
        body.clock.time += timedelta(days=days)
        await body.timers.look()
        memory = await body.store.memory([ANN], ["cool"])
        assert len(memory[ANN]["cool"]) == left
