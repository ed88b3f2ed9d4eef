"""The file: its marks, its modes, its migrations, and how few statements a batch takes."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.store import database, queries
from bot.store.base import Delivered, StoreError
from bot.store.database import APPLICATION_ID, Transaction
from bot.store.sqlite import SqliteStore
from tests.store.conftest import Opening
from tests.store.people import ANN, HOUR, NOW, change, timer


async def test_a_talk_outlives_the_process(opening: Opening) -> None:
    store = await opening()
    parcels = await store.commit(NOW, [change(say=["hi"], keep=[("pause", {"heat": 3})])])
    await store.close()
    store = await opening()
    assert (await store.load([ANN]))[ANN].session == change().talk.session
    assert (await store.memory([ANN], ["pause"]))[ANN]["pause"][0].data == {"heat": 3}
    assert await store.outbox() == parcels
    assert await store.people() == 1


async def test_closing_twice_does_no_harm(opening: Opening) -> None:
    store = await opening()
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="is closed"):
        await store.load([ANN])


async def test_only_its_owner_may_read_the_file(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    for name in ("base.db", "base.db-wal", "key"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


async def test_the_pragmas_hold(opening: Opening) -> None:
    store = await opening()
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    expected |= {"temp_store": 2, "busy_timeout": 5000, "application_id": APPLICATION_ID}
    for pragma, value in expected.items():
        assert await store._db.fetch(f"PRAGMA {pragma}") == [(value,)], pragma


async def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where"
    store = await SqliteStore.open(folder / "base.db", folder / "key")
    await store.close()
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_opening_an_existing_file_is_fast(opening: Opening) -> None:
    store = await opening()
    await store.commit(NOW, [change(f"telegram:{n}", timers=[timer()]) for n in range(500)])
    await store.close()
    took = []
    for _ in range(5):
        start = time.perf_counter()
        store = await opening()
        took.append(time.perf_counter() - start)
        await store.close()
    assert min(took) < 0.03


async def test_a_newer_file_is_refused(opening: Opening, tmp_path: Path) -> None:
    await (await opening()).close()
    with closing(sqlite3.connect(tmp_path / "base.db")) as raw:
        raw.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match=r"base\.db was written by a newer version; update, or"):
        await opening()


async def test_a_file_of_another_program_is_refused_and_not_touched(
    opening: Opening, tmp_path: Path
) -> None:
    path = tmp_path / "base.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        await opening()
    path.write_bytes(b"not a database at all, but long enough to look at" * 50)
    with pytest.raises(StoreError, match="not a database"):
        await opening()
    path.write_bytes(before)
    assert not (tmp_path / "key").exists()


async def test_a_path_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be used"):
        await SqliteStore.open(tmp_path / "file" / "base.db", tmp_path / "key")


async def test_a_migration_is_done_whole_or_not_at_all(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    await store.close()
    scripts = queries.migrations()
    broken = "CREATE TABLE extra (x INTEGER);\nCREATE TABLE people (y INTEGER);\n"
    monkeypatch.setattr(database, "migrations", lambda: [*scripts, broken])
    with pytest.raises(StoreError, match="people already exists"):
        await opening()
    with closing(sqlite3.connect(tmp_path / "base.db")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(scripts),)
        assert raw.execute("SELECT * FROM sqlite_master WHERE name = 'extra'").fetchall() == []
    good = "CREATE TABLE extra (\n    x INTEGER  -- ends here;\n);\nINSERT INTO extra VALUES (5);\n"
    monkeypatch.setattr(database, "migrations", lambda: [*scripts, good])
    store = await opening()
    assert await store._db.fetch("SELECT x FROM extra") == [(5,)]
    assert (await store.load([ANN]))[ANN].session == change().talk.session


def test_migrations_are_numbered_without_a_gap() -> None:
    files = sorted((queries.SQL / "migrations").iterdir())
    assert [path.name[:5] for path in files] == [f"{n:04}_" for n in range(1, len(files) + 1)]


async def test_two_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    async def come(number: int) -> None:
        store = await SqliteStore.open(tmp_path / "base.db", tmp_path / "key")
        await store.commit(NOW, [change(f"telegram:{number}")])
        await store.close()

    await asyncio.gather(*(come(n) for n in range(4)))
    store = await SqliteStore.open(tmp_path / "base.db", tmp_path / "key")
    assert all(talk.id for talk in (await store.load([f"telegram:{n}" for n in range(4)])).values())
    await store.close()


@contextmanager
def counted(patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Statements, and each call to the database's thread as "call"."""
    done: list[str] = []

    def counting(owner: type, method: str, name: str | None = None) -> None:
        was: Any = getattr(owner, method)

        def count(self: Any, *given: Any, **more: Any) -> Any:
            if method != "many" or given[1]:
                done.append(name or str(given[0]))
            return was(self, *given, **more)

        patched.setattr(owner, method, count)

    with patch.context() as patched:
        for method in ("fetch", "run", "many"):
            counting(Transaction, method)
        counting(aiosqlite.Connection, "_execute", "call")
        yield done


@pytest.mark.parametrize("size", [1, 500])
async def test_a_batch_takes_a_handful_of_statements(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    store = await opening()
    people = [f"telegram:{n}" for n in range(size)]
    await store.commit(NOW, [change(one, timers=[timer()], kept={"tidy": 2}) for one in people])
    alarms = await store.due(NOW + HOUR, size)
    changes = [
        change(
            one,
            say=["a", "b"],
            keep=[("pause", {"n": 1})],
            timers=[timer("next")],
            untimers=["old"],
            received=[1],
            kept={"tidy": 3},
        )
        for one in people
    ]
    with counted(monkeypatch) as done:
        await store.seen(range(size))
        await store.load(people)
        await store.memory(people, ["pause"])
    assert (done.count("call"), len(done)) == (3, 6)
    with counted(monkeypatch) as done:
        parcels = await store.commit(NOW, changes, update_ids=range(size), alarms=alarms)
    assert (done.count("call"), len(done)) == (1, 12), done
    with counted(monkeypatch) as done:
        await store.settle(NOW, [Delivered(one, 5, live=True, keep=True) for one in parcels])
    assert (done.count("call"), len(done)) == (1, 4), done
    with counted(monkeypatch) as done:
        await store.commit(NOW, [change(one, say=["a"]) for one in people], update_ids=[-1])
    assert (done.count("call"), len(done)) == (1, 7), done
    with counted(monkeypatch) as done:
        await store.commit(NOW, [change(one, silenced=True, received=[2]) for one in people])
    assert (done.count("call"), len(done)) == (1, 7), done


async def test_a_commit_whose_task_is_cancelled_is_done_whole(opening: Opening) -> None:
    store = await opening()
    people = [f"telegram:{n}" for n in range(20)]
    tasks = [
        asyncio.ensure_future(store.commit(NOW, [change(one, str(n), say=["x"]) for one in people]))
        for n in range(3)
    ]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert all(task.cancelled() for task in tasks)
    talks = (await store.load(people)).values()
    assert {talk.session.top.answers["reason"] for talk in talks if talk.session.top} == {"2"}
    assert len(await store.outbox()) == 60


async def test_a_task_that_is_cancelled_before_it_began_stores_nothing(opening: Opening) -> None:
    store = await opening()
    task = asyncio.ensure_future(store.commit(NOW, [change()]))
    task.cancel()
    await asyncio.wait([task])
    assert (await store.load([ANN]))[ANN].id is None
