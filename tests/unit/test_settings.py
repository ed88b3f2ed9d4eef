"""Settings: what is read from typed words, what is kept, what follows a change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import preferences, zones
from flows.engine.effects import Remember, Schedule
from flows.engine.known import Known, Person
from tests.stage import Stage, the_book

EVENING = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)


def known(kept: dict[str, Any] | None = None, **answers: Any) -> Known:
    return Known(answers, Person(kept=kept or {}), EVENING, the_book().library)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22:00-07:00", ["22:00", "07:00"]),
        ("22 to 7", ["22:00", "07:00"]),
        ("from 10 pm until 6:30 am", ["22:00", "06:30"]),
        ("between 23:00 and 8:00", ["23:00", "08:00"]),
        ("22:00 – 07:00", ["22:00", "07:00"]),
    ],
)
def test_quiet_hours_that_are_read(typed: str, hours: list[str]) -> None:
    assert preferences.read_quiet(typed, known()) == {"quiet": hours}


@pytest.mark.parametrize("typed", ["", "22", "to", "22 to 22", "at night", "a-b-c", "25:00-26:00"])
def test_quiet_hours_that_are_not(typed: str) -> None:
    assert preferences.read_quiet(typed, known()) is None


@pytest.mark.parametrize(
    ("typed", "hours"), [("1", 1), ("12", 12), ("2 hours", 2), ("a day", 24), ("47 h", 47)]
)
def test_hours_of_deleting_that_are_read(typed: str, hours: int) -> None:
    assert preferences.read_tidy(typed, known()) == {"tidy": hours}


@pytest.mark.parametrize("typed", ["", "0", "48", "90 minutes", "2 days", "never", "-3", "1e9"])
def test_hours_of_deleting_that_are_not(typed: str) -> None:
    assert preferences.read_tidy(typed, known()) is None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("90", 90),
        ("90 days", 90),
        ("3 months", 90),
        ("A year", 365),
        ("half a year", 182),
        ("for 2 years", 730),
        ("6 weeks", 42),
    ],
)
def test_lengths_of_keeping_that_are_read(typed: str, days: int) -> None:
    assert preferences.read_retain(typed, known()) == {"retain": days}


@pytest.mark.parametrize("typed", ["", "29", "1 day", "11 years", "days", "for ever", "-90", "9e9"])
def test_lengths_of_keeping_that_are_not(typed: str) -> None:
    assert preferences.read_retain(typed, known()) is None


@given(st.text(max_size=60))
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for read in (
        preferences.read_quiet,
        preferences.read_tidy,
        preferences.read_retain,
        preferences.read_hour,
        preferences.read_country,
        zones.understood,
    ):
        found = read(text, known())
        assert found is None or set(found)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("nepal", "Asia/Kathmandu"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("I am in Nairobi", "Africa/Nairobi"),
    ],
)
def test_places_that_leave_no_question_open(typed: str, zone: str) -> None:
    assert zones.understood(typed, known()) == {"zone": zone}


@pytest.mark.parametrize("typed", ["it is 21:40 here", "9:40 pm", "9:40", "Springfield", "USA"])
def test_what_may_mean_several_is_asked_about(typed: str) -> None:
    now = datetime(2026, 7, 1, 19, 40, tzinfo=UTC)
    found = zones.understood(typed, Known({}, Person(), now, the_book().library))
    assert found
    assert found["zone"] is None
    several = found["several"]
    assert isinstance(several, list)
    assert 1 <= len(several) <= zones.MOST
    options = zones.candidates(Known(found, Person(), now, the_book().library))
    assert [option.key for option in options] == [zone for zone, _ in several]
    if "40" in typed:
        shown = {(option.label or "")[-5:] for option in options}
        assert shown <= {"21:40", "09:40"}
        assert "21:40" in shown


def test_a_typed_time_is_no_beginning_of_a_button() -> None:
    stage = Stage(the_book(), {"adult": True}, EVENING)
    stage.types("/settings")
    stage.presses("zone")
    assert "· 20:00" in stage.said[-1][1].rows[0][0].label
    stage.types("20:00")
    assert stage.session.top
    assert stage.session.top.state == "which"
    stage.types("/back")
    stage.types("London")
    assert stage.kept["zone"] == "Europe/London"


def test_a_new_zone_moves_the_daily_note_and_the_same_one_does_nothing() -> None:
    kept = {"zone": "Europe/Berlin", "checkin": {"at": "21:00", "unanswered": 3}}
    moved = zones.keep_zone(known(kept, zone="Asia/Tokyo"))
    due = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
    assert moved == (Remember("zone", "Asia/Tokyo"), Schedule("checkin", due, local="21:00"))
    assert zones.keep_zone(known(kept, zone="Europe/Berlin")) == ()
    assert zones.keep_zone(known(kept)) == ()


def test_only_what_was_just_changed_is_kept_again() -> None:
    answers = {"zone": "Asia/Tokyo", "quiet": ["22:00", "07:00"], "tidy": 12}
    assert preferences.keep(known({}, change="tidy", **answers)) == (Remember("tidy", 12),)
    assert preferences.keep(known({}, **answers)) == ()


def test_the_overview_names_the_language_that_is_spoken() -> None:
    for language, spoken in (("de-at", "en"), ("en-us", "en"), ("en", "en")):
        assert preferences.told(known({"app_language": language}))["kept_language"] == spoken


def test_every_setting_can_be_taken_away_again() -> None:
    kept = {
        "adult": True,
        "zone": "Europe/Berlin",
        "country": "DE",
        "quiet": ["22:00", "07:00"],
        "tidy": 12,
        "retain": 90,
        "checkin": {"at": "21:00", "unanswered": 0},
    }
    stage = Stage(the_book(), kept, EVENING)
    stage.types("/settings")
    for name in ("country", "hour", "quiet", "tidy", "retain"):
        stage.presses(name)
        stage.presses("off")
    assert set(stage.kept) == {"adult", "zone"}
