"""The engine's rules (design 3), each on the smallest flow that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.engine.book import Book
from flows.engine.effects import (
    Effect,
    Keep,
    Passed,
    Picture,
    Remember,
    Save,
    Say,
    Schedule,
    Set,
    Unschedule,
)
from flows.engine.events import (
    Again,
    Back,
    Cancel,
    Edited,
    Help,
    Pressed,
    Started,
    TimerFired,
    Typed,
)
from flows.engine.flow import END, Flow, Go, GoTo, Step, When
from flows.engine.known import Known
from flows.engine.session import Session
from flows.engine.ways import Choice, Minutes, Scale, Text, Timer
from flows.engine.words import Words
from tests.stage import Beat, Stage

SHARED = """---
title: Shared
---
## buttons

- back: Back
- cancel: Stop
- help: Help
- copy: Copy
- share: Share
- home: Home

## names

- minute: minute
- minutes: minutes
- hour: hour
- hours: hours

""" + "\n".join(
    f"## {name}\n{name} line\n"
    for name in (
        "stale", "invalid", "help", "resume", "changed", "back_none", "cancelled",
        "nothing_open", "unreadable", "unknown", "sorry", "group",
    )
)  # fmt: skip


def hot(known: Known) -> bool:
    return known.number("heat") >= 7


def soon(known: Known) -> Any:
    return known.now + timedelta(minutes=20)


def grow_up(_: Known) -> tuple[Effect, ...]:
    return (Remember("adult", True),)


cool = Flow(
    "cool",
    version=1,
    command="cool",
    also=("chill",),
    gated=False,
    interrupts=True,
    steps=(
        Step("heat", reads=Scale(0, 10, save="heat", then=When(hot, "wait", otherwise="why"))),
        Step("wait", waits=Timer(soon, then="why"), on={"skip": "why"}, shows=(Picture("p"),)),
        Step("why", reads=Choice("tired", "cross", save="why", then="own")),
        Step("own", reads=Text("own", then="kept"), on={"skip": "kept"}),
        Step("kept", does=(Save("cool", "heat", "why"),), on={"again": "heat", "done": "bye"}),
        Step("bye", on={"home": Go("home")}),
    ),
)
talk = Flow(
    "talk",
    version=1,
    command="talk",
    gated=False,
    steps=(
        Step("one", reads=Choice("a", "b", save="one", then="two")),
        Step("two", reads=Minutes(1, 60, (5, 20), save="two", then="three")),
        Step("three", on={"end": END, "cool": Go("cool")}, does=(Set("two"),)),
    ),
)
home = Flow(
    "home", version=1, gated=False, steps=(Step("menu", on={"talk": Go("talk")}, reads=None),)
)
start = Flow(
    "start",
    version=1,
    gated=False,
    steps=(
        Step("age", reads=Choice("yes", save="adult_", then="in")),
        Step("in", does=(grow_up,), on={"go": GoTo("next")}),
    ),
)
grown = Flow("grown", version=1, command="grown", steps=(Step("hello", on={"end": END}),))
leave = Flow(
    "leave",
    version=1,
    gated=False,
    steps=(
        Step(
            "ask",
            on={"keep": GoTo("to"), "leave": GoTo("to", instead=True), "stay": END},
        ),
    ),
)


def words_of(flow: Flow) -> str:
    lines = [
        f"---\ntitle: {flow.name.title()}\nsummary: About {flow.name}\nhints: [{flow.name}y]\n---"
    ]
    for step in flow.steps:
        keys = [*step.on, *(getattr(step.reads, "keys", ()) or ())]
        keys += [str(n) for n in getattr(step.reads, "offers", ())]
        lines += [f"## {step.name}", f"{step.name} of {flow.name}", ""]
        lines += [f"- {key}: {key.upper()} it" for key in keys]
        lines += ["", "!ring", "It rang."] if step.waits else []
    return "\n".join(lines)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return make(tmp_path, cool, talk, home, start, grown, leave)


def make(folder: Path, *flows: Flow) -> Book:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en/_shared.md").write_text(SHARED)
    (folder / "en/_pictures.md").write_text("---\ntitle: P\n---\n## p\n\n!alt\nA picture.\n")
    for flow in flows:
        (folder / f"en/{flow.name}.md").write_text(words_of(flow))
    return Book({flow.name: flow for flow in flows}, Words.load(folder))


@pytest.fixture
def stage(book: Book) -> Stage:
    return Stage(book)


def at(stage: Stage) -> str:
    top = stage.session.top
    return f"{top.flow}.{top.state}" if top else ""


def said(beat: Beat) -> list[tuple[str, tuple[str, ...]]]:
    return [(say.step, say.parts) for say, _ in beat.said]


def parts(beat: Beat) -> tuple[str, ...]:
    return beat.said[-1][0].parts


def test_answers_lead_where_the_flow_says(stage: Stage) -> None:
    stage.types("/cool")
    stage.types("8")
    assert at(stage) == "cool.wait"
    stage.presses("skip")
    stage.types("cross it")
    assert stage.session.top
    assert stage.session.top.answers == {"heat": 8, "why": "cross"}


@pytest.mark.parametrize("typed", ["eleven", "¹", "11", "-1", "", "8.5", "😀", "9999999999"])
def test_a_wrong_answer_says_invalid_and_stays(stage: Stage, typed: str) -> None:
    stage.types("/cool")
    beat = stage.types(typed)
    assert (at(stage), parts(beat)) == ("cool.heat", ("invalid",))
    assert beat.said[0][1].rows, "the buttons come again"


@pytest.mark.parametrize("typed", ["8", " 8 ", "8/10", "8 out of 10", "٨", "８"])
def test_a_scale_reads_what_people_type(stage: Stage, typed: str) -> None:
    stage.types("/cool")
    stage.types(typed)
    assert at(stage) == "cool.wait"


def test_a_double_press_moves_once_and_says_that_it_passed(stage: Stage) -> None:
    stage.types("/cool")
    press = stage.button("8")
    stage.happens(press)
    before = stage.session
    beat = stage.happens(press)
    assert beat.turn.effects == (Passed(),)
    assert stage.session.frames == before.frames


def test_what_we_never_wrote_is_a_stale_press(stage: Stage) -> None:
    stage.types("/cool")
    assert stage.happens(Pressed(1, 1, "nonsense")).turn.effects == (Passed(),)
    assert stage.happens(Pressed(0, 0, "")).turn.effects == (Passed(),)


def test_does_once_shows_each_time(stage: Stage) -> None:
    for text in ("/cool", "8"):
        beat = stage.types(text)
    assert beat.said[0][0].pictures == (Picture("p"),)
    stage.types("/talk")
    stage.presses("stay")
    resumed = stage.said[-1][0]
    assert (resumed.parts, resumed.pictures) == (("resume", "main"), (Picture("p"),))
    stage.presses("skip")
    stage.types("tired")
    stage.presses("skip")
    assert len(stage.records) == 1
    stage.happens(Help())
    stage.happens(Again())
    assert len(stage.records) == 1


def test_nothing_done_is_undone_by_back(stage: Stage) -> None:
    for text in ("/cool", "2", "tired", "hello"):
        stage.types(text)
    assert at(stage) == "cool.kept"
    beat = stage.happens(Back())
    assert (at(stage), parts(beat)) == ("cool.kept", ("back_none",))


def test_back_clears_what_the_step_saved_and_brings_back_what_it_replaced(stage: Stage) -> None:
    for text in ("/cool", "2", "tired"):
        stage.types(text)
    stage.happens(Back())
    assert at(stage) == "cool.why"
    assert stage.session.top
    assert stage.session.top.answers == {"heat": 2}
    stage.presses("back")
    assert (at(stage), dict(stage.session.top.answers)) == ("cool.heat", {}) or at(
        stage
    ) == "cool.heat"
    for text in ("3", "cross", "words", "again"):
        stage.types(text)
    stage.types("9")
    stage.happens(Back())
    assert stage.session.top.answers["heat"] == 3


def test_a_timer_moves_on_and_fires_once(stage: Stage) -> None:
    stage.types("/cool")
    stage.types("8")
    fired = list(stage.timers.values())
    stage.waits(timedelta(minutes=19))
    assert at(stage) == "cool.wait"
    stage.waits(timedelta(minutes=1))
    assert at(stage) == "cool.why"
    late = TimerFired(fired[0].key, fired[0].frame, fired[0].arrival)
    assert stage.happens(late).turn.effects == ()


def test_the_button_beside_a_timer_takes_the_timer_away(stage: Stage) -> None:
    stage.types("/cool")
    stage.types("8")
    beat = stage.presses("skip")
    assert Unschedule("frame:1") in beat.turn.effects
    assert stage.timers == {}


def test_a_covered_timer_rings_and_goes_on_when_uncovered(stage: Stage) -> None:
    stage.types("/cool")
    stage.types("8")
    stage.session = replace(stage.session)
    stage.happens(Started("talk"))
    stage.presses("keep")
    beats = stage.waits(timedelta(minutes=25))
    assert said(beats[0]) == [("wait", ("ring",))]
    assert at(stage) == "talk.one"
    stage.happens(Cancel())
    assert at(stage) == "cool.why", "the wait is over, so it is not put again"


def test_an_interruption_makes_old_buttons_stale_but_keeps_the_timer(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("a")
    old = stage.button("20")
    stage.types("/cool")
    stage.types("8")
    assert stage.happens(old).turn.effects == (Passed(),)
    stage.types("/cancel")
    assert stage.said[-1][0].parts == ("resume", "main")
    assert at(stage) == "talk.two"
    assert stage.happens(old).turn.effects == (Passed(),)
    stage.presses("20")
    assert stage.kept["two"] == 20


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


def test_the_listener_comes_before_every_reader(book: Book) -> None:
    def listen(text: str, _: str) -> tuple[str, dict[str, Any]] | None:
        return ("cool", {"heat": 1}) if "danger" in text else None

    for event in (Typed("danger"), Edited("danger"), Typed("/talk danger")):
        stage = Stage(replace(book, listen=listen))
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
        Session(frames=(replace(stage.session.top, state="gone", version=1),), next_id=9).to_json()
    )
    beat = other.types("hello")
    assert (at(other), parts(beat)) == ("cool.heat", ("changed", "main"))
    assert other.session.top
    assert other.session.top.answers["why"] == "tired"


def test_a_flow_that_is_gone_leaves_no_trap(stage: Stage) -> None:
    stage.types("/talk")
    assert stage.session.top
    stage.session = Session((replace(stage.session.top, flow="gone"),), 9)
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
