"""Backups of a store in use, and the way back."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.base import Store, StoreError
from bot.store.copies import restore, verify
from bot.store.sqlite import SqliteStore
from tests.store.conftest import Opening
from tests.store.people import ANN, BEN, NOW, change, session

KEPT = "base.db.before-20261122T120000Z"


def names(folder: Path, pattern: str) -> list[str]:
    return sorted(path.name for path in folder.glob(pattern))


async def test_a_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    await store.commit(NOW, [change(say=["hi"])])
    await store.backup(tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    verify(tmp_path / "copy")
    assert names(tmp_path, "copy*") == ["copy"]


async def test_a_backup_while_people_write_is_consistent(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    people = [f"telegram:{n}" for n in range(30)]
    batches = 0

    async def write() -> None:
        nonlocal batches
        while True:
            batch = [change(one, text=f"{batches}", keep=[("n", {})]) for one in people]
            await store.commit(NOW, batch, update_ids=[batches])
            batches += 1
            begun.set()

    begun = asyncio.Event()
    writing = asyncio.create_task(write())
    await begun.wait()
    for number in range(3):
        await store.backup(tmp_path / f"copy{number}")
    writing.cancel()
    await asyncio.wait([writing])
    for number in range(3):
        copy = await SqliteStore.open(tmp_path / f"copy{number}", tmp_path / "key")
        said = {
            top.answers["reason"]
            for talk in (await copy.load(people)).values()
            if (top := talk.session.top)
        }
        assert len(said) == 1
        done = int(said.pop()) + 1
        assert await copy.seen(range(batches)) == set(range(done))
        memory = await copy.memory(people, ["n"])
        assert {len(records["n"]) for records in memory.values()} == {min(done, 400)}
        await copy.close()


async def test_a_backup_replaces_an_older_one_and_its_leavings(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    (tmp_path / "copy.part").write_text("killed half way")
    (tmp_path / "copy").write_text("an older backup")
    await store.backup(tmp_path / "copy")
    verify(tmp_path / "copy")
    assert not (tmp_path / "copy.part").exists()


async def test_a_backup_that_cannot_be_written_is_one_line(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    with pytest.raises(StoreError, match=r"backup .*/no/copy cannot be written"):
        await store.backup(tmp_path / "no" / "copy")


def back(tmp_path: Path) -> Path | None:
    return restore(
        tmp_path / "copy", tmp_path / "base.db", now=datetime(2026, 11, 22, 12, tzinfo=UTC)
    )


async def test_restoring_brings_back_and_keeps_what_was_there(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change(text="then")])
    await store.backup(tmp_path / "copy")
    await store.commit(NOW, [change(text="now"), change(BEN)])
    await store.close()
    assert back(tmp_path) == tmp_path / KEPT
    assert (tmp_path / "base.db").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "base.db.part").exists()
    store = await opening()
    assert (await store.load([ANN]))[ANN].session == session("then")
    assert await store.people() == 1
    kept = await SqliteStore.open(tmp_path / KEPT, tmp_path / "key")
    assert (await kept.load([ANN]))[ANN].session == session("now")
    await kept.close()


async def test_after_a_kill_the_log_is_kept_too(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.backup(tmp_path / "copy")
    await store.commit(NOW, [change(text="now")])
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("base.db", "base.db-wal", "key", "copy"):  # a kill leaves the log beside the file
        shutil.copy(tmp_path / name, killed / name)
    back(killed)
    kept = await SqliteStore.open(killed / KEPT, killed / "key")
    assert (await kept.load([ANN]))[ANN].session == session("now")
    await kept.close()


async def test_restoring_to_an_empty_place(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    await store.backup(tmp_path / "copy")
    new = tmp_path / "new" / "base.db"
    assert restore(tmp_path / "copy", new) is None
    moved = await SqliteStore.open(new, tmp_path / "key")
    assert (await moved.load([ANN]))[ANN].session == session()
    await moved.close()


async def test_a_damaged_database_can_be_replaced(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    await store.backup(tmp_path / "copy")
    await store.close()
    (tmp_path / "base.db").write_bytes(b"\0" * 50_000)
    (tmp_path / "base.db-wal").write_bytes(b"rubbish")
    back(tmp_path)
    store = await opening()
    assert (await store.load([ANN]))[ANN].session == session()
    assert (tmp_path / KEPT).read_bytes() == b"\0" * 50_000
    assert not (tmp_path / "base.db-wal").exists() or not (
        (tmp_path / "base.db-wal").read_bytes().startswith(b"rubbish")
    )


async def test_a_database_in_use_is_not_touched(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.backup(tmp_path / "copy")
    await store.commit(NOW, [change()])
    with pytest.raises(StoreError, match="in use: stop the bot first"):
        back(tmp_path)
    assert (await store.load([ANN]))[ANN].session == session()
    assert names(tmp_path, "*.before-*") == []
    await store.close()
    with other_process(tmp_path / "base.db"), pytest.raises(StoreError, match="in use"):
        back(tmp_path)
    assert back(tmp_path) is not None


IDLE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL").fetchall()
print("open", flush=True)
input()
"""


@contextmanager
def other_process(path: Path) -> Iterator[None]:
    """One that has the database open and does nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", IDLE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        yield
        process.kill()


async def test_what_is_no_backup_is_refused(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change(f"telegram:{n}", text="x" * 2000) for n in range(50)])
    await store.backup(tmp_path / "good")
    await store.close()
    before = (tmp_path / "base.db").read_bytes()
    good = (tmp_path / "good").read_bytes()
    middle = len(good) // 2
    bad: dict[str, bytes | None] = {
        "there is no file": None,
        "is empty": b"",
        "damaged or no database: file is not": b"a letter, perhaps" * 500,
        "is damaged": good[: middle - middle % 4096] + b"\xff" * 8192 + good[middle + 8192 :],
        "another program": foreign(tmp_path, 0),
        "newer version; update, or": foreign(tmp_path, 999, ours=True),
    }
    for says, content in bad.items():
        (tmp_path / "copy").unlink(missing_ok=True)
        if content is not None:
            (tmp_path / "copy").write_bytes(content)
        with pytest.raises(StoreError, match=says):
            back(tmp_path)
        assert (tmp_path / "base.db").read_bytes() == before
    with pytest.raises(StoreError, match="is the database itself"):
        restore(tmp_path / "base.db", tmp_path / "base.db")
    assert names(tmp_path, "*.before-*") == []


def foreign(folder: Path, version: int, *, ours: bool = False) -> bytes:
    path = folder / "foreign"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
        raw.execute(f"PRAGMA application_id = {0x53426173 if ours else 5}")
        raw.execute("CREATE TABLE theirs (x)")
    content = path.read_bytes()
    path.unlink()
    return content


async def test_what_was_kept_is_never_overwritten(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.backup(tmp_path / "copy")
    await store.close()
    (tmp_path / KEPT).write_text("of another day")
    with pytest.raises(StoreError, match="is there already"):
        back(tmp_path)
    assert (tmp_path / KEPT).read_text() == "of another day"
