"""What lies on what (design 1 and 3): a pause at once, nothing begun is dropped without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.engine.events import Cancel, Started
from flows.engine.flow import END, Flow, Go, GoTo, Step
from flows.engine.known import Known
from flows.engine.ways import Choice, Timer
from tests.stage import Stage
from tests.unit.small_book import cool, grown, held, leave, make, start, talk
from tests.unit.talker import at, parts


def in_an_hour(known: Known) -> datetime:
    return known.now + timedelta(hours=1)


def promise(name: str) -> Flow:
    """A flow whose second step is counted on."""
    waits = Timer(in_an_hour, then="due", promised=True)
    return Flow(
        name, version=1, command=name, gated=False, interrupts=True, hot=True,
        steps=(
            Step("one", reads=Choice("a", "b", save="one", then="wait")),
            Step("wait", waits=waits, on={"ready": "due"}),
            Step("due", on={"end": END}),
        ),
    )  # fmt: skip


PROMISES = [promise(f"promise{n}") for n in range(7)]
hot = replace(cool, hot=True)
PICK = Choice("promise0", save="pick", then=GoTo("pick"))
menu = Flow(
    "home", version=1, gated=False,
    steps=(Step("menu", reads=PICK, on={"talk": Go("talk")}),),
)  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(make(tmp_path, hot, talk, menu, start, grown, leave, held, *PROMISES))


def lie(stage: Stage) -> list[str]:
    return [f"{frame.flow}.{frame.state}" for frame in stage.session.frames]


def promised(stage: Stage, *numbers: int) -> None:
    for n in numbers:
        stage.types(f"/promise{n}")
        stage.types("a")


def test_what_is_for_the_worst_minute_begins_anew_above_a_promise(stage: Stage) -> None:
    for text in ("/cool", "2", "tired"):
        stage.types(text)
    promised(stage, 0)
    beat = stage.types("/cool")
    assert lie(stage) == ["promise0.wait", "cool.heat"]
    assert parts(beat) == ("main",)
    assert set(stage.timers) == {"frame:2"}


def test_its_own_promise_is_shown_wherever_it_lies(stage: Stage) -> None:
    promised(stage, 0)
    due = stage.timers["frame:1"].due
    for text in ("/cool", "2"):
        stage.types(text)
    stage.now += timedelta(minutes=5)
    stage.types("/promise0")
    assert lie(stage) == ["cool.why", "promise0.wait"]
    assert stage.timers["frame:1"].due == due


def test_a_menu_leads_to_a_promise_and_not_to_a_new_one(stage: Stage) -> None:
    promised(stage, 0)
    stage.happens(Started("home"))
    stage.presses("promise0")
    assert lie(stage) == ["promise0.wait"]
    assert set(stage.timers) == {"frame:1"}


def test_what_was_begun_stays_when_something_beneath_it_is_asked_for(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("a")
    for text in ("/cool", "2", "tired"):
        stage.types(text)
    stage.types("/talk")
    assert lie(stage) == ["cool.own", "talk.two"]
    stage.happens(Cancel())
    assert at(stage) == "cool.own"
    assert stage.session.top
    assert stage.session.top.answers == {"heat": 2, "why": "tired"}


def test_what_holds_the_talk_is_not_dropped_by_what_it_lets_through(stage: Stage) -> None:
    stage.book = replace(
        stage.book, flows={**stage.book.flows, "cool": cool, "held": replace(held, holds=("cool",))}
    )
    for text in ("/cool", "2", "/held", "/cool"):
        stage.types(text)
    assert lie(stage) == ["held.stay", "cool.why"]


def test_one_too_many_drops_the_deepest_that_nobody_counts_on(stage: Stage) -> None:
    promised(stage, 0)
    for text in ("/talk", "a", "/cool", "8"):
        stage.types(text)
    assert lie(stage) == ["promise0.wait", "talk.two", "cool.wait"]
    promised(stage, 1, 2, 3)
    assert lie(stage) == ["promise0.wait", "cool.wait", *(f"promise{n}.wait" for n in (1, 2, 3))]
    promised(stage, 4)
    assert lie(stage) == [f"promise{n}.wait" for n in range(5)]
    assert set(stage.timers) == {f"frame:{f.id}" for f in stage.session.frames}, "no timer is left"


def test_promises_alone_may_lie_deeper(stage: Stage) -> None:
    promised(stage, *range(7))
    assert lie(stage) == [f"promise{n}.wait" for n in range(7)]
    assert len(stage.timers) == 7


def test_what_holds_the_talk_is_never_one_too_many(stage: Stage) -> None:
    lets = tuple(flow.name for flow in PROMISES)
    stage.book = replace(stage.book, flows={**stage.book.flows, "held": replace(held, holds=lets)})
    stage.types("/held")
    promised(stage, *range(6))
    assert lie(stage)[0] == "held.stay"
