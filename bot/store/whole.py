"""All that is kept of one person. Records come a page at a time: a long history holds up nobody."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from bot.store.base import Appointment, Everything, Talk
from bot.store.database import Database, Transaction
from bot.store.moments import moment
from bot.store.opened import Opener
from bot.store.queries import as_set, named
from flows.engine.known import Record

PAGE = 500  # records, opened in some milliseconds
BESIDE = 200  # bytes that a record takes beside its data

_PEOPLE, _RECORDS = named("people"), named("records")
_TIMERS, _MESSAGES = named("timers"), named("messages")


class _Page(NamedTuple):
    records: list[Record]
    size: int  # bytes
    last: tuple[str, int, int]  # kind, moment and id of the last one


async def everything(database: Database, opener: Opener, address: str, most: int) -> Everything:
    """See `Store.everything`; raises `Damaged`."""
    rows = await database.fetch(_PEOPLE["load_talks"], (as_set([opener.vault.name(address)]),))
    if not rows:
        return Everything(Talk(address))
    talk = opener.talk(address, rows[0])
    of = (talk.id,)
    timers = await database.fetch(_TIMERS["all_of"], of)
    messages = await database.fetch(_MESSAGES["all_of"], of)
    records = await _records(database, opener, talk, most)
    [(count,)] = await database.fetch(_RECORDS["count_of"], of)
    return Everything(
        talk,
        records,
        max(0, count - len(records)),
        [Appointment(key, moment(due), *more) for key, due, *more in timers],
        [(message, moment(at)) for message, at in messages],
    )


async def _records(database: Database, opener: Opener, talk: Talk, most: int) -> list[Record]:
    found: list[Record] = []
    size, last = 0, ("", 0, 0)
    while size < most:
        page = await database.read(partial(_page, opener, talk, last))
        if not page.records:
            break
        found += page.records
        size, last = size + page.size, page.last
    return found


def _page(
    opener: Opener, talk: Talk, after: tuple[str, int, int], transaction: Transaction
) -> _Page:
    kind, at, number = after
    asked = {"person": talk.id, "kind": kind, "at": at, "id": number, "page": PAGE}
    rows = transaction.fetch(_RECORDS["all_of"], asked)
    return _Page(
        [opener.record(talk.address, tuple(row)) for *row, _ in rows],
        sum(len(sealed) + BESIDE for *_, sealed, _ in rows),
        (rows[-1][2], rows[-1][3], rows[-1][5]) if rows else after,
    )
