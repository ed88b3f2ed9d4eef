"""Local times are the truth, due times are derived: afresh when a person moves, or when a country
changes its clocks and the zone data follows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from importlib import import_module

from bot.store.database import Database, Row, Transaction
from bot.store.moments import moment, stored
from bot.store.queries import named
from flows.localtime import UnknownZone, clock, next_local

_TIMERS, _HOUSE = named("timers"), named("house")
_HALF_A_DAY = timedelta(hours=12)
_AN_HOUR = 60  # minutes; who is put off longer was not put off to spread a full hour
CHUNK = 5000  # timers a transaction


def late(due: datetime, local: str, zone: str) -> int:
    """How many minutes after its `local` time ("HH:MM") an appointment was put, so that many people
    do not share a minute; the same person keeps them when the due time is derived afresh.
    """
    try:
        shown = clock(due, zone)
    except UnknownZone:
        return 0
    minutes = (_minutes(shown) - _minutes(local)) % (24 * 60)
    return minutes if minutes < _AN_HOUR else 0  # the clocks may have gone over `local` that day


def _minutes(wall: str) -> int:
    return int(wall[:2]) * 60 + int(wall[3:])


def derived(row: Row, zone: str, now: datetime | None) -> Row:
    """A timer's (due, zone, person, key): the moment nearest to the planned one at which clocks
    in `zone` show its local time; strictly after `now` if that is given.
    """
    person, key, due, local, _, put_off = row
    by = timedelta(minutes=put_off)
    base = moment(due) - by - _HALF_A_DAY
    if now is not None:
        base = max(base, now - by)
    return stored(next_local(base, zone, local) + by), zone, person, key


def rezone(transaction: Transaction, name: str, zone: str, now: datetime) -> None:
    """A person's local timers by another zone; what is overdue stays so. Raises `UnknownZone`."""
    rows = transaction.fetch(_TIMERS["local_of"], (name,))
    ahead = [row for row in rows if row[2] > stored(now)]
    transaction.many(_TIMERS["derive"], [derived(row, zone, now) for row in ahead])


def zone_data() -> str:
    """Which zone data this process has, such as "2026f"."""
    return str(import_module("tzdata").IANA_VERSION)


async def follow(database: Database, version: str) -> None:
    """Derive all local timers afresh if they were derived by other zone data, a chunk at a time.

    What came due while the bot was away is still due, or comes at its corrected time.
    """
    found = await database.fetch(_HOUSE["meta"], ("tzdata",))
    if found and found[0][0] == version:
        return
    last: tuple[int, str] | None = (0, "")
    while last is not None:
        last = await database.transact(partial(_follow_chunk, last))
    await database.run(_HOUSE["set_meta"], ("tzdata", version))


def _follow_chunk(last: tuple[int, str], transaction: Transaction) -> tuple[int, str] | None:
    rows = transaction.fetch(_TIMERS["local_after"], (*last, CHUNK))
    transaction.many(_TIMERS["derive"], [new for row in rows if (new := _followed(row))])
    return (rows[-1][0], rows[-1][1]) if rows else None


def _followed(row: Row) -> Row | None:
    try:
        return derived(row, row[4], None)
    except UnknownZone:  # the new data lacks it: what was derived before is the best there is
        return None
