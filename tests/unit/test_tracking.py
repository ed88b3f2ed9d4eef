"""What days and weeks come to: the figures behind the check-in and /progress, on a moved clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from flows import daily
from flows.engine.flow import Flow
from flows.engine.known import JSON, Known, Person, Record
from flows.rotation import ITEMS, LANES, due, lane
from flows.tracking import cooling, days, glance, goals, good, lines, thinning, told, weekly
from tests.stage import Stage, the_book

NOW = datetime(2026, 3, 30, 19, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SET_UP = {"adult": True, "zone": "Europe/Berlin", "checkin": {"at": "21:00", "unanswered": 0}}


def known(
    kept: Mapping[str, JSON] | None = None, now: datetime = NOW, **memory: list[Record]
) -> Known:
    person = Person(kept={**SET_UP, **(kept or {})}, memory=memory)
    return Known({}, person, now, the_book().library)


def ago(kind: str, back: int, **data: JSON) -> Record:
    return Record(kind, NOW - back * DAY, data)


def checkins(moods: list[str]) -> list[Record]:
    """One a day up to yesterday, oldest first."""
    count = len(moods)
    return [ago("checkin", count - n, mood=mood, distance="right") for n, mood in enumerate(moods)]


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


# --- fewer check-ins as calm grows (the rule stands in flows/tracking/thinning.py)

CALM = ["even", "good"] * 10


def test_calm_weeks_offer_fewer_notes() -> None:
    assert thinning.fewer_due(known(checkin=checkins(CALM)))


@pytest.mark.parametrize(
    ("why", "moods", "kept", "more"),
    [
        ("too few", ["good"] * 7, {}, {}),
        ("not yet two weeks", ["good"] * 13, {}, {}),
        ("many low days", ["low", "good", "good"] * 7, {}, {}),
        ("it grows worse", ["very_good"] * 10 + ["even"] * 10, {}, {}),
        ("a hot pause", CALM, {}, {"pause": [pause(3, 8, 2)]}),
        ("not safe", CALM, {}, {"week": [ago("week", 3, safe=1)]}),
        ("offered lately", CALM, {"thinned": {"on": NOW.toordinal() - 13}}, {}),
        ("declined", CALM, {"thinned": {"on": NOW.toordinal() - 27, "stay": True}}, {}),
        ("as thin as can be", CALM, {"checkin": {"at": "21:00", "every": 7}}, {}),
        ("no note is set up", CALM, {"checkin": None}, {}),
    ],
)
def test_when_fewer_notes_are_not_offered(
    why: str, moods: list[str], kept: dict[str, JSON], more: dict[str, list[Record]]
) -> None:
    assert not thinning.fewer_due(known(kept, checkin=checkins(moods), **more)), why


def test_after_two_or_four_weeks_it_is_offered_again() -> None:
    for thinned in ({"on": NOW.toordinal() - 14}, {"on": NOW.toordinal() - 28, "stay": True}):
        assert thinning.fewer_due(known({"thinned": thinned}, checkin=checkins(CALM)))


def through_weeks(stage: Stage, weeks: int, mood: str = "good") -> list[str]:
    """Answer each note as it comes, take every offer of a rhythm, and name the steps on the way."""
    steps = []
    end = stage.now + timedelta(weeks=weeks)
    while stage.timers.get("checkin") and stage.timers["checkin"].due <= end:
        stage.waits(stage.timers["checkin"].due - stage.now)
        stage.presses(mood)
        stage.presses("right")
        stage.presses(stage.said[-1][1].rows[0][0].label)
        steps.append(stage.said[-1][0].step)
        if steps[-1] == "week":
            stage.presses("no")
        if steps[-1] in {"fewer", "nearer"}:
            stage.presses("yes")
        if stage.said[-1][0].step in {"finish", "line"}:
            stage.presses("done")
    return steps


def test_over_calm_months_the_notes_thin_out_to_once_a_week() -> None:
    stage = Stage(the_book(), SET_UP, datetime(2026, 1, 5, 12, tzinfo=UTC))
    stage.types("/checkin")
    stage.types("/cancel")
    stage.types("/checkin")
    for press in ("other", "change"):
        stage.presses(press)
    stage.types("21:00")
    steps = through_weeks(stage, 16)
    assert steps.count("fewer") == 3
    assert daily.every(Person(kept=stage.kept)) == 7
    first, second = (len([r for r in stage.records if span(r)]) for span in _months(stage))
    assert second < first / 3


def _months(stage: Stage) -> tuple[object, ...]:
    start = stage.records[0].at
    return (
        lambda r: r.kind == "checkin" and r.at < start + 28 * DAY,
        lambda r: r.kind == "checkin" and r.at >= stage.now - 28 * DAY,
    )


def test_two_low_days_in_a_thin_rhythm_offer_a_note_each_day() -> None:
    thin = {**SET_UP, "checkin": {"at": "21:00", "unanswered": 0, "every": 7}}
    stage = Stage(the_book(), thin, datetime(2026, 3, 2, 19, tzinfo=UTC))
    stage.records.append(Record("checkin", stage.now - 7 * DAY, {"mood": "low"}))
    stage.kept = {**stage.kept, "week_asked": stage.now.toordinal()}
    for text in ("/checkin", "low", "too far"):
        stage.types(text)
    stage.presses(stage.said[-1][1].rows[0][0].label)
    assert stage.said[-1][0].step == "nearer"
    stage.presses("yes")
    assert daily.every(Person(kept=stage.kept)) == 1
    assert stage.timers["checkin"].due - stage.now < 2 * DAY


@pytest.mark.parametrize(("rhythm", "silent"), [(1, 15), (2, 14), (3, 15), (7, 21)])
def test_silence_ends_the_notes_in_each_rhythm(rhythm: int, silent: int) -> None:
    stage = Stage(the_book(), SET_UP, datetime(2026, 1, 5, 21, tzinfo=UTC))
    stage.kept = {**SET_UP, "checkin": {"at": "21:00", "unanswered": 0, "every": rhythm}}
    stage.types("/checkin")
    stage.types("good")
    stage.types("/cancel")
    began, last = stage.now, stage.now
    while "checkin" in stage.timers:
        last = stage.timers["checkin"].due
        stage.waits(last - stage.now)
    assert stage.said[-1][0].step == "fading"
    assert (last - began).days + 1 in {silent, silent + 1}


# --- the week


def test_the_week_is_asked_once_in_seven_days_and_not_in_the_first() -> None:
    assert not weekly.due(known())
    assert not weekly.due(known(checkin=[ago("checkin", 5)]))
    assert weekly.due(known(checkin=[ago("checkin", 6)]))
    assert not weekly.due(known({"week_asked": NOW.toordinal() - 6}, checkin=[ago("checkin", 30)]))
    assert weekly.due(known({"week_asked": NOW.toordinal() - 7}, checkin=[ago("checkin", 30)]))


def test_a_low_safe_leads_privately_to_safe_and_flags_nothing() -> None:
    stage = Stage(the_book(), SET_UP, datetime(2026, 3, 2, 19, tzinfo=UTC))
    stage.records.append(Record("checkin", stage.now - 8 * DAY, {"mood": "good"}))
    for text in ("/checkin", "good", "about right"):
        stage.types(text)
    stage.presses(stage.said[-1][1].rows[0][0].label)
    stage.presses("yes")
    for rating in ("2", "4", "4", "3"):
        stage.types(rating)
    assert stage.said[-1][0].step == "low_safe"
    assert [b.key for row in stage.said[-1][0].buttons for b in row] == ["safe", "go_on"]
    assert "unsafe" not in stage.kept
    stage.presses("safe")
    assert stage.said[-1][0].flow == "safe"
    assert [r.data for r in stage.records if r.kind == "week"] == [
        {"safe": 2, "felt_seen": 4, "connected": 4}
    ]


def test_every_steady_habit_comes_round_and_none_leads_closer_beside_harm() -> None:
    seen = {weekly.habit(known(now=NOW + 7 * n * DAY)).key for n in range(7)}
    assert len(seen) == 7
    safe = weekly.habits(known({"unsafe": True}))
    assert {one.kind for one in safe} == {""}
    assert all(one.leads in the_book().flows for one in weekly.habits(known()))


# --- items and lines by lane

STYLES = {
    "preoccupied": "distance",
    "dismissing": "closeness",
    "fearful": "both",
    "secure": "steady",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("rhythm", daily.RHYTHMS)
def test_each_lane_has_its_items_and_no_rhythm_leaves_one_out(style: str, rhythm: int) -> None:
    kept: dict[str, JSON] = {"position": {"styles": [style]}}
    assert lane(known(kept)) == STYLES[style]
    items = LANES[STYLES[style]]
    seen = [due(known(kept, NOW + n * rhythm * DAY)) for n in range(len(items))]
    assert sorted(seen) == sorted(items)
    assert set(items) <= set(ITEMS)
    assert {"together", "longing", "calm"} <= set(items)


def test_lanes_differ() -> None:
    assert len({frozenset(items) for items in LANES.values()}) == len(LANES)


@pytest.mark.parametrize("rhythm", daily.RHYTHMS)
def test_the_evenings_prompt_rotates_in_every_rhythm(rhythm: int) -> None:
    seen = {good.prompt(known(now=NOW + n * rhythm * DAY)) for n in range(5)}
    assert seen == set(good.PROMPTS)
    morning = NOW.replace(hour=6)
    assert {good.prompt(known(now=morning + n * DAY)) for n in range(5)} == {"open"}


def test_a_good_moment_is_not_repeated_while_there_are_others() -> None:
    kept = [
        *(ago("checkin_line", n, line=f"line {n}", prompt="value") for n in range(20, 10, -1)),
        ago("checkin_line", 9, line="a plain line", prompt="open"),
        *(ago("different", n, line=f"line {n}") for n in range(8, 3, -1)),
        ago("different", 2),
    ]
    lines_ = [record for record in kept if record.kind == "checkin_line"]
    others = [record for record in kept if record.kind == "different"]
    told_ = [
        good.told(known(now=NOW + n * DAY, checkin_line=lines_, different=others))["good_line"]
        for n in range(15)
    ]
    assert len(set(told_)) == 15
    assert "a plain line" not in told_


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
    stage = Stage(the_book(), {**SET_UP, "goal": {"key": "calm", "on": 1}})
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
