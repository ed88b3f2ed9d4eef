"""The engine's rules (design 3): answers, buttons, back, timers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.engine.effects import Passed, Picture, Unschedule
from flows.engine.events import Again, Back, Cancel, Help, Pressed, Started, TimerFired
from tests.stage import Stage
from tests.unit.small_book import cool, grown, home, leave, make, start, talk
from tests.unit.talker import at, parts, said


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(make(tmp_path, cool, talk, home, start, grown, leave))


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
    assert at(stage) == "cool.heat"
    assert stage.session.top.answers == {}
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
