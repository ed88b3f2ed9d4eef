"""Loading and committing batches, inside the database's thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.deeds import Deed
from bot.store.base import Alarm, Change, Talk
from bot.store.batch import Batch, Known
from bot.store.database import Row, Transaction
from bot.store.moments import stored
from bot.store.opened import Opener
from bot.store.queries import as_set, named
from flows.engine.known import Record

NEWEST = 400  # records of a kind

_PEOPLE, _RECORDS, _TIMERS = named("people"), named("records"), named("timers")
_OUTBOX, _UPDATES, _MESSAGES = named("outbox"), named("updates"), named("messages")


@dataclass(frozen=True, slots=True)
class Taken:
    """What `Store.commit` was given."""

    now: datetime
    changes: Sequence[Change]
    update_ids: Collection[int]
    alarms: Collection[Alarm]
    loose: Sequence[tuple[str, Deed]]


def load(transaction: Transaction, opener: Opener, names: Mapping[str, str]) -> dict[str, Talk]:
    """Talks by address; `names` are the addresses by what the database calls them."""
    talks = {address: Talk(address) for address in names.values()}
    for row in transaction.fetch(_PEOPLE["load_talks"], (as_set(names),)):
        address = names[row[0]]
        talks[address] = opener.talk(address, row)
    return talks


def memory(
    transaction: Transaction, opener: Opener, names: Mapping[str, str], kinds: Collection[str]
) -> dict[str, dict[str, list[Record]]]:
    """Records by address and kind, oldest first."""
    found: dict[str, dict[str, list[Record]]] = {
        address: {kind: [] for kind in kinds} for address in names.values()
    }
    asked = {"names": as_set(names), "kinds": as_set(kinds), "newest": NEWEST}
    for row in transaction.fetch(_RECORDS["memory"], asked):
        address = names[row[0]]
        record = opener.record(address, row)
        found[address][record.kind].append(record)
    return found


def commit(transaction: Transaction, opener: Opener, taken: Taken) -> Batch:
    """A batch, in about ten statements."""
    forgotten = [
        forget(transaction, opener, opener.vault.name(change.talk.address))
        for change in taken.changes
        if change.forgotten
    ]
    addresses = [change.talk.address for change in taken.changes]
    addresses += [address for address, _ in taken.loose]
    names = [opener.vault.name(address) for address in addresses]
    rows = transaction.fetch(_PEOPLE["known"], (as_set(names),))
    known = {name: Known(*row) for name, *row in rows}
    last: dict[str, int] = dict(transaction.fetch(_PEOPLE["last_ids"]))
    batch = Batch(opener, taken.now, known, last, forgotten=sum(forgotten))
    for change in taken.changes:
        batch.add(change)
    for address, deed in taken.loose:
        batch.post(address, deed)
    transaction.many(_TIMERS["fired"], [_fired(opener, alarm) for alarm in taken.alarms])
    _write(transaction, batch)
    if taken.update_ids:
        transaction.run(_UPDATES["insert"], (stored(taken.now), as_set(taken.update_ids)))
    return batch


def _fired(opener: Opener, alarm: Alarm) -> Row:
    """Only the timer that rang: one that was set anew meanwhile stays."""
    name = opener.vault.name(alarm.address)
    return (name, alarm.key, stored(alarm.due), alarm.frame, alarm.arrival)


def _write(transaction: Transaction, batch: Batch) -> None:
    transaction.many(_PEOPLE["insert_key"], batch.keys)
    transaction.many(_PEOPLE["insert"], batch.met)
    transaction.many(_PEOPLE["update"], batch.talks)
    transaction.many(_TIMERS["silence"], batch.silenced)
    transaction.many(_OUTBOX["bulk"], batch.unbulked)
    transaction.many(_OUTBOX["gone"], batch.recalled)
    transaction.many(_TIMERS["unset"], batch.unset)
    transaction.many(_TIMERS["set"], batch.timers)
    transaction.many(_RECORDS["discard"], batch.discards)
    transaction.many(_RECORDS["insert"], batch.records)
    transaction.many(_OUTBOX["insert"], batch.outbox)
    transaction.many(_MESSAGES["stay"], batch.untidied)
    transaction.many(_MESSAGES["retime"], batch.retimed)
    transaction.many(_MESSAGES["received"], batch.received)


def forget(transaction: Transaction, opener: Opener, name: str) -> int:
    """Key, rows and parcels of a person; how many people that were (one or none)."""
    transaction.run(_PEOPLE["destroy_key"], (name,))
    transaction.run(_OUTBOX["gone"], (name,))
    opener.vault.forget(name)
    return transaction.run(_PEOPLE["forget"], (name,))
