"""A million check-ins in 38 zones, of 10,000 people: the file, the memory, the worst instant.

Part of `python -m bench.store`.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from bot.deeds import Key, Send
from bot.store.base import Alarm, Change, Talk
from bot.store.database import Row, Transaction
from bot.store.moments import moment, stored
from bot.store.queries import named
from bot.store.sqlite import SqliteStore
from flows.engine.effects import Schedule
from flows.engine.session import Frame, Session
from flows.localtime import next_local

PEOPLE, EACH, CLAIM = 10_000, 100, 500
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TIMES = [
    f"{hour:02}:{minute:02}" for hour in (7, 8, 12, 18, 20, 21, 22) for minute in (0, 15, 30, 45)
]
ZONES = """
UTC Europe/London Europe/Lisbon Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Warsaw
Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Istanbul Europe/Moscow Africa/Lagos Africa/Cairo
Africa/Johannesburg Africa/Nairobi Asia/Dubai Asia/Tehran Asia/Karachi Asia/Kolkata Asia/Kathmandu
Asia/Dhaka Asia/Bangkok Asia/Shanghai Asia/Singapore Asia/Tokyo Asia/Seoul Australia/Adelaide
Australia/Sydney Pacific/Auckland America/Sao_Paulo America/Buenos_Aires America/New_York
America/Chicago America/Denver America/Los_Angeles Pacific/Honolulu
""".split()
_TIMERS = named("timers")


def memory() -> float:
    """Resident megabytes now; where that is not told, the most there were."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def size(folder: Path) -> float:
    """Megabytes of the database and its log."""
    return sum(path.stat().st_size for path in folder.glob("many.db*")) / 1e6


def address(number: int) -> str:
    """Of the n-th person."""
    return f"telegram:{200_000_000 + number}"


def a_session(number: int) -> Session:
    """Twelve answers."""
    answers = {f"answer_{n}": f"{number} " + "words of theirs, " * 3 for n in range(12)}
    return Session((Frame(1, "assess", 1, "q12", answers),), next_id=2)


async def move_in(store: SqliteStore) -> None:
    """Ten thousand people, a thousand at a time."""
    for first in range(0, PEOPLE, 1000):
        some = range(first, first + 1000)
        kept = {"zone": "Europe/Berlin", "language": "en", "adult": True}
        changes = [Change(Talk(address(n), None, a_session(n), kept)) for n in some]
        await store.commit(NOW, changes)
    for first in range(0, PEOPLE, CLAIM):
        await store.load([address(n) for n in range(first, first + CLAIM)])


def _set(rows: list[Row], transaction: Transaction) -> None:
    transaction.many(_TIMERS["set"], rows)


async def set_all(store: SqliteStore, chance: Random) -> tuple[datetime, int]:
    """A million daily timers; the worst instant and how many it holds. What rings before it today
    is set for tomorrow, as if it had rung.
    """
    dues = {(zone, at): stored(next_local(NOW, zone, at)) for zone in ZONES for at in TIMES}
    keys = chance.choices(list(dues), k=PEOPLE * EACH)
    [(worst, held)] = Counter(dues[key] for key in keys).most_common(1)
    day = 24 * 3600 * 1_000_000
    for key, due in dues.items():
        dues[key] = due + day if due < worst else due
    rows = [
        (1 + n // EACH, f"checkin{n % EACH}|{zone}|{at}", dues[zone, at], 0, 0, at, zone, 0)
        for n, (zone, at) in enumerate(keys)
    ]
    for first in range(0, len(rows), 50_000):
        some = rows[first : first + 50_000]
        await store._db.transact(partial(_set, some))
    return moment(worst), held


async def claim(store: SqliteStore, now: datetime) -> tuple[int, list[float]]:
    """Take all that is due, as the runtime does: load, set anew, a message each, commit. Returns
    how many, and the seconds of each batch.
    """
    taken, seconds = 0, list[float]()
    while True:
        start = time.perf_counter()
        alarms = await store.due(now, CLAIM)
        if not alarms:
            return taken, seconds
        mine: dict[str, list[Alarm]] = {}
        for alarm in alarms:
            mine.setdefault(alarm.address, []).append(alarm)
        talks = await store.load(mine)
        changes = [rung(now, talks[one], rang) for one, rang in mine.items()]
        await store.commit(now, changes, alarms=alarms)
        taken += len(alarms)
        seconds.append(time.perf_counter() - start)


def rung(now: datetime, talk: Talk, alarms: list[Alarm]) -> Change:
    """A check-in each, and each timer set for tomorrow."""
    timers = []
    for alarm in alarms:
        _, zone, at = alarm.key.split("|")
        timers.append(Schedule(alarm.key, next_local(now, zone, at), local=at))
    invitation = Send("How are you two today?", ((Key("Begin", "5:1:begin"),),))
    return Change(talk, timers=timers, deeds=[(invitation, True)] * len(alarms), zone=zone)


async def a_million(folder: Path, chance: Random) -> None:
    """All figures of this file, printed."""
    before = memory()
    store = await SqliteStore.open(folder / "many.db", folder / "key")
    await move_in(store)
    print(f"{PEOPLE:,} people: {size(folder):.1f} MB on disk, {memory() - before:.1f} MB of memory")
    worst, held = await set_all(store, chance)
    await store.close()
    store = await SqliteStore.open(folder / "many.db", folder / "key")
    print(f"and a million timers: {size(folder):.1f} MB on disk")
    idle = []
    for _ in range(300):
        start = time.perf_counter()
        await store.due(NOW, CLAIM)
        idle.append((time.perf_counter() - start) * 1000)
    print(f"a look when nothing is due: {statistics.median(idle):.3f} ms (< 1 is wanted)")
    taken, seconds = await claim(store, worst)
    assert taken == held
    print(
        f"the worst instant, {held:,} check-ins claimed by {CLAIM}: {sum(seconds):.2f} s "
        f"(< 2 is wanted), the longest batch {max(seconds) * 1000:.0f} ms"
    )
    print(f"memory now {memory():.0f} MB, of which {memory() - before:.0f} MB since the start")
    await store.close()
