"""The embedded store: SQLite through aiosqlite, sealed. What each method means stands in `base`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.deeds import Deed
from bot.store import copies, messages, talks, waiting, whole, zones
from bot.store.base import Alarm, Change, Delivered, Everything, Parcel, Store, Talk
from bot.store.batch import Batch
from bot.store.database import Database, Transaction
from bot.store.house import move_in
from bot.store.moments import moment, span, stored
from bot.store.opened import Opener
from bot.store.queries import as_set, named
from bot.store.talks import Taken
from flows.engine.known import Record

REMEMBERED = timedelta(hours=48)  # Telegram offers an update for 24 hours
PRUNE_EVERY = timedelta(hours=1)
CHUNK = 5000  # records a transaction

_PEOPLE, _TIMERS, _OUTBOX = named("people"), named("timers"), named("outbox")
_RECORDS = named("records")
_UPDATES, _MESSAGES, _HOUSE = named("updates"), named("messages"), named("house")


class SqliteStore(Store):
    """A `Store` in one file. `notes` are remarks for the operator, a line each."""

    def __init__(self, database: Database, opener: Opener, notes: Sequence[str] = ()) -> None:
        self._db, self._opener = database, opener
        self.notes = tuple(notes)
        self._pruned: datetime | None = None
        self._people: int | None = None

    @classmethod
    async def open(
        cls, path: Path | str, key_file: Path | str | None = None, *, tzdata: str | None = None
    ) -> SqliteStore:
        """Open or make the database and its key. `:memory:` needs no key file and keeps nothing.

        Raises `StoreError`, one line with the remedy: no database of ours, a newer one, a key that
        is missing or another's. `tzdata` stands in for the version of the zone data.
        """
        database = await Database.open(None if str(path) == ":memory:" else Path(path))
        try:
            key = Path(key_file) if key_file is not None else None
            vault, house, notes = await move_in(database, key)
            await zones.follow(database, tzdata or zones.zone_data())
        except BaseException:
            await database.close()
            raise
        return cls(database, Opener(vault, house), notes)

    async def load(self, addresses: Collection[str]) -> dict[str, Talk]:
        """The talks; raises `Damaged`, with the address, if one cannot be opened."""
        names = self._names(addresses)
        return await self._db.read(lambda reading: talks.load(reading, self._opener, names))

    async def seen(self, update_ids: Collection[int]) -> set[int]:
        """Those that were committed within the last 48 hours."""
        rows = await self._db.fetch(_UPDATES["seen"], (as_set(update_ids),))
        return {row[0] for row in rows}

    async def memory(
        self, addresses: Collection[str], kinds: Collection[str]
    ) -> dict[str, dict[str, list[Record]]]:
        """Records of these kinds; raises `Damaged`."""
        names = self._names(addresses)
        return await self._db.read(lambda it: talks.memory(it, self._opener, names, kinds))

    async def commit(
        self,
        now: datetime,
        changes: Sequence[Change],
        *,
        update_ids: Collection[int] = (),
        alarms: Collection[Alarm] = (),
        loose: Sequence[tuple[str, Deed]] = (),
    ) -> list[Parcel]:
        """A batch in one transaction and about ten statements; raises `Damaged`."""
        taken = Taken(now, changes, update_ids, alarms, loose)
        batch = await self._db.transact(partial(self._commit, taken))
        self._counted(len(batch.met) - batch.forgotten)
        if batch.forgotten or batch.discards:
            await self._db.wash()
        return batch.parcels

    def _commit(self, taken: Taken, transaction: Transaction) -> Batch:
        batch = talks.commit(transaction, self._opener, taken)
        if self._pruned is None or taken.now - self._pruned >= PRUNE_EVERY:
            transaction.run(_UPDATES["prune"], (stored(taken.now) - span(REMEMBERED),))
            self._pruned = taken.now
        return batch

    async def due(self, now: datetime, limit: int) -> list[Alarm]:
        """Timers that are due, earliest first. Those of a damaged row are put off by an hour."""
        alarms, lost = await self._db.read(lambda it: waiting.due(it, self._opener, now, limit))
        if lost:
            await self._db.transact(lambda it: waiting.put_off(it, now, lost))
        return alarms

    async def next_due(self) -> datetime | None:
        """When the next timer is due."""
        [(due,)] = await self._db.fetch(_TIMERS["next_due"])
        return None if due is None else moment(due)

    async def outbox(self, after: int = 0, limit: int = 1000) -> list[Parcel]:
        """Undelivered parcels. One that cannot be opened is left where it is, and logged."""
        return await self._db.read(lambda it: waiting.parcels(it, self._opener, after, limit))

    async def settle(self, now: datetime, done: Sequence[Delivered]) -> None:
        """Parcels that were delivered or given up."""
        await self._db.transact(lambda it: messages.settle(it, now, done))

    async def replace(self, now: datetime, parcel: Parcel, deeds: Sequence[Deed]) -> list[Parcel]:
        """Deeds in the place of a parcel."""
        opener = self._opener
        return await self._db.transact(lambda it: messages.replace(it, opener, now, parcel, deeds))

    async def sending(self, parcels: Collection[int]) -> None:
        """Count a try of each."""
        await self._db.run(_OUTBOX["tried"], (as_set(parcels),))

    async def live(self, addresses: Collection[str]) -> dict[str, int]:
        """The live keyboards of those chats that have one."""
        names = self._names(addresses)
        rows = await self._db.fetch(_MESSAGES["keyboards"], (as_set(names),))
        return {names[name]: message for name, message in rows}

    async def gone(self, address: str) -> None:
        """Drop parcels, and messages that cannot be deleted in a closed chat. Timers stay."""
        mine = (self._opener.vault.name(address),)

        def drop(transaction: Transaction) -> None:
            for statement in (_OUTBOX["gone"], _MESSAGES["gone"]):
                transaction.run(statement, mine)

        await self._db.transact(drop)

    async def rezone(self, address: str, zone: str, now: datetime) -> None:
        """Local timers by another zone; raises `flows.localtime.UnknownZone`."""
        name = self._opener.vault.name(address)
        await self._db.transact(lambda it: zones.rezone(it, name, zone, now))

    async def tidy(self, now: datetime, limit: int) -> list[Parcel]:
        """Deletions that are due. As it is called each minute, it also does late washing."""
        parcels = await self._db.transact(lambda it: messages.tidy(it, self._opener, now, limit))
        await self._db.wash_again()
        return parcels

    async def noted(self, address: str, now: datetime, limit: int) -> list[int]:
        """Messages of both sides that can be deleted still, newest first."""
        name = self._opener.vault.name(address)
        return await self._db.read(lambda it: messages.noted(it, name, now, limit))

    async def unnote(self, address: str, numbers: Collection[int]) -> None:
        """These are gone from the chat."""
        name = self._opener.vault.name(address)
        await self._db.transact(lambda it: messages.unnote(it, name, numbers))

    async def prune(self, now: datetime) -> int:
        """Delete records older than their person wants them kept, and what the log holds of them,
        in chunks that keep nobody waiting.
        """
        asked = {"now": stored(now), "chunk": CHUNK}
        pruned = 0
        while chunk := await self._db.run(_RECORDS["prune"], asked):
            pruned += chunk
        if pruned:
            await self._db.wash()
        return pruned

    async def everything(self, address: str, most: int) -> Everything:
        """All that is kept of a person; raises `Damaged`."""
        return await whole.everything(self._db, self._opener, address, most)

    async def file_id(self, bot: str, picture: str) -> str | None:
        """Telegram's id of a picture."""
        rows = await self._db.fetch(_HOUSE["file_id"], (bot, picture))
        return rows[0][0] if rows else None

    async def keep_file_id(self, bot: str, picture: str, file_id: str) -> None:
        """Remember an uploaded picture."""
        await self._db.run(_HOUSE["keep_file_id"], (bot, picture, file_id))

    async def forget(self, address: str) -> None:
        """Overwrite the key in place, delete the rows, empty the log."""
        name = self._opener.vault.name(address)
        forgotten = await self._db.transact(lambda it: talks.forget(it, self._opener, name))
        self._counted(-forgotten)
        await self._db.wash()

    async def people(self) -> int:
        """Counted once, then kept up; another process's newcomers count after a restart."""
        if self._people is None:
            [(self._people,)] = await self._db.fetch(_PEOPLE["count"])
        return self._people or 0

    async def backup(self, to: Path) -> None:
        """A consistent copy, sealed as the database is, without the key. Raises `StoreError`."""
        await copies.backup(self._db, to)

    async def close(self) -> None:
        """Finish and close."""
        await self._db.close()

    def _counted(self, more: int) -> None:
        if self._people is not None:
            self._people += more

    def _names(self, addresses: Iterable[str]) -> dict[str, str]:
        """Addresses by their names in the database."""
        return {self._opener.vault.name(address): address for address in addresses}
