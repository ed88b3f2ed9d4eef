"""A country changes its clocks, the zone data follows, and so do the appointments."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import zones
from bot.store.sqlite import SqliteStore
from flows.engine.effects import Schedule
from flows.localtime import UnknownZone, next_local
from tests.store.people import ANN, NOW, change

FAR = NOW + timedelta(days=9)
EVENING = datetime(2026, 11, 22, 20, 7, tzinfo=UTC)  # 21:07 in Berlin


@asynccontextmanager
async def opened(folder: Path, version: str) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(folder / "base.db", folder / "key", tzdata=version)
    yield store
    await store.close()


def half_an_hour_later(now: datetime, zone: str, at: str) -> datetime:
    """As if Berlin's clocks had been put back by half an hour, and Mars had no clocks any more."""
    if zone == "Mars/Base":
        raise UnknownZone
    shift = timedelta(minutes=30) if zone == "Europe/Berlin" else timedelta()
    return next_local(now - shift, zone, at) + shift


async def settle_in(folder: Path) -> None:
    async with opened(folder, "2026a") as store:
        berlin = [
            Schedule(f"daily{n}", EVENING + timedelta(days=n % 3), local="21:00") for n in range(25)
        ]
        await store.commit(
            NOW,
            [
                change(ANN, timers=[*berlin, Schedule("plain", EVENING)], zone="Europe/Berlin"),
                change("telegram:1", timers=[Schedule("kyiv", EVENING, local="22:07")], zone="EET"),
                change(
                    "telegram:2", timers=[Schedule("x", EVENING, local="1:1")], zone="Mars/Base"
                ),
            ],
        )


async def test_new_zone_data_moves_what_it_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settle_in(tmp_path)
    monkeypatch.setattr(zones, "next_local", half_an_hour_later)
    monkeypatch.setattr(zones, "CHUNK", 10)
    async with opened(tmp_path, "2026a") as store:  # the same data: nothing is derived
        assert {alarm.due.minute for alarm in await store.due(FAR, 100)} == {7}
    async with opened(tmp_path, "2026b") as store:
        dues = {alarm.key: alarm.due for alarm in await store.due(FAR, 100)}
    for n in range(25):
        assert dues[f"daily{n}"] == EVENING + timedelta(days=n % 3, minutes=30)
    assert (dues["plain"], dues["kyiv"], dues["x"]) == (EVENING, EVENING, EVENING)


async def test_it_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await settle_in(tmp_path)
    monkeypatch.setattr(zones, "next_local", half_an_hour_later)
    async with opened(tmp_path, "2026b"):
        pass
    monkeypatch.setattr(zones, "next_local", None)  # would raise if anything were derived
    async with opened(tmp_path, "2026b") as store:
        assert EVENING + timedelta(minutes=30) in {one.due for one in await store.due(FAR, 100)}


def test_the_zone_data_has_a_version() -> None:
    assert zones.zone_data()[:2] == "20"
