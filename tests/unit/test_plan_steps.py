"""The steps of the plan: whole, small, and enough of them for each lane."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime

import pytest

from flows.lists import Entry
from flows.planning import choose, marks, rooms, steps, tells
from flows.planning.week import current, today_step
from tests.stage import NOON
from tests.unit.planner import (
    ALL,
    DAY,
    FILES,
    FORTNIGHT,
    LANES,
    LEANS,
    begun,
    finish,
    known,
    planned,
    slots,
)

# — the steps as data -----------------------------------------------------------------------------


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
    # shows S8.9, S8.16
    who = known(unsafe=True) if unsafe else known()
    for work in steps.WORKS:
        rungs = steps.ladders(who, lane, work)
        assert len(rungs) >= 2
        assert sum(map(len, rungs)) >= 4 + 3  # and enough to swap


def test_ladders_are_as_long_as_they_must_be() -> None:
    # shows S2.25, S5.14, S6.9
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


# — choosing --------------------------------------------------------------------------------------


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
    # shows S5.2
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


@pytest.mark.parametrize("lane", LANES)
def test_the_first_ladder_comes_every_second_week_and_the_others_take_turns(lane: str) -> None:
    stage, met = begun(lane), []
    by_key = {step.key: step for step in ALL}
    for _ in range(12):
        met.append(by_key[slots(stage)["reach"]].leads)
        finish(stage, "reach")
        stage.waits(7 * DAY)
        stage.types("/plan")
    order = [ladder[0].leads for ladder in steps.ladders(known(), lane, "reach")]
    assert met[0:10:2] == [order[0]] * 5
    assert met[1] == order[1]
    assert {"sharing", "sharing_us"} & {met[1]}
    assert set(met) >= set(order[:4])
    assert set(met) & {"promise", "promise_us"}


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


# — beside one who harms --------------------------------------------------------------------------


@pytest.mark.parametrize("lane", LANES)
def test_no_step_towards_a_partner_who_harms_and_no_room_for_us(lane: str) -> None:
    # shows S8.19, X1
    who = known(**planned(lane), unsafe=True)
    shown = tells.week(who)
    closer = {step.label for step in FILES[steps.CLOSER].values()}
    titles = {one["title"] for one in shown["steps"].values() if one}  # type: ignore[union-attr]
    assert len(titles) == 3
    assert not titles & closer
    assert "room" not in {option.key for option in marks.rows(who)}
    assert [option.key for option in rooms.offers(who)] == ["none"]
    assert rooms.choose(known(answers={"room": "walk_two"}, **planned(lane), unsafe=True)) == ()
    plan = current(who)
    assert plan is not None
    for work in steps.WORKS:
        assert choose.following(who, plan, work, int(NOON.timestamp())) is None or (
            choose.following(who, plan, work, int(NOON.timestamp())).key  # type: ignore[union-attr]
            not in FILES[steps.CLOSER]
        )
    assert not any(
        step.leads == "uncertainty"
        for work in steps.WORKS
        for ladder in steps.ladders(who, lane, work)
        for step in ladder
    )
    for day in range(14):
        later = known(NOON + day * DAY, **planned(lane), unsafe=True)
        assert today_step(later) not in FILES[steps.CLOSER]
