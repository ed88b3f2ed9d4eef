"""The sentence of a time-out on every path, and the moment it promises."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from flows import promised
from flows.engine.effects import Schedule
from flows.engine.known import Known, Person
from flows.engine.words import strip
from flows.timeout import CARING
from tests.stage import Stage, the_book

EVENING = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
WHY = ("overwhelmed", "need_to_think", "tired", "too_angry", "back_and_forth")
COPY_LIMIT = 256  # characters of Telegram's CopyTextButton
LONGEST = (
    "We have been through worse than this, you and I, and we will get through this one as well"
)


def known(zone: str | None = "Europe/Berlin", **answers: object) -> Known:
    kept = {"zone": zone} if zone else {}
    return Known(answers, Person(kept=kept), EVENING, the_book().library)  # type: ignore[arg-type]


def sentence(stage: Stage) -> str:
    """The newest sentence as it is copied."""
    message = [message for say, message in stage.said if say.parts == ("sentence",)][-1]
    copied = [shown.value for row in message.rows for shown in row if shown.kind == "copy"]
    shared = [shown.value for row in message.rows for shown in row if shown.kind == "share"]
    assert copied == shared == [strip(message.html)]
    return copied[0]


@pytest.mark.parametrize("zone", ["Europe/Berlin", None])
@pytest.mark.parametrize("why", WHY)
def test_every_sentence_has_a_time_a_return_and_a_caring_line(why: str, zone: str | None) -> None:
    # shows S5.19, S8.20
    stage = Stage(the_book(), {"zone": zone} if zone else {}, EVENING)
    stage.types("/timeout")
    stage.presses(why)
    stage.presses("20")
    for care in (None, *CARING, LONGEST):
        if care in CARING:
            stage.presses("words")
            stage.presses(str(care))
        elif care:
            stage.presses("words")
            stage.types(care)
        text = sentence(stage)
        assert ("until 21:20" if zone else "20 minutes") in text
        assert zone or not re.search(r"\d:\d\d", text), "no clock time without a known clock"
        assert "come back to this" in text
        assert len(text) <= COPY_LIMIT
        assert text.endswith(".")
    assert LONGEST in sentence(stage)
    assert len(LONGEST) == 89


def test_back_and_forth_asks_for_time() -> None:
    # shows S2.36
    stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
    stage.types("/timeout")
    stage.presses("back_and_forth")
    stage.presses("30")
    assert sentence(stage).startswith(
        "Part of me wants to talk and part of me needs air. Please give me until 21:30"
    )


def test_own_words_cannot_become_markup() -> None:
    stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
    stage.types("/timeout")
    for key in ("tired", "20", "words"):
        stage.presses(key)
    stage.types("<b>you</b> & {{ person }} too")
    html = [message.html for say, message in stage.said if say.parts == ("sentence",)][-1]
    assert "&lt;b&gt;you&lt;/b&gt; &amp; {{ person }} too." in html
    assert sentence(stage).endswith("<b>you</b> & {{ person }} too.")


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1", 1),
        ("1440", 1440),
        ("half an hour", 30),
        ("2 hours", 120),
        ("21:25", 25),
        ("until 9 pm", 1440),
    ],
)
def test_lengths_that_are_read(typed: str, minutes: int) -> None:
    assert promised.read_length(typed, known()) == {
        "minutes": minutes,
        "ends": int(EVENING.timestamp()) + 60 * minutes,
    }


@pytest.mark.parametrize("typed", ["0", "1441", "-5", "soon", "", "25 hours", "999999999999"])
def test_lengths_that_are_not(typed: str) -> None:
    assert promised.read_length(typed, known()) is None
    assert promised.read_length(typed, known(None)) is None


def test_without_a_known_clock_no_clock_time_is_read() -> None:
    assert promised.read_length("21:25", known(None)) is None
    assert promised.read_length("25", known(None)) is not None
    assert promised.told(known(None, ends=1)) == {"until": "", "day": ""}


def test_more_time_once() -> None:
    # shows S5.19
    first = promised.read_return("more", known())
    assert first == {"back": "more", "extended": True, "ends": int(EVENING.timestamp()) + 600}
    assert promised.read_return("more", known(extended=True)) is None
    assert promised.read_return("yes", known()) is None


def test_later_is_tomorrow_also_after_midnight_and_over_summer_time() -> None:
    late = Known(
        {}, Person(kept={"zone": "Europe/Berlin"}), datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
    )
    read = promised.read_later("morning", late)
    assert read
    due = datetime.fromtimestamp(int(str(read["ends"])), UTC)
    assert due == datetime(2026, 3, 29, 8, 0, tzinfo=UTC), "10:00 by summer time"
    small_hours = Known({}, late.person, datetime(2026, 3, 10, 0, 30, tzinfo=UTC))
    read = promised.read_later("evening", small_hours)
    assert read
    due = datetime.fromtimestamp(int(str(read["ends"])), UTC)
    assert due == datetime(2026, 3, 11, 18, 0, tzinfo=UTC)
    assert promised.read_later("evening", known(None)) is None
    assert promised.read_later("3 hours", known()) == {
        "later": "own",
        "wait": 180,
        "ends": int(EVENING.timestamp()) + 180 * 60,
    }


def test_the_promised_moment_survives_looking_around() -> None:
    stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
    stage.types("/timeout")
    stage.presses("tired")
    stage.presses("20")
    for key in ("meanwhile", "again", "words", "love", "meanwhile", "back"):
        stage.waits(timedelta(minutes=2))
        stage.presses(key)
        [timer] = stage.timers.values()
        assert timer.due == EVENING + timedelta(minutes=20)
    assert "until 21:20" in sentence(stage)


@pytest.mark.parametrize("late", [timedelta(minutes=5), timedelta(hours=3)])
def test_a_late_reminder_says_so_once(late: timedelta) -> None:
    stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
    for text in ("/timeout", "I am too tired", "20"):
        stage.types(text)
    stage.now += timedelta(minutes=20) + late
    stage.waits(timedelta())
    told = strip(stage.said[-1][1].html)
    assert told.startswith("This comes late;") is (late > timedelta(minutes=10))
    stage.presses("more")
    stage.waits(timedelta(minutes=10))
    assert strip(stage.said[-1][1].html) == "This is the time you gave. Going back now?"


def test_that_somebody_does_not_feel_safe_is_never_kept() -> None:
    for way in (("20", "+20", "unsafe"), ("20", "ready", "unsafe")):
        stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
        stage.types("/timeout")
        stage.presses("tired")
        for key in way:
            if key.startswith("+"):
                stage.waits(timedelta(minutes=20))
            else:
                stage.presses(key)
        assert stage.session.top is None
        assert stage.records == []
        assert stage.timers == {}
        assert set(stage.kept) == {"zone"}


def test_no_reminder_sends_anybody_back_to_somebody_who_harms() -> None:
    stage = Stage(the_book(), {"zone": "Europe/Berlin"}, EVENING)
    stage.types("/timeout")
    stage.presses("tired")
    stage.presses("20")
    stage.kept = {**stage.kept, "unsafe": True}
    stage.timers["timeout"] = Schedule("timeout", EVENING + timedelta(hours=1))
    beats = stage.waits(timedelta(days=1))
    assert [beat.said for beat in beats] == [(), ()]
    assert stage.session.top is None
