"""Appointments (design 3 and 4): none is lost, none speaks into a talk or at a wrong hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outcome import alarm_event
from bot.store.base import Alarm
from flows.engine.effects import Schedule
from flows.engine.events import TimerFired
from tests.stage import NOON, Stage
from tests.unit.small_book import cool, grown, held, home, leave, make, start, talk
from tests.unit.talker import at, parts


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    book = make(tmp_path, cool, talk, home, start, grown, leave, held)
    return Stage(book, {"adult": True})


def set_for(stage: Stage, due: datetime) -> None:
    stage.timers["grown"] = Schedule("grown", due)


def test_one_that_meets_a_flow_that_holds_is_put_off_until_it_ends(stage: Stage) -> None:
    stage.types("/held")
    set_for(stage, NOON + timedelta(hours=1))
    for beat in stage.waits(timedelta(hours=2)):
        assert beat.said == ()
    assert stage.timers["grown"].due > stage.now
    stage.presses("safe")
    stage.waits(timedelta(minutes=30))
    assert at(stage) == "grown.hello"


def test_a_clock_set_back_does_not_put_it_off_for_hours(stage: Stage) -> None:
    stage.types("/talk")
    stage.types("a")
    stage.now -= timedelta(hours=5)
    stage.happens(TimerFired("grown"))
    assert at(stage) == "grown.hello"


@pytest.mark.parametrize(
    ("late", "days"),
    [
        (timedelta(hours=2, seconds=1), 1),
        (timedelta(hours=6), 1),
        (timedelta(hours=24), 2),
        (timedelta(days=9, hours=1), 10),
    ],
)
def test_one_that_comes_very_late_keeps_its_hour(stage: Stage, late: timedelta, days: int) -> None:
    set_for(stage, NOON)
    stage.now = NOON + late
    [beat] = stage.waits(timedelta())
    assert beat.turn.effects == (Schedule("grown", NOON + timedelta(days=days)),)
    stage.waits(timedelta(days=1))
    assert at(stage) == "grown.hello"


def test_one_that_comes_a_little_late_comes(stage: Stage) -> None:
    set_for(stage, NOON)
    stage.now = NOON + timedelta(hours=2)
    stage.waits(timedelta())
    assert at(stage) == "grown.hello"


def test_very_late_and_held_it_keeps_its_hour_as_well(stage: Stage) -> None:
    stage.types("/held")
    set_for(stage, NOON)
    stage.now = NOON + timedelta(hours=15)
    stage.waits(timedelta())
    assert stage.timers["grown"].due == NOON + timedelta(days=1)


def test_the_timer_of_a_question_rings_however_late(stage: Stage) -> None:
    stage.types("/cool")
    stage.types("8")
    stage.now += timedelta(days=3)
    [beat] = stage.waits(timedelta())
    assert (at(stage), parts(beat)) == ("cool.why", ("main",))


def test_the_body_says_when_it_was_due() -> None:
    due = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
    alarm = Alarm("tg:1", "checkin", due, 0, 0)
    assert alarm_event(alarm) == TimerFired("checkin", due=int(due.timestamp()))
