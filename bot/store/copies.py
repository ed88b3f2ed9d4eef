"""Backups, and the way back. A copy is sealed as the database is; the key file is never in it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.store.base import StoreError
from bot.store.database import Database, check_identity
from bot.store.queries import named

_HOUSE = named("house")


async def backup(database: Database, to: Path) -> None:
    """A consistent copy of a database in use: whole under its name, or not there at all.

    Readable by its owner only. Raises `StoreError`.
    """
    part = to.with_name(f"{to.name}.part")
    with _told(f"the backup {to} cannot be written"):
        _create(part)
        try:
            with closing(sqlite3.connect(part, check_same_thread=False)) as copy:
                await _copy(database, copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            await asyncio.to_thread(_put, part, to)
        finally:
            part.unlink(missing_ok=True)


async def _copy(database: Database, to: sqlite3.Connection) -> None:
    if database.path is None:
        await database.copy(to)
        return
    # By a connection of its own: a reader keeps nobody from writing.
    with closing(sqlite3.connect(database.path, check_same_thread=False)) as source:
        await asyncio.to_thread(source.backup, to)
    await database.wash_again()


def verify(path: Path) -> None:
    """Raise `StoreError` unless this is a whole database of ours, not newer than the code.

    For a file that no process writes: a backup, not the database of a bot that runs.
    """
    if not path.is_file():
        raise StoreError(f"there is no file {path}")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        try:
            application, version, tables = connection.execute(_HOUSE["identity"]).fetchone()
            check_identity(path, application, version, tables)
            [found] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as problem:
            raise StoreError(f"{path} is damaged or no database: {problem}") from problem
    if not version:
        raise StoreError(f"{path} is empty")
    if found != "ok":
        raise StoreError(f"{path} is damaged: {found.splitlines()[0]}")


def restore(backup: Path, database: Path, *, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of the database; what was there is kept under the returned name.

    Raises `StoreError`, before anything is touched, if the backup is no good or a process uses the
    database. An older backup is brought up to today's tables when it is next opened.
    """
    verify(backup)
    database = database.resolve()
    if database.exists() and database.samefile(backup):
        raise StoreError(f"{backup} is the database itself")
    part = database.with_name(f"{database.name}.part")
    with _told(f"{database} cannot be restored"):
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(part)
        try:
            shutil.copyfile(backup, part)
            with _to_itself(database):
                kept = _set_aside(database, now or datetime.now(UTC))
                _put(part, database)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _set_aside(database: Path, now: datetime) -> Path | None:
    kept = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}")
    if kept.exists():
        raise StoreError(f"{kept} is there already; try again in a second")
    for suffix in ("-wal", "-shm"):  # only a damaged database still has them
        beside = database.with_name(database.name + suffix)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + suffix))
    if not database.exists():
        return None
    try:
        kept.hardlink_to(database)  # so that its own name is never empty: a start would fill it
    except OSError:  # no links on this file system
        database.rename(kept)
    return kept


@contextmanager
def _to_itself(database: Path) -> Iterator[None]:
    """Hold the database so that no process uses it; folds its log into it on the way.

    Leaving write-ahead mode needs all other connections closed, idle ones too.
    """
    if not database.exists():
        yield
        return
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreError(f"{database} is in use: stop the bot first") from problem
        except sqlite3.DatabaseError:
            pass  # too damaged to be opened, which is why somebody restores
        yield


def _create(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _put(part: Path, to: Path) -> None:
    """Rename, so that a kill leaves the one or the other; on disk when this returns."""
    _sync(part)
    part.replace(to)
    if os.name == "posix":
        _sync(to.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise StoreError(f"{what}: {problem}") from problem
