"""Notes at chosen hours, a line a day, parked worries, staying."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from flows.engine.effects import Schedule
from flows.toolkits import parked, said
from flows.toolkits.hours import ANCHOR, LAST, SHARE
from tests.stage import the_book
from tests.unit.helping import DAY, MORNING, known, stage
from tests.unit.paused import last, offered, played

# — notes at chosen hours -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at_"),
    [
        ("once", ["08:30"]),
        ("thrice", ["08:30", "13:00", "21:30"]),
        ("9 pm", ["21:00"]),
        ("21:00, 8:30", ["08:30", "21:00"]),
        ("8:30 and 13:00 and 9 pm", ["08:30", "13:00", "21:00"]),
        ("8:30 13:00", ["08:30", "13:00"]),
        ("8:30; 8:30", ["08:30"]),
        ("7:00, 8:00, 9:00, 10:00", None),
        ("now and then", None),
        ("off", []),
    ],
)
def test_up_to_three_hours_are_read(text: str, at_: list[str] | None) -> None:
    read = ANCHOR.read(text, known())
    assert (read and list(read["at"])) == at_  # type: ignore[arg-type]
    if at_ and len(at_) > 1 and text != "thrice":
        assert SHARE.read(text, known()) is None, "one a day"


def test_notes_that_nobody_answers_thin_out_and_stop() -> None:
    here = played(stage(), "/anchor", "notes", "thrice")
    sent = []
    for _ in range(30 * 24):
        before = len(here.said)
        here.waits(timedelta(hours=1))
        sent += [(here.now - MORNING) // DAY for _ in here.said[before:]]
    assert len(sent) == LAST + 1
    assert sent[:3] == [0, 0, 0]
    assert all(later - day == 2 for day, later in pairwise(sent[3:]))
    assert here.timers == {}
    assert "anchor_hours" not in here.kept


def test_an_answer_brings_the_next_hour_back() -> None:
    here = played(stage(), "/anchor", "notes", "thrice")
    here.waits(3 * DAY)
    assert here.timers["anchor"].due - here.now > DAY
    played(here, "show")
    assert here.kept["anchor_hours"]["unanswered"] == 0
    assert here.timers["anchor"].due - here.now < DAY


def test_no_note_gives_anything_away_on_a_locked_screen() -> None:
    words = the_book().words
    for flow in ("anchor", "share", "toolkit", "worry"):
        note = words.part("en", flow, "note", "main")
        assert note
        assert len(note.text) <= 60
        for word in ("partner", "love", "worth", "worry", "feel", "alone", "safe", "reliable"):
            assert word not in note.text.casefold()


@pytest.mark.parametrize(("quiet", "told"), [(None, False), (["20:00", "07:00"], True)])
def test_an_hour_within_quiet_hours_is_said_to_be_one(quiet: Any, told: bool) -> None:
    here = played(stage(**({"quiet": quiet} if quiet else {})), "/share", "glad", "daily", "20:30")
    assert ("without a sound" in last(here)) is told


def test_the_hour_stays_when_somebody_moves() -> None:
    here = played(stage(), "/share", "glad", "daily", "19:30")
    assert here.timers["share"].due == datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
    played(here, "/settings", "zone")
    here.types("Lisbon")
    assert here.timers["share"].due == datetime(2026, 3, 10, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(("left", "stays"), [("meant", True), ("safe", False)])
def test_after_danger_notes_are_off_unless_it_was_not_meant(left: str, stays: bool) -> None:
    here = played(stage(), "/anchor", "notes", "once", "/worry")
    here.types("The landlord will say no")
    played(here, "day", "keep")
    assert set(here.timers) == {"anchor", "worry"}
    here.types("I want to kill myself tonight")
    assert here.timers == {}
    played(here, left)
    assert set(here.timers) == ({"anchor", "worry"} if stays else set())
    assert ("anchor_hours" in here.kept) is stays


def test_quit_stops_them_all() -> None:
    here = played(stage(), "/share", "glad", "daily", "19:30", "/quit")
    assert here.timers == {}
    assert "share_hours" not in here.kept


@pytest.mark.parametrize("flow", ["anchor", "share", "toolkit", "worry"])
def test_an_appointment_without_anything_set_up_says_nothing(flow: str) -> None:
    here = stage()
    here.timers[flow] = Schedule(flow, here.now)
    [beat] = here.waits(timedelta())
    assert beat.said == ()


# — a line a day ----------------------------------------------------------------------------------


def test_from_any_word_it_is_three_taps_to_copy() -> None:
    every = [option.key for option in said.every(known())]
    assert len(every) == 16
    for key in every:
        here = played(stage(), "/share")
        taps = [key] if key in offered(here) else ["more", key]
        played(here, *taps)
        [copied] = [b for row in here.said[-1][1].rows for b in row if b.kind == "copy"]
        assert len([*taps, "copy"]) <= 3
        assert copied.value in last(here)


@pytest.mark.parametrize(
    ("answers", "felt"),
    [
        ({"family": "alone"}, "alone"),
        ({"family": "alone", "feeling": "homesick"}, "homesick for us"),
        ({"family": "alone", "feeling": "other"}, "alone"),
        ({"family": "alone", "feeling": "a bit raw"}, "a bit raw"),
        ({"family": "a bit raw"}, "a bit raw"),
        ({"family": "close"}, "close to you"),
        ({"family": "other"}, ""),
        ({"family": "sad", "feeling": "homesick"}, "sad"),
    ],
)
def test_the_word_in_the_sentence(answers: dict[str, Any], felt: str) -> None:
    assert said.felt(known(answers)) == felt


# — worries ---------------------------------------------------------------------------------------


def test_a_worry_comes_back_once_and_its_words_go_with_the_answer() -> None:
    here = played(stage(), "/worry")
    here.types("The landlord will say no")
    assert "worries" not in here.kept
    played(here, "evening", "keep", "/cancel")
    due = here.timers["worry"].due
    assert due == datetime(2026, 3, 11, 18, 0, tzinfo=UTC)
    before = len(here.said)
    here.waits(10 * DAY)
    assert [say.step for say, _ in here.said[before:]] == ["note"]
    played(here, "look", "no")
    assert "worries" not in here.kept
    assert [(one.kind, one.data) for one in here.records] == [("worry", {"happened": "no"})]


def test_each_of_several_comes_at_its_own_time() -> None:
    here = stage()
    for when in ("day", "evening"):
        played(here, "/worry", *(["new"] if "worries" in here.kept else []))
        here.types("The landlord will say no")
        played(here, when, "keep")
    times = [one["back_at"] for one in parked.worries(known(**here.kept))]
    assert times == sorted(times)
    before = len(here.said)
    here.waits(2 * DAY)
    assert [say.step for say, _ in here.said[before:]] == ["note", "note"]


def test_counts_are_told_from_three_on() -> None:
    here = stage()
    for n in range(3):
        played(here, "/worry")
        here.types("The landlord will say no")
        played(here, "day", "keep")
        here.waits(25 * timedelta(hours=1))
        played(here, "look", "no" if n else "yes")
    assert "of 3" not in last(here), "two came back before this one"
    here.types("/worry")
    here.types("The landlord will say no")
    played(here, "day", "keep")
    here.waits(25 * timedelta(hours=1))
    played(here, "look", "no")
    assert "2 of 3" in last(here)


def test_no_worry_is_parked_and_nobody_stays_beside_one_who_harms() -> None:
    for command in ("/worry", "/stay", "/share"):
        here = stage(unsafe=True)
        assert [say.step for say, _ in here.types(command).said] == ["unfit"]
    here = played(stage(), "/stay", "close", "go")
    here.kept = {**here.kept, "unsafe": True}
    [beat] = here.waits(timedelta(minutes=2))
    assert all(say.flow != "stay" for say, _ in beat.said)
