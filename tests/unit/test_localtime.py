"""Wall clocks: across changes of the clocks and over midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.localtime import (
    UnknownZone,
    clock,
    describe_day,
    in_quiet,
    local_date,
    next_local,
    quiet_ends,
    zone,
)

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
)
CHANGING = (*ZONES, "America/Nuuk", "Africa/Cairo", "America/Havana", "Pacific/Chatham", "UTC")
DAY = timedelta(days=1)

moments = st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the strategy adds UTC)
walls = st.times().map(lambda at: f"{at:%H:%M}")
steady = settings(derandomize=True, database=None, deadline=None, max_examples=150)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def shown(moment: datetime, zone_name: str) -> str:
    return moment.astimezone(ZoneInfo(zone_name)).isoformat(timespec="minutes")


# — zones -----------------------------------------------------------------------------------------


def test_a_zone_is_read_once() -> None:
    assert zone("Europe/Berlin") is zone("Europe/Berlin")
    assert zone("Europe/Berlin").key == "Europe/Berlin"


@pytest.mark.parametrize(
    "name",
    [
        *("", "Europe", "Berlin", "../../etc/passwd", "/etc/passwd", "zone.tab", "leapseconds"),
        *("Europe/Berlin\n", "\0", "Europe//Berlin", "x" * 5000, "Europe/Bërlin", "__init__"),
    ],
)
def test_no_zone_of_that_name(name: str) -> None:
    with pytest.raises(UnknownZone, match=r"^unknown time zone .{1,100}a name such as Europe/Berl"):
        zone(name)


# — the next occurrence ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "zone_name", "at", "comes"),
    [
        ("2026-11-22T19:59", "Europe/Berlin", "21:00", "2026-11-22T21:00+01:00"),
        ("2026-11-22T20:00", "Europe/Berlin", "21:00", "2026-11-23T21:00+01:00"),
        ("2026-11-22T19:59:59.999999", "Europe/Berlin", "21:00", "2026-11-22T21:00+01:00"),
        ("2027-03-27T20:00", "Europe/Berlin", "02:30", "2027-03-28T03:30+02:00"),  # the gap
        ("2027-03-28T01:30", "Europe/Berlin", "02:30", "2027-03-29T02:30+02:00"),
        ("2027-10-30T20:00", "Europe/Berlin", "02:30", "2027-10-31T02:30+02:00"),  # the first
        ("2027-10-31T00:30", "Europe/Berlin", "02:30", "2027-11-01T02:30+01:00"),  # not again
        ("2026-11-22T00:00", "Asia/Kathmandu", "07:15", "2026-11-22T07:15+05:45"),
        ("2026-10-03T12:00", "Australia/Lord_Howe", "02:15", "2026-10-04T02:45+11:00"),  # half an
        ("2027-04-03T12:00", "Australia/Lord_Howe", "01:45", "2027-04-04T01:45+11:00"),  # hour
        ("2027-03-28T00:30", "America/Nuuk", "23:30", "2027-03-28T00:30-01:00"),  # over midnight
        ("2011-12-30T08:00", "Pacific/Apia", "21:00", "2011-12-31T21:00+14:00"),  # no 30th
        ("2026-11-22T12:00", "UTC", "12:00", "2026-11-23T12:00+00:00"),
    ],
)
def test_next_local(now: str, zone_name: str, at: str, comes: str) -> None:
    found = next_local(utc(now), zone_name, at)
    assert found.tzinfo is UTC
    assert shown(found, zone_name) == comes


def test_days_count_dates_and_not_hours() -> None:
    morning = utc("2027-03-27T05:00")
    found = [
        shown(next_local(morning, "Europe/Berlin", "21:00", days), "Europe/Berlin")
        for days in (1, 2, 7)
    ]
    assert found == ["2027-03-27T21:00+01:00", "2027-03-28T21:00+02:00", "2027-04-02T21:00+02:00"]
    night = utc("2027-03-27T20:30")
    assert (
        shown(next_local(night, "Europe/Berlin", "21:00", 2), "Europe/Berlin")[:10] == "2027-03-29"
    )


def test_a_date_that_was_skipped_is_not_counted() -> None:
    before = utc("2011-12-29T12:00")  # still the 29th there
    dates = [
        local_date(next_local(before, "Pacific/Apia", "21:00", n), "Pacific/Apia")
        for n in (1, 2, 3)
    ]
    assert dates == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]


@pytest.mark.parametrize("at", ["", "21", "21:00:00", "24:00", "9:00", "21:60", "٢١:٠٠", "21:00\n"])
def test_a_wall_time_has_one_form(at: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        next_local(utc("2026-11-22T12:00"), "UTC", at)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="days"):
        next_local(utc("2026-11-22T12:00"), "UTC", "21:00", 0)
    with pytest.raises(ValueError, match="aware"):
        next_local(datetime(2026, 11, 22, 12), "UTC", "21:00")  # noqa: DTZ001 (this is the fault)
    with pytest.raises(UnknownZone):
        next_local(utc("2026-11-22T12:00"), "Mars/Olympus", "21:00")


@steady
@given(moments, st.sampled_from(CHANGING), walls)
def test_it_comes_after_now_and_shows_that_time(now: datetime, zone_name: str, at: str) -> None:
    found = next_local(now, zone_name, at)
    assert now < found <= now + 2 * DAY + timedelta(hours=2)
    local = found.astimezone(ZoneInfo(zone_name))
    naive = datetime.combine(local.date(), time.fromisoformat(at))
    if clock(found, zone_name) == at:
        assert local.fold == 0
        return
    days = (naive - DAY, naive)  # a gap that takes it over midnight began on the day before
    assert any(in_gap(day, zone_name) for day in days), (zone_name, local)


def in_gap(naive: datetime, zone_name: str) -> bool:
    there = naive.replace(tzinfo=ZoneInfo(zone_name))
    back = there.astimezone(UTC).astimezone(ZoneInfo(zone_name)).replace(tzinfo=None)
    return back != naive


@pytest.mark.parametrize(
    ("zone_name", "year"),
    [*((name, 2027) for name in ZONES), ("America/Sao_Paulo", 2018), ("Pacific/Apia", 2011)],
)
@pytest.mark.parametrize("at", ["00:00", "00:30", "02:15", "02:30", "12:00", "23:45"])
def test_once_on_each_date_of_a_year(zone_name: str, year: int, at: str) -> None:
    now = datetime(year, 1, 1, tzinfo=ZoneInfo(zone_name)).astimezone(UTC) - timedelta(seconds=1)
    dates = []
    while (now := next_local(now, zone_name, at)) < datetime(
        year + 1, 1, 1, tzinfo=ZoneInfo(zone_name)
    ):
        dates.append(local_date(now, zone_name))
    skipped = {date(2011, 12, 30)} if (zone_name, year) == ("Pacific/Apia", 2011) else set()
    first = date(year, 1, 1)
    whole = [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]
    assert dates == [day for day in whole if day not in skipped]


@steady
@given(moments, st.sampled_from(CHANGING), walls, st.integers(2, 9))
def test_the_nth_is_the_next_of_the_one_before(
    now: datetime, zone_name: str, at: str, days: int
) -> None:
    before = next_local(now, zone_name, at, days - 1)
    assert next_local(now, zone_name, at, days) == next_local(before, zone_name, at)


# — quiet hours, dates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "start", "end", "quiet", "ends"),
    [
        ("2026-11-22T20:59", "22:00", "07:00", False, "2026-11-22T20:59"),
        ("2026-11-22T21:00", "22:00", "07:00", True, "2026-11-23T06:00"),
        ("2026-11-23T02:00", "22:00", "07:00", True, "2026-11-23T06:00"),
        ("2026-11-23T06:00", "22:00", "07:00", False, "2026-11-23T06:00"),
        ("2026-11-22T12:30", "13:00", "15:00", True, "2026-11-22T14:00"),
        ("2026-11-22T14:00", "13:00", "15:00", False, "2026-11-22T14:00"),
        ("2026-11-22T12:00", "13:00", "13:00", False, "2026-11-22T12:00"),
        ("2027-03-28T00:30", "22:00", "02:30", True, "2027-03-28T01:30"),  # it ends in the gap
        ("2027-10-31T01:10", "22:00", "02:30", True, "2027-10-31T01:30"),  # the hour's second time
    ],
)
def test_quiet_hours_in_berlin(now: str, start: str, end: str, quiet: bool, ends: str) -> None:
    assert in_quiet(utc(now), "Europe/Berlin", start, end) is quiet
    assert quiet_ends(utc(now), "Europe/Berlin", start, end) == utc(ends)


@steady
@given(moments, st.sampled_from(CHANGING), walls, walls)
def test_quiet_ends_where_it_is_not_quiet(
    now: datetime, zone_name: str, start: str, end: str
) -> None:
    ends = quiet_ends(now, zone_name, start, end)
    assert ends.tzinfo is UTC
    assert not in_quiet(ends, zone_name, start, end)
    assert (ends == now) is not in_quiet(now, zone_name, start, end)
    assert now <= ends <= now + 2 * DAY


@pytest.mark.parametrize(
    ("target", "day"),
    [
        ("2026-11-22T10:00", "today"),
        ("2026-11-22T22:59", "today"),
        ("2026-11-22T23:00", "tomorrow"),
        ("2026-11-23T22:59", "tomorrow"),
        ("2026-11-23T23:00", "later"),
        ("2026-11-20T12:00", "today"),  # overdue
    ],
)
def test_which_day_it_is_there(target: str, day: str) -> None:
    assert describe_day(utc(target), utc("2026-11-22T12:00"), "Europe/Berlin") == day


def test_clock_and_date_there() -> None:
    now = utc("2026-11-22T20:40:59")
    assert (clock(now, "Asia/Kathmandu"), local_date(now, "Asia/Kathmandu")) == (
        "02:25",
        date(2026, 11, 23),
    )
