"""The contract: what is due, and when it is in somebody's own time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.base import Alarm, Store
from flows.engine.effects import Schedule
from flows.localtime import UnknownZone
from tests.store.people import ANN, BEN, CAT, HOUR, NOW, change, timer

MINUTE = timedelta(minutes=1)


async def dues(store: Store, at: datetime) -> dict[tuple[str, str], datetime]:
    return {(one.address, one.key): one.due for one in await store.due(at, 100)}


async def test_timers_ring_earliest_first_and_only_when_due(store: Store) -> None:
    assert await store.next_due() is None
    await store.commit(NOW, [change(timers=[timer("late", 2 * HOUR), timer("soon", MINUTE)])])
    await store.commit(NOW, [change(BEN, timers=[timer("mid", HOUR)])])
    assert await store.next_due() == NOW + MINUTE
    assert await store.due(NOW, 10) == []
    soon = Alarm(ANN, "soon", NOW + MINUTE, frame=1, arrival=2)
    mid = Alarm(BEN, "mid", NOW + HOUR, frame=1, arrival=2)
    assert await store.due(NOW + MINUTE, 10) == [soon]
    assert await store.due(NOW + 3 * HOUR, 2) == [soon, mid]
    assert len(await store.due(NOW + 3 * HOUR, 10)) == 3


async def test_a_timer_that_rang_is_gone_once_it_is_committed(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer("a"), timer("b")])])
    first, second = await store.due(NOW + HOUR, 10)
    assert await store.due(NOW + HOUR, 10) == [first, second]  # a kill here loses nothing
    await store.commit(NOW + HOUR, [change()], alarms=[first])
    assert await store.due(NOW + HOUR, 10) == [second]


async def test_a_key_has_one_timer(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer("a"), timer("b")])])
    await store.commit(NOW, [change(timers=[Schedule("a", NOW + 2 * HOUR, frame=5, arrival=6)])])
    assert await store.due(NOW + 2 * HOUR, 10) == [
        Alarm(ANN, "b", NOW + HOUR, 1, 2),
        Alarm(ANN, "a", NOW + 2 * HOUR, 5, 6),
    ]


async def test_untimers_come_before_timers(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer("a"), timer("b")])])
    anew = timer("a", 2 * HOUR)
    await store.commit(NOW, [change(timers=[anew], untimers=["a", "b", "never"])])
    assert await dues(store, NOW + 9 * HOUR) == {(ANN, "a"): NOW + 2 * HOUR}


async def test_a_fired_timer_that_is_set_anew_stays(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer("a")])])
    alarms = await store.due(NOW + HOUR, 10)
    await store.commit(NOW, [change(timers=[timer("a", 2 * HOUR)])], alarms=alarms)
    assert await store.next_due() == NOW + 2 * HOUR
    await store.commit(NOW, [change()], alarms=alarms)  # the old alarm, late: it is not this timer
    assert await store.next_due() == NOW + 2 * HOUR


async def test_a_person_who_left_is_still_woken_for_they_may_be_back(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer()])])
    await store.gone(ANN)
    assert await dues(store, NOW + HOUR) == {(ANN, "timeout"): NOW + HOUR}


async def test_who_moves_is_woken_by_the_new_clock(store: Store) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    evening = datetime(2026, 11, 22, 20, 7, tzinfo=UTC)  # 21:07 in Berlin: spread by 7 minutes
    daily = Schedule("checkin", evening, local="21:00")
    plain = Schedule("timeout", evening)
    await store.commit(
        noon,
        [change(person, timers=[daily, plain], zone="Europe/Berlin") for person in (ANN, BEN, CAT)],
    )
    await store.rezone(ANN, "Asia/Tokyo", noon)  # it is 21:00 there; the 7 minutes are ahead
    await store.rezone(BEN, "Asia/Kolkata", noon)
    far = noon + timedelta(days=3)
    assert await dues(store, far) == {
        (ANN, "checkin"): datetime(2026, 11, 22, 12, 7, tzinfo=UTC),
        (BEN, "checkin"): datetime(2026, 11, 22, 15, 37, tzinfo=UTC),
        (CAT, "checkin"): evening,
        **{(person, "timeout"): evening for person in (ANN, BEN, CAT)},
    }
    await store.rezone(ANN, "Pacific/Auckland", noon)
    after = {key: due for key, due in (await dues(store, far)).items() if key == (ANN, "checkin")}
    assert after == {(ANN, "checkin"): datetime(2026, 11, 23, 8, 7, tzinfo=UTC)}


async def test_what_is_overdue_stays_so_when_its_person_moves(store: Store) -> None:
    daily = Schedule("checkin", NOW - HOUR, local="12:00")
    await store.commit(NOW, [change(timers=[daily], zone="Europe/Berlin")])
    await store.rezone(ANN, "Asia/Tokyo", NOW)
    assert await dues(store, NOW) == {(ANN, "checkin"): NOW - HOUR}


async def test_an_appointment_some_days_ahead_keeps_its_day(store: Store) -> None:
    due = datetime(2026, 11, 29, 20, tzinfo=UTC)
    weekly = Schedule("review", due, local="21:00")
    await store.commit(NOW, [change(timers=[weekly], zone="Europe/Berlin")])
    await store.rezone(ANN, "Europe/Lisbon", NOW)
    assert await dues(store, due + HOUR) == {(ANN, "review"): due + HOUR}


async def test_a_gap_in_the_clocks_is_no_spreading(store: Store) -> None:
    moved_on = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 02:30 in Berlin does not exist that day
    night = Schedule("night", moved_on, local="02:30")
    await store.commit(NOW, [change(timers=[night], zone="Europe/Berlin")])
    await store.rezone(ANN, "Europe/Lisbon", NOW)
    assert await dues(store, moved_on + HOUR) == {(ANN, "night"): moved_on}


async def test_an_unknown_zone_changes_nothing(store: Store) -> None:
    await store.commit(NOW, [change(timers=[timer(local="21:00")], zone="Mars/Base")])
    with pytest.raises(UnknownZone):
        await store.rezone(ANN, "Mars/Base", NOW)
    assert await dues(store, NOW + HOUR) == {(ANN, "timeout"): NOW + HOUR}
