"""The weekly plan over weeks: what comes when, what a gap costs, what is left out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from flows import lists
from flows.engine.known import Known, Person
from flows.lists import Entry
from flows.planning import choose, marks, rooms, steps, tells, trials
from flows.planning.plan import data, kept
from flows.planning.week import current, fresh, today_step, told_today
from tests.stage import CONTENT, NOON, Stage, the_book
from tests.unit.talker import at

DAY = timedelta(days=1)
FORTNIGHT = 14 * DAY
LANES = steps.LANES
FILES = {name: lists.load(CONTENT)["en"][name] for name in steps.FILES}
ALL = [entry for file in FILES.values() for entry in file.values()]
LEANS = {
    "preoccupied": "anxious",
    "dismissing": "avoidant",
    "fearful": "fearful",
    "secure": "steadier",
}


def known(now: datetime = NOON, answers: Mapping[str, Any] | None = None, **kept_: Any) -> Known:
    person = Person(kept={"adult": True, "zone": "Europe/London", **kept_})
    return Known(answers or {}, person, now, the_book().library)


def planned(lane: str, now: datetime = NOON, **kept_: Any) -> dict[str, Any]:
    plan = fresh(known(now, **kept_), lane)
    return {**kept_, "plan": data(plan)}


def begun(lane: str, **kept_: Any) -> Stage:
    stage = Stage(the_book(), {"adult": True, "zone": "Europe/London", **kept_})
    stage.types("/plan")
    stage.presses(lane)
    assert at(stage) == "plan.week"
    return stage


def slots(stage: Stage) -> dict[str, str]:
    now = stage.kept["plan"]["now"]
    return {work: slot["key"] for work, slot in now.items()}


def finish(stage: Stage, work: str) -> None:
    """Open a step and do it, whatever it asks."""
    stage.presses(work)
    stage.presses("done")
    step = at(stage)
    if step == "plan.happened_hard":
        stage.presses("3")
    elif step == "plan.promised":
        stage.presses("yes")
    assert at(stage) in {"plan.did", "plan.compared", "plan.kept"}
    stage.presses("week")


# — the steps as data ------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ALL, ids=lambda step: step.key)
def test_a_step_is_small_concrete_and_whole(step: Entry) -> None:
    for part in (step.text, step.why, step.how, step.know):
        assert 10 <= len(part) <= 140
        assert part[-1] in ".?”"
        assert "!" not in part
    assert step.kind in steps.WORKS
    assert step.leads
    assert step.rank >= 1
    assert step.lanes
    assert set(step.lanes) <= set(LANES)
    assert step.test in {"", "hard", "reaction", "self", "promise"}
    assert step.seed
    assert all(row[0] in "SX" and row[1].isdigit() for row in step.seed)


def test_keys_and_titles_stand_once_and_rungs_follow_each_other() -> None:
    assert len({step.key for step in ALL}) == len(ALL) == len({step.label for step in ALL})
    found: dict[str, list[Entry]] = defaultdict(list)
    for step in ALL:
        found[step.leads].append(step)
    for rungs in found.values():
        assert [step.rank for step in rungs] == list(range(1, len(rungs) + 1))
        assert len({(step.kind, step.lanes) for step in rungs}) == 1


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("unsafe", [False, True])
def test_each_lane_has_four_weeks_of_each_work(lane: str, unsafe: bool) -> None:
    who = known(unsafe=True) if unsafe else known()
    for work in steps.WORKS:
        rungs = steps.ladders(who, lane, work)
        assert len(rungs) >= 2
        assert sum(map(len, rungs)) >= 4 + 3  # and enough to swap


def test_ladders_are_as_long_as_they_must_be() -> None:
    sizes = {
        name: [step for step in ALL if step.leads == name]
        for name in ("uncertainty", "closeness", "sharing", "sharing_us")
    }
    assert len(sizes["uncertainty"]) >= 6
    assert all(step.test == "hard" and "anxious" in step.lanes for step in sizes["uncertainty"])
    assert len(sizes["closeness"]) >= 8
    assert all("avoidant" in step.lanes for step in sizes["closeness"])
    for name, prefix in (("sharing", "share"), ("sharing_us", "us")):
        kinds = [step.key.removeprefix(f"{prefix}_") for step in sizes[name]]
        assert kinds == ["fact", "opinion", "feeling", "need"]
        assert all(step.test == "reaction" for step in sizes[name])


def test_nothing_names_a_partner_outside_the_file_that_is_left_out() -> None:
    for name in ("steps_know", "steps_calm"):
        assert not any("partner" in step.text for step in FILES[name].values())
    assert all("partner" not in f"{s.text} {s.how}" for s in FILES["steps_reach"].values())
    assert not any("single" in step.lanes for step in FILES[steps.CLOSER].values())


# — choosing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("style", "lane"), LEANS.items())
def test_the_lane_that_fits_is_suggested_and_any_can_be_chosen(style: str, lane: str) -> None:
    who = known(position={"styles": [style]})
    assert marks.suggested(who) == lane
    assert marks.lanes(who)[0].key == lane
    assert {option.key for option in marks.lanes(who)} == set(LANES)


def test_without_a_position_nothing_is_suggested() -> None:
    assert marks.suggested(known()) == ""


@pytest.mark.parametrize("lane", LANES)
def test_a_week_takes_one_step_of_each_work(lane: str) -> None:
    found = slots(begun(lane))
    assert set(found) == set(steps.WORKS)
    by_key = {step.key: step for step in ALL}
    for work, key in found.items():
        assert by_key[key].kind == work
        assert lane in by_key[key].lanes


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("unsafe", [False, True])
def test_four_weeks_are_twelve_steps(lane: str, unsafe: bool) -> None:
    stage = begun(lane, **({"unsafe": True} if unsafe else {}))
    met: list[str] = []
    for week in range(1, 5):
        assert stage.kept["plan"]["week"] == week
        met += slots(stage).values()
        for work in steps.WORKS:
            finish(stage, work)
        stage.waits(7 * DAY)
        stage.types("/plan")
    assert len(met) == len(set(met)) == 12
    if unsafe:
        assert not set(met) & set(FILES[steps.CLOSER])
    assert sum(record.kind == "small_step" for record in stage.records) == 12


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("seed", range(2))
def test_no_step_comes_again_within_a_fortnight(lane: str, seed: int) -> None:
    """But for the smaller one that somebody asks for."""
    chance, stage = random.Random(f"{lane}{seed}"), begun(lane)
    met: dict[str, datetime] = {}
    before: dict[str, str] = {}

    def look(*, asked: bool = False) -> None:
        for work, key in slots(stage).items():
            if before.get(work) != key and not asked:
                assert key not in met or stage.now - met[key] >= FORTNIGHT
            if before.get(work) != key:
                met[key] = stage.now
        before.clear()
        before.update(slots(stage))

    look()
    for _ in range(8):
        for work in list(slots(stage)):
            act = chance.choice(("done", "not_now", "too_much", "swap", "leave"))
            if act == "done":
                finish(stage, work)
            elif act != "leave":
                stage.presses(work)
                stage.presses(act)
                stage.types("/plan")
            look(asked=act == "too_much")
        stage.waits(chance.choice((7, 7, 8, 9)) * DAY)
        stage.types("/plan")
        look()


def test_a_ladder_is_climbed_rung_by_rung() -> None:
    stage = begun("avoidant")
    climbed = []
    for _ in range(24):
        if (key := slots(stage).get("reach", "")).startswith("close_"):
            climbed.append(key)
        if "reach" in slots(stage):
            finish(stage, "reach")
        stage.waits(7 * DAY)
        stage.types("/plan")
    rungs = [step.key for step in ALL if step.leads == "closeness"]
    assert climbed == rungs


# — gaps -------------------------------------------------------------------------------------------


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


# — too much, swap, not now ------------------------------------------------------------------------


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
    assert "too_much" not in {
        row.key for say in stage.said[-1:] for r in say[0].buttons for row in r
    }


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
        if "swap" not in {option.key for option in marks.acts(_now(stage, go="know"))}:
            break
        stage.presses("swap")
        assert slots(stage)["know"] not in seen
        seen.add(slots(stage)["know"])
    assert 2 <= len(seen) <= 5  # one of each ladder: rungs are not jumped over


def _now(stage: Stage, **answers: str) -> Known:
    return Known(answers, Person(kept=stage.kept), stage.now, the_book().library)


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


# — experiments, promises, rooms -------------------------------------------------------------------


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
    first = rooms.offers(_now(stage))[0].key
    stage.presses(first)
    stage.presses("week")
    stage.presses("room")
    assert at(stage) == "plan.room_now"
    stage.presses("did")
    small = [record.data for record in stage.records if record.kind == "small_step"]
    assert small == [{"step": first, "work": "room", "lane": "avoidant"}]


# — beside one who harms ---------------------------------------------------------------------------


@pytest.mark.parametrize("lane", LANES)
def test_no_step_towards_a_partner_who_harms_and_no_room_for_us(lane: str) -> None:
    who = known(**planned(lane), unsafe=True)
    shown = tells.week(who)
    closer = {step.label for step in FILES[steps.CLOSER].values()}
    titles = {one["title"] for one in shown["steps"].values() if one}  # type: ignore[union-attr]
    assert len(titles) == 3
    assert not titles & closer
    assert "room" not in {option.key for option in marks.rows(who)}
    plan = current(who)
    assert plan is not None
    for work in steps.WORKS:
        assert choose.following(who, plan, work, int(NOON.timestamp())) is None or (
            choose.following(who, plan, work, int(NOON.timestamp())).key  # type: ignore[union-attr]
            not in FILES[steps.CLOSER]
        )
    for day in range(14):
        later = known(NOON + day * DAY, **planned(lane), unsafe=True)
        assert today_step(later) not in FILES[steps.CLOSER]


# — the step of the day ----------------------------------------------------------------------------


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
        said = {today_step(_now(stage)) for _ in range(1)}
        stage.types("/plan")
        assert said <= set(slots(stage).values())
        told = told_today(_now(stage))
        assert told["practice"]
        assert told["practice_text"]
        for work in slots(stage):
            finish(stage, work)


# — what is kept -----------------------------------------------------------------------------------


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
