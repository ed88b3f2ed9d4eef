"""What the engine does about promised times, half-open questions and words out of place."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.engine.effects import Effect, Passed, Remember
from flows.engine.events import Back, Started, TimerFired
from flows.engine.flow import END, Flow, Go, Step
from flows.engine.known import Answers, Known, Person
from flows.engine.ways import Choice, Option, Pick, Timer
from tests.stage import NOON, Stage
from tests.unit.small_book import cool, grown, home, leave, make, start, talk


def in_an_hour(known: Known) -> datetime:
    return known.now + timedelta(hours=1)


def note_it(known: Known) -> tuple[Effect, ...]:
    return (Remember("noted", known.text("one")),)


def offers(_: Known) -> list[Option]:
    return [Option("5", "Five"), Option("x", "Other")]


def doubled(text: str, _: Known) -> Answers | None:
    return {"number": int(text), "twice": 2 * int(text)} if text.isdecimal() else None


promise = Flow(
    "promise",
    version=1,
    command="promise",
    gated=False,
    steps=(
        Step("one", reads=Choice("a", "b", save="one", then="two"), leaves=(note_it,)),
        Step("two", reads=Choice("7", "8", save="number", then="held")),
        Step(
            "held",
            waits=Timer(in_an_hour, then="due", promised=True),
            on={"ready": "due"},
        ),
        Step("due", on={"end": END}),
    ),
)
menu = Flow(
    "home",
    version=1,
    gated=False,
    menu=True,
    steps=(Step("menu", on={"talk": Go("talk"), "end": END}),),
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(make(tmp_path, cool, talk, menu, start, grown, leave, promise))


def held(stage: Stage) -> None:
    for text in ("/promise", "a", "7"):
        stage.types(text)
    assert at(stage) == ["promise.held"]


def at(stage: Stage) -> list[str]:
    return [f"{frame.flow}.{frame.state}" for frame in stage.session.frames]


def test_what_else_is_asked_for_lies_on_top_of_a_promise(stage: Stage) -> None:
    held(stage)
    stage.types("/talk")
    assert at(stage) == ["promise.held", "talk.one"]
    [beat] = stage.waits(timedelta(hours=1))
    assert [(say.step, say.parts) for say, _ in beat.said] == [("held", ("ring",))]
    stage.happens(stage.button("promise"))
    assert at(stage) == ["promise.due"]


def test_asked_for_again_a_promise_is_shown_and_not_made_anew(stage: Stage) -> None:
    held(stage)
    due = stage.timers["frame:1"].due
    stage.now += timedelta(minutes=20)
    stage.types("/promise")
    assert at(stage) == ["promise.held"]
    assert stage.timers["frame:1"].due == due


def test_digging_out_what_lies_beneath_leaves_the_promise(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("a")
    stage.happens(Started("promise"))
    stage.presses("keep")
    stage.types("b")
    stage.types("7")
    assert at(stage) == ["talk.two", "promise.held"]
    stage.types("/talk")
    assert at(stage) == ["promise.held", "talk.two"]
    assert set(stage.timers) == {"frame:3"}


def test_leaving_effects_happen_each_time_and_leave_back_open(stage: Stage) -> None:
    stage.types("/promise")
    stage.types("a")
    assert stage.kept["noted"] == "a"
    stage.happens(Back())
    assert at(stage) == ["promise.one"]
    stage.types("b")
    assert stage.kept["noted"] == "b"


def test_a_timer_is_no_answer(tmp_path: Path) -> None:
    early = Flow(
        "early", version=1, command="early", gated=False,
        steps=(
            Step("held", waits=Timer(in_an_hour, then=END), on={"go": END}, leaves=(note_it,)),
        ),
    )  # fmt: skip
    stage = Stage(make(tmp_path, home, early))
    stage.types("/early")
    stage.waits(timedelta(hours=1))
    assert at(stage) == []
    assert "noted" not in stage.kept


def test_a_button_may_bring_more_answers_than_one() -> None:
    pick = Pick(offers, "number", then=END, find=doubled)
    known = Known({}, Person(), NOON)
    labels = {option.key: option.label or "" for option in offers(known)}
    both = {"number": 5, "twice": 10}
    assert pick.press("5", known) == pick.read("five", labels, known) == both
    assert pick.read("5", labels, known) == both
    assert pick.press("x", known) == pick.read("other", labels, known) == {"number": "x"}
    assert pick.press("y", known) is None


def test_words_at_an_unanswered_invitation_leave_its_buttons_alive(stage: Stage) -> None:
    stage.kept = {"adult": True}
    stage.happens(TimerFired("grown"))
    asked = at(stage)
    beat = stage.types("I am so cooly today")
    assert at(stage) == asked
    assert [say.parts for say, _ in beat.said] == [("invalid",)]
    assert stage.happens(stage.button("end")).turn.effects != (Passed(),)


def test_an_invitation_leads_back_to_nothing_but_what_was_begun(stage: Stage) -> None:
    stage.kept = {"adult": True}
    stage.types("/talk")
    stage.now += timedelta(hours=1)
    stage.happens(TimerFired("grown"))
    assert at(stage) == ["grown.hello"]
    stage.types("/talk")
    stage.types("a")
    stage.now += timedelta(hours=1)
    stage.happens(TimerFired("grown"))
    assert at(stage) == ["talk.two", "grown.hello"]


def test_a_menu_is_never_gone_back_to(stage: Stage) -> None:
    for _ in range(2):
        stage.happens(Started("home"))
        stage.types("/promise")
        assert at(stage) == ["promise.one"]
        stage.types("/cancel")
        assert at(stage) == []


def test_a_bare_name_begins_what_it_names(stage: Stage) -> None:
    stage.types("Promise")
    assert at(stage) == ["promise.one"]
    stage.types("talk!")
    assert at(stage) == ["talk.one"]


def test_a_promise_that_is_stopped_is_told(stage: Stage) -> None:
    held(stage)
    [(say, _)] = stage.types("/cancel").said
    assert say.step == "cancelled_promise"
    assert stage.timers == {}


def test_who_rings_late_knows_it(stage: Stage) -> None:
    for late, told in ((timedelta(minutes=9), None), (timedelta(minutes=11), True)):
        held(stage)
        stage.now += timedelta(hours=1) + late
        stage.waits(timedelta())
        assert stage.session.frames[-1].before("late") is told
        stage.types("/cancel")


def test_words_at_the_menu_are_words_outside(stage: Stage) -> None:
    stage.happens(Started("home"))
    old = stage.button("talk")
    stage.types("hm")
    assert at(stage) == ["home.menu"]
    assert stage.happens(old).turn.effects == (Passed(),), "it is a new menu"
    assert stage.said[-1][0].values["heard"] == "nothing"
    stage.types("I am so cooly today")
    assert at(stage) == ["home.menu"]
    assert stage.said[-1][0].values["heard"] == "cool"


def test_a_button_named_after_a_flow_bears_its_title(stage: Stage) -> None:
    held(stage)
    stage.types("/talk")
    [beat] = stage.waits(timedelta(hours=1))
    assert [button.label for row in beat.said[0][1].rows for button in row] == ["Promise"]
