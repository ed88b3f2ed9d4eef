"""Times of day and lengths of time as people type them."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.localtime import next_local, read_minutes, read_time
from flows.places.typed_clock import time_of_day
from flows.places.typed_time import duration

moments = st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the strategy adds UTC)
walls = st.times().map(lambda at: f"{at:%H:%M}")
steady = settings(derandomize=True, database=None, deadline=None, max_examples=150)


# — typed times -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((text, "21:00") for text in ("21", "21:00", "2100", "21h", "21 h", "9pm", "9 PM", "9p")),
        *((text, "21:00") for text in ("9 p.m.", "9 P. M.", "21 uhr", "at 9 in the evening")),
        *(
            (text, "21:00")
            for text in ("tonight at 9", "nine o'clock in the evening", "21.00", "~ 9pm!")
        ),
        *(
            (text, "21:00")
            for text in ("9 at night", "  21:00  ", "２１：００", "٢١:٠٠", "every day at 9 pm")
        ),
        *((text, "21:30") for text in ("2130", "21h30", "9.30 pm", "9:30pm.", "21:30:15", "21 30")),
        *((text, "21:30") for text in ("half past nine pm", "nine thirty pm", "twenty one thirty")),
        *((text, "09:30") for text in ("930", "9:30", "09:30", "half past 9", "half nine", "9 30")),
        *(
            (text, "09:00")
            for text in ("9", "09", "nine", "9 in the morning", "9-ish", "9 a.m.", "9.")
        ),
        *(
            (text, "00:00")
            for text in ("midnight", "0", "00:00", "24:00", "24", "12am", "12 midnight")
        ),
        *((text, "12:00") for text in ("noon", "12", "12pm", "12 noon", "midday")),
        *(("quarter to ten", "09:45"), ("a quarter past 9 pm", "21:15"), ("ten to nine", "08:50")),
        *(("quarter to midnight", "23:45"), ("half past midnight", "00:30"), ("5 past 1", "01:05")),
        *(("quarter to 1 pm", "12:45"), ("12:30 at night", "00:30"), ("2 at night", "02:00")),
        *(("21 pm", "21:00"), ("12:30 am", "00:30"), ("it is 21:40 here", "21:40")),
    ],
)
def test_a_typed_time(typed: str, meant: str) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "25:00", "24:01", "21:60", "9:5", "13 am", "0 pm", "-9", "9-10", "9/30", "1/2"),
        *("half past", "11 noon", "9 am pm", "noon pm", "9 pm in the morning", "tomorrow at 9"),
        *("I have 2 kids", "21:", "five past half", "99", "9" * 81, "9" * 5000, "😀", "later"),
        *("3rd", "at", "\0", "100000", "21:40:99", "ten past 25", "70 past 9"),
    ],
)
def test_no_time(typed: str) -> None:
    assert read_time(typed) is None


def test_the_other_half_of_the_day_is_possible_where_nothing_excludes_it() -> None:
    halves = {
        text: time_of_day(text)
        for text in (
            "9",
            "12",
            "9:30",
            "930",
            "half past 9",
            "09",
            "0930",
            "13",
            "0:30",
            "9 am",
            "noon",
        )
    }
    assert {text for text, typed in halves.items() if typed and typed.either_half} == {
        "9", "12", "9:30", "930", "half past 9",
    }  # fmt: skip


# — typed minutes ---------------------------------------------------------------------------------

QUARREL = datetime(2026, 11, 22, 19, 10, 30, tzinfo=UTC)  # 20:10:30 in Berlin


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        *(
            (text, 20)
            for text in ("20", "20m", "20 min", "20 minutes", "20 mins please", "20'", "020")
        ),
        *(
            (text, 20)
            for text in ("for about 20 minutes", "twenty minutes", "٢٠", "２０", "in 20 min.")
        ),
        *(
            (text, 60)
            for text in ("an hour", "1h", "1 hour", "one hour", "60", "an hour or so", "1 hr")
        ),
        *((text, 90) for text in ("1h30", "1 h 30", "1.5 h", "1,5h", "1½ h", "90min", "1h 30m")),
        *(
            (text, 90)
            for text in ("an hour and a half", "one and a half hours", "1 hour and 30 minutes")
        ),
        *((text, 30) for text in ("half an hour", "half hour", "½ hour", "0.5h", "thirty")),
        *((text, 15) for text in ("a quarter of an hour", "quarter hour")),
        *(
            ("three quarters of an hour", 45),
            ("forty-five min", 45),
            ("I need 45 more minutes", 45),
        ),
        *(("2 and a half hours", 150), ("two hours and a half", 150), ("a couple of hours", 120)),
        *(("1 hour and a quarter", 75), ("two and a quarter hours", 135), ("20.5 min", 21)),
        *(("1", 1), ("1440", 1440), ("24h", 1440), ("a day", 1440), ("23h59", 1439)),
        *(
            (text, 90)
            for text in ("until 21:40", "21:40", "till 9:40 pm", "back at 21:40", "until 2140")
        ),
        *((text, 50) for text in ("until 9", "9pm", "at 9 pm", "9:00", "until nine", "21.00")),
        *((text, 770) for text in ("09:00", "9 am", "until 9 in the morning", "0900")),
        *(("noon", 950), ("20:11", 1), ("20:10", 1440), ("midnight", 230), ("until 12", 230)),
    ],
)
def test_typed_minutes(typed: str, minutes: int) -> None:
    assert read_minutes(typed, QUARREL, "Europe/Berlin") == minutes


@pytest.mark.parametrize(
    "typed",
    [
        *("", "0", "1441", "2130", "99999", "25h", "2 days", "-20", "10 or 20", "20-30", "1e3"),
        *("1.5", "hour", "1h75", "1.5h 20", "until tomorrow", "a few minutes", "20 bananas", "h"),
        *("m", "😀", "9" * 5000, "until"),
    ],
)
def test_no_minutes(typed: str) -> None:
    assert read_minutes(typed, QUARREL, "Europe/Berlin") is None


def test_minutes_to_a_time_across_a_change_of_the_clocks() -> None:
    evening = datetime(2027, 3, 27, 22, tzinfo=UTC)  # 23:00 in Berlin; the night has an hour less
    assert read_minutes("until 07:00", evening, "Europe/Berlin") == 7 * 60


WORDS = (
    *("9", "21", "30", "half", "past", "to", "quarter", "an", "hour", "and", "a", "pm", "am"),
    *("in the", "evening", "until", "noon", "min"),
)
typed_texts = st.one_of(
    st.text(max_size=60),
    st.text("0123456789:.,h amp-½'１٢", max_size=12),
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
)


@settings(steady, max_examples=500)
@given(typed_texts, moments)
def test_any_text_is_a_time_or_none(text: str, now: datetime) -> None:
    at = read_time(text)
    assert at is None or time.fromisoformat(at).isoformat("minutes") == at
    length = duration(text)
    assert length is None or length >= 0
    minutes = read_minutes(text, now, "Australia/Lord_Howe")
    assert minutes is None or 1 <= minutes <= 1440


@steady
@given(walls)
def test_a_full_clock_time_is_read_as_it_stands(at: str) -> None:
    assert read_time(at) == at
    assert read_time(at.replace(":", "h")) == at
    assert read_time(at.replace(":", "")) == at


@steady
@given(moments, st.sampled_from(("Europe/Berlin", "Australia/Lord_Howe")), walls)
def test_until_a_time_lasts_until_then(now: datetime, zone_name: str, at: str) -> None:
    minutes = read_minutes(f"until {at}", now, zone_name)
    target = next_local(now, zone_name, at)
    if at[:2] not in {"10", "11", "12"} and target - now <= timedelta(days=1):
        assert minutes is not None
        assert timedelta(0) <= now + timedelta(minutes=minutes) - target < timedelta(minutes=1)
