"""What days and weeks come to: the figures behind the check-in and /progress, on a moved clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.engine.flow import Flow
from flows.engine.known import JSON, Known, Record
from flows.tracking import cooling, days, glance, goals, lines, told
from tests.stage import Stage, the_book
from tests.unit.tracked import DAY, NOW, SET_UP, ago, known

# --- how sure


@pytest.mark.parametrize(
    ("cooled", "of", "low", "high"),
    [
        (0, 0, 0, 1),
        (5, 5, 0.649, 1),
        (0, 5, 0, 0.351),
        (8, 10, 0.541, 0.931),
        (50, 100, 0.419, 0.581),
    ],
)
def test_wilsons_interval_has_the_values_of_its_formula(
    cooled: int, of: int, low: float, high: float
) -> None:
    assert cooling.wilson(cooled, of) == (
        pytest.approx(low, abs=0.001),
        pytest.approx(high, abs=0.001),
    )


def pause(back: int, before: int, after: int, **data: JSON) -> Record:
    return ago("pause", back, before=before, after=after, **data)


def test_only_pauses_that_began_warm_count_and_a_step_of_one_is_none() -> None:
    pauses = [
        pause(9, 3, 0, pattern="box"),
        pause(8, 8, 7, pattern="box"),
        pause(7, 8, 6, pattern="box"),
        ago("pause", 6, before=8, pattern="box"),
    ]
    [way] = cooling.ways(known(pause=pauses), "pause", "pattern")
    assert (way.cooled, way.of, way.enough) == (1, 2, False)


def test_a_way_is_called_best_only_where_intervals_do_not_overlap() -> None:
    good_, poor = cooling.Way("a", 19, 20), cooling.Way("b", 4, 20)
    assert cooling.best([good_, poor]) == good_
    assert cooling.best([cooling.Way("a", 4, 5), cooling.Way("b", 3, 5)]) is None
    assert cooling.best([good_, cooling.Way("b", 0, 4)]) is None, (
        "one alone is compared with nothing"
    )


def test_few_pauses_say_how_many_are_missing() -> None:
    pauses = [pause(n, 8, 4, pattern="sigh", pull="reach") for n in (2, 1)]
    found = cooling.told(known(pause=pauses))
    assert (found["able"], found["best"], found["missing"]) == ([], "", 3)


def test_what_cools_by_trigger_and_way_together() -> None:
    moments = [
        ago("moment", n, fact="late_reply", tool="walk", before=8, after=5) for n in range(6, 0, -1)
    ]
    [pair] = cooling.told(known(moment=moments))["pairs"]  # type: ignore[misc]
    assert isinstance(pair, dict)
    assert (pair["trigger"], pair["cooled"], pair["of"]) == ("No reply for hours", 6, 6)


def test_minutes_are_compared_only_with_three_on_each_side() -> None:
    def told_(count: int) -> tuple[JSON, JSON]:
        pauses = [pause(count - n, 8, 4, minutes=40 - 5 * n) for n in range(count)]
        found = cooling.storms_told(known(pause=pauses))
        return found["then"], found["lately"]

    assert told_(5) == (-1, -1)
    assert told_(6) == (35, 20)


# --- pictures' values


def test_few_days_are_days_and_many_are_weeks_with_their_swings() -> None:
    short = [ago("checkin", n, distance="right") for n in (2, 0)]
    shown = lines.closeness(known(checkin=short))
    assert shown
    assert shown.values == {"columns": ["28 Mar", "29 Mar", "30 Mar"], "distance": [0, None, 0]}
    far = ["too_far", "too_close"]
    long = [ago("checkin", n, distance=far[n % 2]) for n in range(399, -1, -1)]
    shown = lines.closeness(known(checkin=long))
    assert shown
    weeks = shown.values["distance"]
    assert isinstance(weeks, list)
    assert len(weeks) == days.WEEKS
    assert (weeks[0][0], weeks[0][2]) == (-1, 1)
    assert lines.turns(known(checkin=long), NOW.date() - 9 * DAY) == 9


def test_days_are_those_of_the_persons_own_zone() -> None:
    late = Record("checkin", datetime(2026, 3, 29, 22, 30, tzinfo=UTC), {"mood": "good"})
    assert list(glance.moods(known(checkin=[late]))) == [datetime(2026, 3, 30, tzinfo=UTC).date()]


def test_checks_of_a_week_and_calm_on_one_scale() -> None:
    stirred = [
        ago("checkin", 8, settled="stirred"),
        ago("checkin", 1, calm=4),
        ago("checkin", 0, body="loose"),
    ]
    counted = [ago("checked", n, what="phone") for n in (8, 8, 1)]
    shown = lines.checks(known(checkin=stirred, checked=counted))
    assert shown
    assert shown.values["checked"] == [2, 1, 0]
    assert shown.values["calm"] == [1, 4, 5]


def test_old_answers_on_longing_stand_on_the_new_scale() -> None:
    shown = lines.waves(
        known(checkin=[ago("checkin", 20, longing="strong"), ago("checkin", 3, longing=2)])
    )
    assert shown
    assert shown.values["longing"] == [5, 2]


def test_the_month_before_can_be_turned_to_and_no_further_than_there_is() -> None:
    past = [ago("checkin", 45, mood="low"), ago("checkin", 1, mood="good")]
    here = known(checkin=past)
    assert glance.earlier(here)
    there = Known({"turn": "back1"}, here.person, NOW, here.library)
    assert glance.month_told(there)["month"] == "Feb 2026"
    assert glance.month_told(there)["low"] == 1
    assert not glance.earlier(there)


def test_the_week_counts_the_three_and_kept_promises() -> None:
    moments = [
        ago("observed", n, tag=tag)
        for n, tag in ((9, "push"), (3, "push"), (2, "seek"), (0, "keep"))
    ]
    promises = [
        ago("promise", 8, who="they", kept=True),
        ago("promise", 1, who="me", kept=True),
        ago("promise", 1, who="they", kept=False),
    ]
    found = glance.week_told(known(observed=moments, promise=promises))
    assert [found[tag] for tag in glance.TAGS] == [1, 1, 1]
    assert (found["kept_week"], found["kept_theirs"], found["kept_mine"]) == (1, 1, 1)
    assert [glance.week(known(observed=moments)).values[tag] for tag in glance.TAGS] == [1, 1, 1]


def test_a_second_result_on_the_same_form_tells_change_with_its_band() -> None:
    def sitting(back: int, worry: float) -> Record:
        return ago("assess", back, instrument="closeness-12", anxiety=worry, avoidance=2.0)

    moved = told.sittings(known(assess=[sitting(90, 4.8), sitting(1, 1.2)]))
    assert (moved["again"], moved["anxiety_way"], moved["avoidance_way"]) == (
        True,
        "lower",
        "unclear",
    )
    low, high = moved["anxiety_from"], moved["anxiety_to"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low < -90 < high  # 3.6 of a scale of 4
    assert told.sittings(known(assess=[sitting(1, 3)]))["again"] is False
    shown = lines.sittings(known(assess=[sitting(90, 4.8)]))
    assert shown
    [band] = shown.values["worry"]  # type: ignore[misc]
    assert band[0] < band[1] < band[2]


def test_each_goal_shows_in_a_view_and_none_leads_closer_beside_harm() -> None:
    progress: Flow = the_book().flows["progress"]
    every = the_book().library["lists"]["en"]["goals"].values()
    assert len(every) >= 5
    assert {one.leads for one in every} <= set(progress.by_name)
    offered = {option.key for option in goals.offers(known({"unsafe": True}))}
    assert offered
    assert not offered & {one.key for one in every if one.kind == "closer"}


def test_the_goal_stands_above_progress() -> None:
    stage = Stage(the_book(), {**SET_UP, "goal": {"goal": "g_calm", "on": 1}})
    stage.records.append(Record("checked", stage.now, {"what": "phone"}))
    stage.types("/progress")
    assert "calm down sooner when it gets heated" in stage.said[-1][1].html
    assert "Heat and minutes" in stage.said[-1][1].html


def test_the_monthly_review_is_asked_for_and_comes_back_after_four_weeks() -> None:
    stage = Stage(the_book(), SET_UP, NOW)
    stage.records.append(Record("week", NOW, {"safe": 4, "felt_seen": 3, "connected": 5}))
    for press in ("three", "review", "4", "3", "5"):
        if press == "three":
            stage.types("/progress")
        stage.presses(press)
    assert stage.said[-1][0].step == "reviewed"
    assert stage.records[-1].data == {"empathy": 4, "trust": 3, "understanding": 5}
    for wait, there in ((27 * DAY, False), (DAY, True)):
        stage.waits(wait)
        stage.types("/progress")
        stage.presses("three")
        keys = [b.key for row in stage.said[-1][0].buttons for b in row]
        assert ("review" in keys) is there
