"""The store: batches against the same rows statement by statement, and a million timers.

    python -m bench.store

A turn asks whether its update is new, reads a session (0.9 kB), writes it, adds two outbox rows
and notes the update. The peer is aiosqlite as its README shows it: a statement at a time, a
transaction a turn, 32 clients and a lock, as durable as the store. It seals nothing; the store
seals everything. The ratio follows what a call to aiosqlite's thread costs on the machine: the
peer makes twelve a turn, the store three a batch.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import aiosqlite

from bench.timers import a_million
from bot.deeds import Deed, Key, Send, encode
from bot.store.base import Change, Talk
from bot.store.sqlite import SqliteStore
from flows.engine.session import Frame, Session

ROUNDS, PEOPLE, AT_ONCE, MANY = 5, 3000, 32, 256
BUDGET = 10  # times the peer, at 32 chats (design, section 11)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEER = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE sessions (address TEXT PRIMARY KEY, session BLOB, kept BLOB);
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, made INTEGER, deed BLOB);
CREATE TABLE updates (id INTEGER PRIMARY KEY, at INTEGER);
"""
READ = "SELECT session, kept FROM sessions WHERE address = ?"
POST = "INSERT INTO outbox (address, made, deed) VALUES (?, 0, ?)"
WRITE = """INSERT INTO sessions VALUES (?, ?, ?)
ON CONFLICT (address) DO UPDATE SET session = excluded.session, kept = excluded.kept"""


def a_session(number: int) -> Session:
    """Twelve answers, about 0.9 kB as JSON."""
    answers = {f"answer_{n}": f"{number} " + "words of theirs, " * 3 for n in range(12)}
    return Session((Frame(1, "assess", 1, "q12", answers),), next_id=2, touched=number)


def deeds(number: int) -> list[tuple[Deed, bool]]:
    """Two messages, one of them with a keyboard."""
    keys = tuple((Key(f"Choice {n}", f"1:{number}:choice{n}"),) for n in range(3))
    return [(Send(f"That is {number}."), False), (Send("<b>And what</b> comes next?", keys), False)]


KEPT = {"zone": "Europe/Berlin", "language": "en", "adult": True}
ADDRESSES = [f"telegram:{100_000_000 + n}" for n in range(PEOPLE)]
SESSIONS = [a_session(n) for n in range(PEOPLE)]  # made beforehand: that is a turn's work
DEEDS = [deeds(n) for n in range(PEOPLE)]


async def batched(store: SqliteStore, updates: count[int], size: int, batches: int) -> int:
    """As the runtime does it: seen, load, commit. Returns how many turns."""
    for _ in range(batches):
        ids = [next(updates) for _ in range(size)]
        people = [number % PEOPLE for number in ids]
        who = [ADDRESSES[n] for n in people]
        await store.seen(ids)
        talks = await store.load(who)
        changes = [
            Change(Talk(one, talks[one].id, SESSIONS[n], KEPT), deeds=DEEDS[n])
            for one, n in zip(who, people, strict=True)
        ]
        await store.commit(NOW, changes, update_ids=ids)
    return size * batches


class Peer:
    """One turn, one transaction; a statement, a call."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db, self._lock = db, asyncio.Lock()

    async def turn(self, number: int) -> None:
        """The rows of one turn."""
        person, db = number % PEOPLE, self._db
        address = ADDRESSES[person]
        async with self._lock:
            await db.execute("BEGIN IMMEDIATE")
            async with db.execute("SELECT 1 FROM updates WHERE id = ?", (number,)) as cursor:
                assert await cursor.fetchone() is None
            async with db.execute(READ, (address,)) as cursor:
                row = await cursor.fetchone()
            if row is not None:
                Session.from_json(row[0])
                json.loads(row[1])
            session = SESSIONS[person].to_json()
            await db.execute(WRITE, (address, session, json.dumps(KEPT)))
            for deed, _ in DEEDS[person]:
                await db.execute(POST, (address, encode(deed)))
            await db.execute("INSERT OR IGNORE INTO updates VALUES (?, 0)", (number,))
            await db.commit()

    async def turns(self, updates: count[int], each: int) -> int:
        """32 clients, each with so many turns one after the other."""

        async def client() -> None:
            for _ in range(each):
                await self.turn(next(updates))

        await asyncio.gather(*(client() for _ in range(AT_ONCE)))
        return AT_ONCE * each


async def timed(work: Callable[[], Awaitable[int]]) -> float:
    """Turns a second."""
    start = time.perf_counter()
    turns = await work()
    return turns / (time.perf_counter() - start)


async def compare(folder: Path) -> dict[str, float]:
    """Medians of interleaved rounds, in turns a second."""
    store = await SqliteStore.open(folder / "ours.db", folder / "key")
    db = await aiosqlite.connect(folder / "peer.db", isolation_level=None)
    await db.executescript(PEER)
    peer, mine, theirs = Peer(db), count(), count()
    variants: dict[str, Callable[[], Awaitable[int]]] = {
        "aiosqlite, statement by statement, 32 clients": lambda: peer.turns(theirs, 10),
        "the store, batches of 32": lambda: batched(store, mine, AT_ONCE, 60),
        "the store, batches of 256": lambda: batched(store, mine, MANY, 12),
    }
    await batched(store, mine, MANY, 12)  # so that all have a row
    await peer.turns(theirs, 10)
    rates: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, work in variants.items():
            rates[name].append(await timed(work))
    await db.close()
    await store.close()
    return {name: statistics.median(each) for name, each in rates.items()}


async def a_call(folder: Path) -> float:
    """Median microseconds of a statement that does nothing."""
    taken = []
    async with aiosqlite.connect(folder / "ours.db") as db:
        for _ in range(500):
            start = time.perf_counter()
            await db.execute("SELECT 1")
            taken.append((time.perf_counter() - start) * 1e6)
    return statistics.median(taken)


async def opening(folder: Path) -> float:
    """Median milliseconds to open the file of `compare`."""
    taken = []
    for _ in range(9):
        start = time.perf_counter()
        store = await SqliteStore.open(folder / "ours.db", folder / "key")
        taken.append((time.perf_counter() - start) * 1000)
        await store.close()
    return statistics.median(taken)


async def main() -> None:
    """All figures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rates = await compare(folder)
        base = next(iter(rates.values()))
        print(f"turns a second: read, write, two messages, update id ({ROUNDS} rounds, medians)")
        for variant, rate in rates.items():
            print(f"  {variant:<48} {rate:9,.0f}   x{rate / base:.1f}")
        print(
            f"  x{BUDGET} is wanted at 32 chats; a call costs {await a_call(folder):.0f} µs, warm"
        )
        print(f"opening a file of {PEOPLE:,} people: {await opening(folder):.1f} ms")
        await a_million(folder, random.Random(1))


if __name__ == "__main__":
    asyncio.run(main())
