"""The engine's rules (design 3): interruptions, the gate, invitations, changed flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from flows.engine.effects import Keep, Say, Schedule
from flows.engine.events import Edited, Started, TimerFired, Typed
from flows.engine.flow import END, Flow, Step
from flows.engine.known import Known
from flows.engine.session import Session
from flows.engine.ways import Choice
from tests.stage import Stage
from tests.unit.small_book import cool, grown, held, home, leave, make, start, talk
from tests.unit.talker import at, parts, said


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(make(tmp_path, cool, talk, home, start, grown, leave))


def test_other_flows_ask_before_leaving(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("/grown")
    assert at(stage) == "start.age", "nothing was answered, so nothing is left"
    stage.kept = {"adult": True}
    stage.types("/talk")
    stage.types("a")
    stage.types("/grown")
    assert at(stage) == "leave.ask"
    stage.presses("stay")
    assert at(stage) == "talk.two"
    stage.types("/grown")
    stage.presses("keep")
    assert at(stage) == "grown.hello"
    stage.presses("end")
    assert at(stage) == "talk.two"
    stage.types("/grown")
    stage.presses("leave")
    stage.presses("end")
    assert at(stage) == ""


def test_the_gate_leads_through_start_and_on(stage: Stage) -> None:
    stage.types("/grown")
    assert at(stage) == "start.age"
    stage.presses("yes")
    stage.presses("go")
    assert at(stage) == "grown.hello"


def test_the_same_flow_never_lies_twice(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("a")
    stage.types("/cool")
    stage.types("/cool")
    assert [f.flow for f in stage.session.frames] == ["talk", "cool"]
    stage.types("/talk")
    assert at(stage) == "talk.two", "asked for again, what lies beneath goes on"


def test_a_last_word_ends_the_flow_and_its_links_live_on(stage: Stage) -> None:
    for text in ("/cool", "2", "tired", "x", "done"):
        stage.types(text)
    assert at(stage) == ""
    stage.presses("home")
    assert stage.said[-1][0].flow == "home"
    stage.presses("talk")
    assert at(stage) == "talk.one"


@pytest.mark.parametrize(
    ("typed", "step"), [("stop", ""), ("BACK", "talk.one"), ("help", "talk.two")]
)
def test_the_engines_buttons_may_be_typed(stage: Stage, typed: str, step: str) -> None:
    stage.types("/talk")
    stage.types("a")
    stage.types(typed)
    assert at(stage) == step


def test_own_words_are_not_taken_for_a_button(stage: Stage) -> None:
    for text in ("/cool", "2", "tired"):
        stage.types(text)
    stage.types("skip the part where I say sorry")
    assert stage.session.top
    assert stage.session.top.answers["own"] == "skip the part where I say sorry"


def test_an_unknown_command_offers_the_nearest(stage: Stage) -> None:
    beat = stage.types("/chil")
    assert said(beat) == [("unknown", ("main",))]
    assert beat.said[0][1].rows[0][0].label == "/chill"
    stage.presses("go_near")
    assert at(stage) == "cool.heat"


def test_words_outside_of_any_flow_are_offered_a_tool(stage: Stage) -> None:
    stage.types("I am so cooly today")
    assert stage.said[-1][0].values["heard"] == "cool"


def test_an_edited_message_moves_nothing(stage: Stage) -> None:
    stage.types("/talk")
    beat = stage.happens(Edited("b"))
    assert beat.turn.effects == ()
    assert at(stage) == "talk.one"


def test_the_listener_comes_before_every_reader(stage: Stage) -> None:
    def listen(text: str, _: str) -> tuple[str, dict[str, Any]] | None:
        return ("cool", {"heat": 1}) if "danger" in text else None

    for event in (Typed("danger"), Edited("danger"), Typed("/talk danger")):
        stage = Stage(replace(stage.book, listen=listen))
        stage.types("/talk")
        stage.happens(event)
        assert at(stage) == "cool.heat"


def test_an_appointment_waits_for_a_fresh_talk_and_lapses_unanswered(stage: Stage) -> None:
    stage.kept = {"adult": True}
    stage.types("/talk")
    stage.types("a")
    beat = stage.happens(TimerFired("grown"))
    assert isinstance(beat.turn.effects[0], Schedule)
    assert at(stage) == "talk.two"
    stage.now += timedelta(minutes=30)
    beat = stage.happens(TimerFired("grown"))
    assert beat.said[0][0].bulk
    assert at(stage) == "grown.hello"
    stage.types("/cool")
    assert [f.flow for f in stage.session.frames] == ["talk", "cool"], "the invitation lapsed"


def test_a_renamed_step_goes_on_a_lost_one_begins_again_with_its_answers(
    tmp_path: Path, stage: Stage
) -> None:
    for text in ("/cool", "2", "tired"):
        stage.types(text)
    steps = (replace(cool.steps[3], name="words"), *cool.steps[4:])
    first = (cool.steps[0], cool.steps[1], replace(cool.steps[2], reads=Choice("tired", save="why", then="words")))  # fmt: skip # noqa: E501
    newer = replace(cool, version=2, steps=(*first, *steps), moved={"own": "words"})
    (tmp_path / "new").mkdir()
    stage.book = make(tmp_path / "new", newer, talk, home, leave)
    stage.types("my words")
    assert stage.session.top
    assert (at(stage), stage.session.top.version) == ("cool.kept", 2)

    other = Stage(stage.book)
    other.session = Session.from_json(
        Session(
            frames=(structs.replace(stage.session.top, state="gone", version=1),), next_id=9
        ).to_json()
    )
    beat = other.types("hello")
    assert (at(other), parts(beat)) == ("cool.heat", ("changed", "main"))
    assert other.session.top
    assert other.session.top.answers["why"] == "tired"


def test_a_flow_that_is_gone_leaves_no_trap(stage: Stage) -> None:
    stage.types("/talk")
    assert stage.session.top
    stage.session = Session((structs.replace(stage.session.top, flow="gone"),), 9)
    stage.types("hello")
    stage.types("/talk")
    assert at(stage) == "talk.one"


def test_a_flow_that_looks_at_records_asks_for_them(tmp_path: Path) -> None:
    seen: list[int] = []

    def count(known: Known) -> Mapping[str, Any]:
        seen.append(len(known.records("cool")))
        return {}

    wise = Flow(
        "wise", version=1, command="wise", gated=False, knows=("cool",),
        steps=(Step("look", tells=count, on={"end": END}),),
    )  # fmt: skip
    stage = Stage(make(tmp_path, wise, home))
    stage.happens(Started("wise"))
    assert at(stage) == "wise.look"
    assert seen == [0]


def test_keep_holds_only_what_was_answered(stage: Stage) -> None:
    for text in ("/cool", "2", "cross"):
        stage.types(text)
    beat = stage.presses("skip")
    assert Keep("cool", {"heat": 2, "why": "cross"}) in beat.turn.effects


def test_a_question_keeps_its_place_through_json(stage: Stage) -> None:
    for text in ("/cool", "8"):
        stage.types(text)
    data = stage.session.to_json()
    assert Session.from_json(data) == stage.session
    assert Session.from_json(data).to_json() == data


def test_every_say_is_data(stage: Stage) -> None:
    beat = stage.types("/cool")
    assert all(isinstance(effect, Say) for effect in beat.turn.effects)


def test_a_flow_that_holds_is_left_by_its_own_answers_alone(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    stage.book = make(tmp_path / "held", cool, talk, home, start, grown, leave, held)
    stage.kept = {"adult": True}
    for text in ("/talk", "a", "/held", "/talk", "/cancel", "stop", "/start", "/home", "/grown"):
        beat = stage.types(text)
    assert at(stage) == "held.stay"
    assert parts(beat) == ("still",)
    assert stage.happens(TimerFired("grown")).said == ()
    stage.types("/cool")
    assert at(stage) == "cool.heat", "what it names may be opened"
    stage.types("/grown")
    assert at(stage) == "held.stay"
    stage.presses("safe")
    assert at(stage) == "talk.two", "back to the very step"


def test_silence_stops_appointments_and_keeps_waits(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    stage.book = make(tmp_path / "held", cool, home, held)
    stage.timers["checkin"] = Schedule("checkin", stage.now + timedelta(hours=1), local="21:00")
    for text in ("/cool", "8", "/held"):
        stage.types(text)
    assert set(stage.timers) == {"frame:1"}
    assert stage.waits(timedelta(minutes=30))[0].turn.effects == (), "nothing is said meanwhile"
    stage.presses("safe")
    assert at(stage) == "cool.why"
