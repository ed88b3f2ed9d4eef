"""The daily note over weeks: when it comes, how it thins out, what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.daily import DAYS
from flows.engine.effects import Schedule
from flows.engine.words import strip
from flows.rotation import LANES
from tests.stage import Stage, the_book

DAY = timedelta(days=1)


def daily(zone: str, at: str, now: datetime) -> Stage:
    """Somebody who has just set up the note."""
    stage = Stage(the_book(), {"adult": True, "zone": zone}, now)
    stage.types("/checkin")
    stage.types(at)
    assert stage.session.top is None
    return stage


def notes(stage: Stage, days: int) -> list[datetime]:
    """The local moments of the notes of so many days, each left unanswered."""
    zone = ZoneInfo(str(stage.kept["zone"]))
    found = []
    for _ in range(days * 24):
        before = len(stage.said)
        stage.waits(timedelta(hours=1))
        if stage.said[before:]:
            found.append(stage.now.astimezone(zone))
    return found


def test_silence_thins_the_notes_out_and_stops_them_once() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 21, 0, tzinfo=UTC))
    began = date(2026, 1, 5)
    fired = notes(stage, 60)
    assert [(at.date() - began).days for at in fired] == [1, 2, 3, 5, 7, 9, 11, 13, 15]
    assert [say.step for say, _ in stage.said[-9:]] == ["note"] * 8 + ["fading"]
    assert stage.timers == {}
    assert stage.kept.get("checkin") is None


def test_nothing_is_said_of_missed_days() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 21, 0, tzinfo=UTC))
    before = len(stage.said)
    notes(stage, 14)
    assert len({message.html for _, message in stage.said[before:]}) == 1


def test_after_a_week_the_machine_was_off_nothing_is_counted() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 19, 0, tzinfo=UTC))
    stage.waits(timedelta(hours=2))
    [note] = stage.timers.values()
    stage.now += timedelta(days=9)  # nothing fires meanwhile
    stage.waits(timedelta())
    assert stage.kept["checkin"]["unanswered"] == 1
    assert stage.timers[note.key].due == datetime(2026, 1, 15, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", date(2026, 3, 26)),
        ("Europe/Berlin", date(2026, 10, 22)),
        ("America/New_York", date(2026, 3, 5)),
        ("America/New_York", date(2026, 10, 29)),
        ("Asia/Kathmandu", date(2026, 3, 26)),
        ("Australia/Lord_Howe", date(2026, 4, 2)),
        ("Australia/Lord_Howe", date(2026, 10, 1)),
    ],
)
@pytest.mark.parametrize("at", ["21:00", "00:15", "07:30"])
def test_the_hour_stays_when_the_clocks_change(zone: str, first: date, at: str) -> None:
    start = datetime(first.year, first.month, first.day, 12, tzinfo=ZoneInfo(zone))
    stage = daily(zone, at, start.astimezone(UTC))
    days = []
    for _ in range(7):
        due = stage.timers["checkin"].due
        stage.waits(due - stage.now)
        local = due.astimezone(ZoneInfo(zone))
        assert f"{local:%H:%M}" == at
        days.append(local.date())
        stage.presses("even")
    assert days == [days[0] + n * DAY for n in range(7)]


def test_an_hour_that_the_clocks_skip_comes_once_that_day() -> None:
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)
    stage = daily("Europe/Berlin", "02:30", start)
    moments = []
    for _ in range(2):
        due = stage.timers["checkin"].due
        stage.waits(due - stage.now)
        moments.append(f"{due.astimezone(ZoneInfo('Europe/Berlin')):%d %H:%M}")
        stage.presses("good")
    assert moments == ["29 03:30", "30 02:30"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["answer", "ignore", "snooze", "skip", "by hand"]), max_size=25))
def test_whatever_people_do_there_is_one_appointment_and_it_is_near(deeds: list[str]) -> None:
    stage = daily("America/New_York", "21:00", datetime(2026, 10, 20, 12, tzinfo=UTC))
    for deed in deeds:
        if not stage.timers:
            assert stage.kept.get("checkin") is None
            break
        stage.waits(stage.timers["checkin"].due - stage.now + timedelta(minutes=20))
        _react(stage, deed)
        appointments = [timer for timer in stage.timers.values() if timer.key == "checkin"]
        assert len(appointments) == (0 if stage.kept.get("checkin") is None else 1)
        if appointments and deed != "ignore":
            assert timedelta() < appointments[0].due - stage.now <= timedelta(hours=50)
            assert stage.kept["checkin"]["unanswered"] == 0


def _react(stage: Stage, deed: str) -> None:
    if stage.kept.get("checkin") is None:
        return
    match deed:
        case "answer":
            stage.presses("low")
        case "snooze" | "skip":
            stage.presses("other")
            stage.presses(deed)
        case "by hand":
            stage.types("/checkin")
            stage.presses("good")
            stage.types("/cancel")


def test_a_note_takes_three_taps_and_its_record_holds_them() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 18, 0, tzinfo=UTC))
    stage.waits(timedelta(hours=3))
    assert stage.said[-1][0].bulk, "nobody waits for it, so answers overtake it"
    for _ in range(3):
        say, message = stage.said[-1]
        assert say.step != "finish"
        stage.presses(message.rows[0][0].label)
    assert stage.said[-1][0].step == "finish"
    [record] = stage.records
    assert record.kind == "checkin"
    assert len(record.data) == 3
    assert {"mood", "distance"} < set(record.data)


def test_a_locked_screen_gives_nothing_away() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 18, 0, tzinfo=UTC))
    stage.waits(timedelta(hours=3))
    text = strip(stage.said[-1][1].html).casefold()
    for word in ("partner", "love", "row", "relationship", "mood", "feel", "attachment", "safe"):
        assert word not in text
    assert len(text) < 60


def test_every_day_another_item_and_no_rhythm_leaves_one_out() -> None:
    items = LANES["steady"]  # of somebody who leans nowhere that is known
    assert len(items) >= 10
    asked = {1: [], 2: []}
    for gap, seen in asked.items():
        for turn in range(len(items)):
            now = datetime(2026, 1, 5, 12, tzinfo=UTC) + turn * gap * DAY
            kept = {"adult": True, "zone": "Europe/Berlin", "checkin": {"at": "21:00"}}
            stage = Stage(the_book(), kept, now)
            for text in ("/checkin", "good", "too far"):
                stage.types(text)
            assert stage.session.top
            seen.append(stage.session.top.state.removeprefix("item_"))
        assert set(seen) == set(items)


def test_the_first_answer_counts_even_if_the_rest_is_left() -> None:
    stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 18, 0, tzinfo=UTC))
    for _ in range(4):
        stage.waits(stage.timers["checkin"].due - stage.now)
    assert stage.kept["checkin"]["unanswered"] == 4
    stage.presses("even")
    assert stage.kept["checkin"]["unanswered"] == 0
    assert stage.timers["checkin"].due - stage.now == DAY


def test_a_line_is_kept_only_if_they_choose_to() -> None:
    for choice, kept in (("keep", True), ("drop", False)):
        stage = daily("Europe/Berlin", "21:00", datetime(2026, 1, 5, 12, 0, tzinfo=UTC))
        for text in ("/checkin", "good", "too far"):
            stage.types(text)
        stage.presses(stage.said[-1][1].rows[0][0].label)
        stage.types("my own line")
        stage.presses(choice)
        lines = [record for record in stage.records if record.kind == "checkin_line"]
        assert bool(lines) is kept


def test_thirteen_days_of_notes_and_a_last_word() -> None:
    assert DAYS[:3] == (1, 2, 3)
    assert all(later - day == 2 for day, later in pairwise(DAYS[2:]))
    assert DAYS[-2] < 14 < DAYS[-1]


def test_an_appointment_without_a_note_set_up_says_nothing() -> None:
    stage = Stage(the_book(), {"adult": True})
    stage.timers["checkin"] = Schedule("checkin", stage.now)
    [beat] = stage.waits(timedelta())
    assert beat.said == ()
