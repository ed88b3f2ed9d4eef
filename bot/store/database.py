"""One SQLite file, one connection, one thread.

A call to aiosqlite's thread and back costs about 0.1 ms, whatever it does. So a whole transaction
is one call here, and a statement in it takes all rows of a batch at once: `many` for writing,
`json_each(?)` for sets. Calls are done one after the other: transactions never mix, and that of a
task which is cancelled meanwhile is done whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import aiosqlite

from bot.store.base import StoreError
from bot.store.queries import migrations, named, statements

T = TypeVar("T")
Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]

APPLICATION_ID = 0x53426173  # "SBas": how a file of ours is told from any other SQLite file
BUSY_MS = 5000  # another process (a backup, the terminal) may write; its turns are short
_HOUSE = named("house")
_PRAGMAS = f"""
PRAGMA busy_timeout = {BUSY_MS};
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;     -- NORMAL can lose the last commits at power loss
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;     -- what is deleted is overwritten, not only unlinked
PRAGMA temp_store = MEMORY;    -- nothing personal in files that nobody looks after
"""


class Transaction:
    """Statements that belong together; lives in the connection's thread."""

    __slots__ = ("_db",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def fetch(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        return self._db.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """One statement; how many rows it changed."""
        return self._db.execute(sql, parameters).rowcount

    def many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """One statement for all rows; nothing for none."""
        if rows:
            self._db.executemany(sql, rows)


class _Connection(aiosqlite.Connection):
    """aiosqlite's, which sends single statements; this one also sends whole functions."""

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run it in the connection's thread."""
        execute: Any = self._execute
        result: T = await execute(work, self._conn)
        return result


class Database:
    """A file of ours, brought up to today's tables; None keeps it in memory (for tests)."""

    def __init__(self, connection: _Connection, path: Path | None) -> None:
        self._db, self.path = connection, path
        self._wash_again = self._closed = False

    @classmethod
    async def open(cls, path: Path | None) -> Database:
        """Open or make it. Raises `StoreError`: no file of ours, a newer one, one out of reach."""
        connect = partial(sqlite3.connect, path or ":memory:", isolation_level=None)
        with plainly(path):
            if path is not None:
                _make(path)
            connection = _Connection(connect, iter_chunk_size=64)
            await connection
        database = cls(connection, path)
        try:
            with plainly(path):
                await connection.call(partial(_prepare, path or Path(":memory:")))
            await database.wash()  # a kill may have come between a deletion and its washing
        except BaseException:
            await connection.close()
            raise
        return database

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` as one transaction: all of it is stored, or, if it raises, nothing."""
        return await self._call(partial(_transact, work))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work`, which only reads, and only by one statement."""
        return await self._call(lambda db: work(Transaction(db)))

    async def fetch(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        return await self.read(lambda transaction: transaction.fetch(sql, parameters))

    async def run(self, sql: str, parameters: Parameters = ()) -> int:
        """A transaction of one statement; how many rows it changed."""
        return await self._call(lambda db: db.execute(sql, parameters).rowcount)

    async def _call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise StoreError("the store is closed")
        with plainly():
            return await self._db.call(work)

    async def wash(self) -> None:
        """Empty the write-ahead log into the file: it holds pages as they were before a deletion.

        While another process reads, that cannot be done; then `wash_again` does it later.
        """
        self._wash_again = not await self._call(_wash)

    async def wash_again(self) -> None:
        """What an earlier washing had to leave."""
        if self._wash_again:
            await self.wash()

    async def close(self) -> None:
        """Finish what is under way; closing twice does no harm."""
        if not self._closed:
            await self.wash_again()
            self._closed = True
            await self._db.close()

    async def copy(self, target: sqlite3.Connection) -> None:
        """A copy into an open database that any thread may use; keeps this one's thread busy."""
        await self._call(lambda db: db.backup(target))


def check_identity(path: Path, application: int, version: int, tables: int) -> None:
    """Whether a file with these marks is ours and not newer than this code; empty ones are new."""
    if application != APPLICATION_ID and (application or version or tables):
        raise StoreError(f"{path} is an SQLite file of another program; choose another path")
    if version > len(migrations()):
        raise StoreError(
            f"{path} was written by a newer version; update, or restore an older backup"
        )


def _make(path: Path) -> None:
    """A file that only its owner can read; SQLite gives its log the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(path: Path, db: sqlite3.Connection) -> None:
    _version(path, db)  # first, so that another program's file is not touched
    db.executescript(_PRAGMAS)
    scripts = migrations()
    while (version := _version(path, db)) < len(scripts):
        _transact(partial(_migrate, path, version, scripts[version]), db)


def _version(path: Path, db: sqlite3.Connection) -> int:
    application, version, tables = db.execute(_HOUSE["identity"]).fetchone()
    check_identity(path, application, version, tables)
    return int(version)


def _migrate(path: Path, version: int, script: str, transaction: Transaction) -> None:
    if _version(path, transaction._db) != version:  # noqa: SLF001 - of this file
        return  # another process was faster
    for statement in statements(script):
        transaction.run(statement)
    transaction.run(f"PRAGMA application_id = {APPLICATION_ID}")
    transaction.run(f"PRAGMA user_version = {version + 1}")


def _transact(work: Callable[[Transaction], T], db: sqlite3.Connection) -> T:
    db.execute("BEGIN IMMEDIATE")
    try:
        result = work(Transaction(db))
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
    return result


def _wash(db: sqlite3.Connection) -> bool:
    db.execute("PRAGMA busy_timeout = 0")  # nobody here waits for another process
    try:
        [busy, *_] = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return not busy


@contextmanager
def plainly(path: Path | None = None) -> Iterator[None]:
    """SQLite's and the system's complaints as a `StoreError` of one line.

    They name tables, and no value that is not sealed.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        where, what = f"{path}: " if path else "", " ".join(str(problem).split())
        raise StoreError(f"the database cannot be used: {where}{what[:200]}") from problem
