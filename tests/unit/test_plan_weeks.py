"""The plan over weeks: what a gap costs, and which step is for today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.planning import steps
from flows.planning.plan import data, kept
from flows.planning.week import current, today_step, told_today
from tests.stage import NOON
from tests.unit.planner import DAY, as_known, begun, finish, known, planned, slots

# — gaps ------------------------------------------------------------------------------------------


def test_after_nine_days_without_an_answer_the_same_three_stand_there() -> None:
    stage = begun("anxious")
    before = slots(stage)
    stage.waits(9 * DAY)
    beat = stage.types("/plan")
    assert slots(stage) == before
    assert stage.kept["plan"]["week"] == 1
    html = beat.said[-1][1].html
    assert "Nothing is lost" in html
    assert not any(word in html.lower() for word in ("missed", "late", "again", "streak", "should"))


def test_after_a_gap_what_was_done_goes_on_and_what_was_open_stays() -> None:
    stage = begun("fearful")
    before = slots(stage)
    finish(stage, "know")
    stage.waits(9 * DAY)
    stage.types("/plan")
    after = slots(stage)
    assert after["know"] != before["know"]
    assert (after["calm"], after["reach"]) == (before["calm"], before["reach"])
    assert stage.kept["plan"]["week"] == 2


def test_half_a_year_costs_nothing_either() -> None:
    # shows S5.29
    stage = begun("steadier")
    finish(stage, "calm")
    stage.waits(182 * DAY)
    stage.types("/plan")
    assert stage.kept["plan"]["week"] == 2
    assert len(stage.kept["plan"]["done"]) == 1


def test_an_open_step_makes_way_after_a_second_week_with_answers() -> None:
    stage = begun("anxious")
    first = slots(stage)["reach"]
    for expected in (True, False):
        finish(stage, "know")
        stage.waits(7 * DAY)
        stage.types("/plan")
        assert (slots(stage)["reach"] == first) is expected


def test_the_greeting_after_a_gap_comes_once() -> None:
    stage = begun("single")
    stage.waits(10 * DAY)
    assert "Nothing is lost" in stage.types("/plan").said[-1][1].html
    stage.presses("know")
    assert "Nothing is lost" not in stage.presses("week").said[-1][1].html


def test_the_week_turns_at_seven_days_and_not_before() -> None:
    stage = begun("anxious")
    finish(stage, "know")
    done = slots(stage)["know"]
    stage.waits(7 * DAY - timedelta(minutes=1))
    stage.types("/plan")
    assert slots(stage)["know"] == done
    stage.waits(timedelta(minutes=1))
    stage.types("/plan")
    assert slots(stage)["know"] != done


# — the step of the day ---------------------------------------------------------------------------


def test_today_goes_round_the_open_steps_of_the_week() -> None:
    kept_ = planned("anxious")
    found = [today_step(known(NOON + day * DAY, **kept_)) for day in range(6)]
    assert set(found[:3]) == {slot.key for slot in kept(known(**kept_)).now.values()}  # type: ignore[union-attr]
    assert found[:3] == found[3:]


def test_today_is_silent_without_a_plan_when_all_is_done_and_after_a_fortnight() -> None:
    assert today_step(known()) is None
    assert told_today(known()) == {"practice": "", "practice_text": ""}
    kept_ = planned("anxious")
    done = {work: {**slot, "state": "done"} for work, slot in kept_["plan"]["now"].items()}
    assert today_step(known(plan={**kept_["plan"], "now": done})) is None
    assert today_step(known(NOON + 14 * DAY, **kept_)) is not None
    assert today_step(known(NOON + 15 * DAY, **kept_)) is None


def test_today_says_the_same_as_the_week_that_will_be_opened() -> None:
    stage = begun("fearful")
    for work in steps.WORKS:
        finish(stage, work)
    for _ in range(4):
        stage.waits(7 * DAY)
        said = {today_step(as_known(stage)) for _ in range(1)}
        stage.types("/plan")
        assert said <= set(slots(stage).values())
        told = told_today(as_known(stage))
        assert told["practice"]
        assert told["practice_text"]
        for work in slots(stage):
            finish(stage, work)


# — what is kept ----------------------------------------------------------------------------------


@pytest.mark.parametrize("junk", [None, 7, "x", [], {}, {"lane": "other"}, {"lane": None}])
def test_what_is_no_plan_is_none(junk: Any) -> None:
    assert kept(known(plan=junk)) is None


def test_a_plan_survives_being_kept_and_odd_parts_of_it() -> None:
    whole = planned("avoidant")["plan"]
    plan = kept(known(plan=whole))
    assert plan is not None
    assert data(plan) == whole
    odd = kept(known(plan={"lane": "single", "now": {"know": {"key": ""}, "x": 1}, "past": 3}))
    assert odd is not None
    assert (odd.now, odd.past, odd.done, odd.week) == ({}, {}, (), 1)
    gone = {**whole, "now": {"know": {"key": "no_longer_there", "state": "open"}}}
    now = current(known(plan=gone))
    assert now is not None
    assert now.now["know"].key != "no_longer_there"
