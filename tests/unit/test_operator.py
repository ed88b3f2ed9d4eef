"""What an operator is told on the command line about the database and its key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli import doctor
from bot.settings import Settings
from bot.store.copies import verify
from bot.store.sqlite import SqliteStore


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the database and its key, empty."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/base.db")
    monkeypatch.setenv("DATA_KEY_FILE", f"{tmp_path}/key")
    return tmp_path


def settings(data: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{data}/base.db", data_key_file=f"{data}/key")


def test_a_backup_of_no_database_makes_none(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(data / "copy")]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert f"there is no database {data}/base.db" in line
    assert "DATABASE_URL" in line
    assert list(data.iterdir()) == []


async def made(data: Path) -> None:
    store = await SqliteStore.open(data / "base.db", data / "key")
    await store.close()


async def test_a_backup_of_one_is_whole(data: Path) -> None:
    await made(data)

    assert await asyncio.to_thread(main, ["backup", str(data / "copy")]) == 0
    verify(data / "copy")


async def findings(data: Path) -> list[tuple[str, bool, str]]:
    found = settings(data)
    parts = (doctor._database, doctor._key)
    return [(one.what, one.well, one.said) for part in parts async for one in part(found)]


async def test_the_doctor_tells_the_stores_notes(data: Path) -> None:
    await made(data)
    assert [well for _, well, _ in await findings(data)] == [True, True]
    (data / "key").chmod(0o644)
    assert [(what, well) for what, well, _ in await findings(data)] == [
        ("database", True),
        ("key", False),
    ]
    assert "chmod 600" in (await findings(data))[1][2]


async def test_the_doctor_looks_at_a_key_without_a_database(data: Path) -> None:
    await made(data)
    (data / "key").chmod(0o644)
    (data / "base.db").unlink()
    said = await findings(data)
    assert [(what, well) for what, well, _ in said] == [("database", True), ("key", False)]


async def test_the_doctor_misses_a_key_that_is_lost(data: Path) -> None:
    await made(data)
    (data / "key").unlink()
    assert ("key", False) in [(what, well) for what, well, _ in await findings(data)]
