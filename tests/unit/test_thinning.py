"""The check-in over weeks: fewer notes as calm grows, the weekly taps, items and lines by lane."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows import daily
from flows.engine.known import JSON, Person, Record
from flows.rotation import ITEMS, LANES, due, lane
from flows.tracking import good, thinning, weekly
from tests.stage import Stage, the_book
from tests.unit.tracked import DAY, NOW, SET_UP, ago, checkins, known

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
        ("a hot pause", CALM, {}, {"pause": [ago("pause", 3, before=8, after=2)]}),
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
