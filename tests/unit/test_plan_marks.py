"""What becomes of a step: too much, another one, not now, tried and compared."""

from __future__ import annotations

import pytest

from flows import lists
from flows.planning import marks, rooms, steps, trials
from tests.stage import CONTENT
from tests.unit.planner import DAY, as_known, begun, finish, known, planned, slots
from tests.unit.talker import at

# — too much, swap, not now -----------------------------------------------------------------------


def test_too_much_brings_the_rung_below_and_at_the_lowest_its_smallest_form() -> None:
    stage = begun("anxious")
    plan = {**stage.kept["plan"]}
    plan["now"] = {**plan["now"], "calm": {"key": "unc_ten", "state": "open"}}
    stage.kept = {**stage.kept, "plan": plan}
    stage.types("/plan")
    stage.presses("calm")
    stage.presses("too_much")
    assert slots(stage)["calm"] == "unc_two"
    stage.presses("too_much")
    assert stage.kept["plan"]["now"]["calm"] == {"key": "unc_two", "state": "open", "small": True}
    offered = {button.key for row in stage.said[-1][0].buttons for button in row}
    assert not offered & {"too_much", "try"}
    stage.presses("done")
    assert at(stage) == "plan.did"
    assert "unc_two" not in stage.kept["plan"]["done"]  # pictured only: the rung comes again


def test_a_swap_brings_another_one_of_the_same_work() -> None:
    stage = begun("steadier")
    before = slots(stage)
    stage.presses("calm")
    stage.presses("swap")
    after = slots(stage)
    assert after["calm"] != before["calm"]
    assert {after[work] == before[work] for work in ("know", "reach")} == {True}


def test_swaps_come_to_an_end_and_are_no_longer_offered() -> None:
    stage = begun("single")
    stage.presses("know")
    seen = {slots(stage)["know"]}
    for _ in range(10):
        if "swap" not in {option.key for option in marks.acts(as_known(stage, go="know"))}:
            break
        stage.presses("swap")
        assert slots(stage)["know"] not in seen
        seen.add(slots(stage)["know"])
    assert 2 <= len(seen) <= 5  # one of each ladder: rungs are not jumped over


def test_not_now_lays_aside_for_a_fortnight() -> None:
    stage = begun("avoidant")
    key = slots(stage)["know"]
    stage.presses("know")
    stage.presses("not_now")
    stage.waits(7 * DAY)
    stage.types("/plan")
    assert slots(stage)["know"] != key
    assert key not in stage.kept["plan"]["done"]
    finish(stage, "know")
    stage.waits(7 * DAY)
    stage.types("/plan")
    assert slots(stage)["know"] == key


def test_another_lane_keeps_what_was_done_and_the_same_lane_changes_nothing() -> None:
    stage = begun("anxious")
    finish(stage, "know")
    before = stage.kept["plan"]
    stage.presses("lane")
    stage.presses("anxious")
    assert stage.kept["plan"]["now"] == before["now"]
    stage.presses("lane")
    stage.presses("avoidant")
    assert stage.kept["plan"]["lane"] == "avoidant"
    assert stage.kept["plan"]["done"] == before["done"]


# — experiments, promises, rooms ------------------------------------------------------------------


def test_coped_keeps_expected_and_real_and_the_log_shows_them() -> None:
    stage = begun("anxious")
    stage.presses("calm")
    stage.presses("try")
    stage.presses("8")
    assert stage.kept["plan"]["now"]["calm"]["guess"] == "8"
    stage.waits(2 * DAY)
    stage.types("/plan")
    stage.presses("calm")
    stage.presses("done")
    beat = stage.presses("3")
    coped = [record.data for record in stage.records if record.kind == "coped"]
    assert coped == [{"step": "unc_two", "expected": 8, "happened": 3}]
    assert "Expected: 8. It was: 3. Easier" in beat.said[-1][1].html
    stage.presses("week")
    assert "1 time" in stage.presses("log").said[-1][1].html


@pytest.mark.parametrize(
    ("expected", "happened", "verdict"),
    [
        ("away", "kind", "better"),
        ("kind", "annoyed", "worse"),
        ("kind", "interest", "same"),
        ("nothing", "nothing", "same"),
        ("lost", "myself", "better"),
        ("glad", "tight", "worse"),
        (7, 2, "better"),
        (2, 7, "worse"),
        (5, 5, "same"),
        ("", 5, ""),
        ("", "kind", ""),
    ],
)
def test_expected_and_real_are_compared(
    expected: str | int, happened: str | int, verdict: str
) -> None:
    assert trials.verdict(expected, happened) == verdict


def test_a_shared_feeling_is_an_experiment_with_prediction_and_outcome() -> None:
    stage = begun("avoidant")
    plan = {**stage.kept["plan"]}
    plan["now"] = {**plan["now"], "reach": {"key": "us_feeling", "state": "open"}}
    stage.kept = {**stage.kept, "plan": plan}
    stage.types("/plan")
    stage.presses("reach")
    stage.presses("try")
    stage.presses("away")
    stage.presses("week")
    stage.presses("reach")
    stage.presses("done")
    beat = stage.presses("interest")
    assert [record.data for record in stage.records if record.kind == "experiment"] == [
        {"step": "us_feeling", "expected": "away", "happened": "interest", "test": "reaction"}
    ]
    assert "they pull back" in beat.said[-1][1].html


@pytest.mark.parametrize(
    ("answer", "was_kept", "state"), [("yes", True, "done"), ("no", False, "later")]
)
def test_a_promise_is_logged_kept_or_not(answer: str, was_kept: bool, state: str) -> None:
    stage = begun("single")
    plan = {**stage.kept["plan"]}
    plan["now"] = {**plan["now"], "reach": {"key": "promise_self", "state": "open"}}
    stage.kept = {**stage.kept, "plan": plan}
    stage.types("/plan")
    stage.presses("reach")
    stage.presses("done")
    stage.presses(answer)
    promises = [record.data for record in stage.records if record.kind == "promise"]
    assert promises == [{"who": "me", "kept": was_kept}]
    assert stage.kept["plan"]["now"]["reach"]["state"] == state


def test_the_lines_after_a_step_vary_and_are_short() -> None:
    said = [entry.text for entry in lists.load(CONTENT)["en"]["acks"].values()]
    assert len(set(said)) == len(said) >= 10
    assert all(len(line) <= 60 for line in said)
    stage = begun("steadier")
    heard = []
    for work in steps.WORKS:
        stage.presses(work)
        heard.append(stage.presses("done").said[-1][1].html)
        stage.presses("week")
    assert len(set(heard)) == 3


def test_one_shared_choice_a_week_none_twice_within_four_weeks() -> None:
    offered = []
    for week in range(1, 5):
        plan = {**planned("avoidant")["plan"], "week": week}
        offered += [option.key for option in rooms.offers(known(plan=plan))][:-1]
    assert len(offered) == len(set(offered)) == 12


def test_a_shared_choice_is_kept_and_told_once_it_took_place() -> None:
    stage = begun("avoidant")
    stage.presses("room")
    first = rooms.offers(as_known(stage))[0].key
    stage.presses(first)
    stage.presses("week")
    stage.presses("room")
    assert at(stage) == "plan.room_now"
    stage.presses("did")
    small = [record.data for record in stage.records if record.kind == "small_step"]
    assert small == [{"step": first, "work": "room", "lane": "avoidant"}]
