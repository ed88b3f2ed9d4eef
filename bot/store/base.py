"""The store's interface. A batch is loaded and committed in a handful of statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.deeds import Deed, Job
from bot.errors import Trouble
from flows.engine.effects import Discard, Keep, Schedule
from flows.engine.known import Record
from flows.engine.session import Session


class StoreError(Trouble):
    """The store cannot do what was asked. Its message is one line: what is wrong, the remedy."""


class Damaged(StoreError):  # noqa: N818 - reads as what is wrong
    """What is stored for `address` cannot be opened: it was altered, or moved from another row."""

    def __init__(self, address: str) -> None:
        super().__init__(
            "a stored row was altered or damaged: restore a backup, or forget its person"
        )
        self.address = address


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's talk as stored. `id` is None until it was first committed."""

    address: str  # channel and chat, such as `telegram:42`
    id: int | None = None
    session: Session = field(default_factory=Session)
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What one person's turns in a batch came to."""

    talk: Talk  # the session and what is kept, as they are to be stored
    records: Sequence[tuple[datetime, Keep]] = ()
    timers: Sequence[Schedule] = ()  # upserted by (person, key)
    untimers: Sequence[str] = ()  # keys; removed before `timers` are added
    deeds: Sequence[tuple[Job, bool]] = ()  # in order, with: is it bulk?
    received: Sequence[int] = ()  # ids of what they sent, noted as long as it can be deleted
    zone: str = "UTC"  # for timers with a local time
    silenced: bool = False  # appointments and unsent bulk go, before anything is added
    recalled: bool = False  # all that is unsent goes
    forgotten: bool = False  # everything goes, the key first; what stands here is somebody new's
    discards: Sequence[Discard] = ()  # records that go, before `records` are added


@dataclass(frozen=True, slots=True)
class Parcel:
    """A deed in the outbox. Per address, parcels are delivered in the order of `id`.

    `person` is the row of the one it is for; None for a group, and for who has no row.
    """

    id: int
    address: str
    deed: Job
    bulk: bool
    made: datetime
    tries: int = 0
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a parcel: gone from the outbox.

    `message` is the id of what was sent, `also` those of its other parts, `live` whether it is the
    chat's live keyboard now; with `keep` the ids are noted as long as they can be deleted.
    """

    parcel: Parcel
    message: int | None = None
    live: bool = False
    keep: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer that is due."""

    address: str
    key: str
    due: datetime
    frame: int
    arrival: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """A timer that is set, with the wall clock that it follows, if it follows one."""

    key: str
    due: datetime
    frame: int
    local: str | None  # HH:MM in `zone`
    zone: str | None


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is kept of one person."""

    talk: Talk
    records: Sequence[Record] = ()  # by kind, oldest first
    left_out: int = 0  # records beyond what was asked for
    timers: Sequence[Appointment] = ()  # soonest first
    messages: Sequence[tuple[int, datetime]] = ()  # noted ids, oldest first


class Store(Protocol):
    """Everything that must survive a kill. All moments are aware UTC."""

    async def load(self, addresses: Collection[str]) -> dict[str, Talk]:
        """The talks of these addresses; unknown ones come back empty, with id None.

        Raises `Damaged`, as `memory` does.
        """
        ...

    async def seen(self, update_ids: Collection[int]) -> set[int]:
        """Which of these updates were committed already (kept for 48 hours)."""
        ...

    async def memory(
        self, addresses: Collection[str], kinds: Collection[str]
    ) -> dict[str, dict[str, list[Record]]]:
        """Records of these kinds, oldest first, at most the newest 400 of a kind; every kind asked
        for stands in the answer, if empty.
        """
        ...

    async def commit(
        self,
        now: datetime,
        changes: Sequence[Change],
        *,
        update_ids: Collection[int] = (),
        alarms: Collection[Alarm] = (),
        loose: Sequence[tuple[str, Deed]] = (),
    ) -> list[Parcel]:
        """Store a batch in one transaction: talks, records, timers, deeds, update ids; fired
        `alarms` are removed (unless a change sets them anew). `loose` are deeds for addresses
        that are no person (a group). Of who is `forgotten`, and of `discards`, the file holds
        nothing any more when this returns. Returns the new parcels, in order.
        """
        ...

    async def due(self, now: datetime, limit: int) -> list[Alarm]:
        """Timers that are due, earliest first; they stay due until committed as `alarms`."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next timer is due."""
        ...

    async def outbox(self, after: int = 0, limit: int = 1000) -> list[Parcel]:
        """Undelivered parcels by id, from `after`, for a start."""
        ...

    async def settle(self, now: datetime, done: Sequence[Delivered]) -> None:
        """Parcels that were delivered or given up, in one transaction."""
        ...

    async def replace(self, now: datetime, parcel: Parcel, deeds: Sequence[Deed]) -> list[Parcel]:
        """Put deeds in the place of a parcel, behind all others, in one transaction; nothing if the
        parcel is not there any more (recalled, or its person forgotten). Returns their parcels.
        """
        ...

    async def sending(self, parcels: Collection[int]) -> None:
        """Count a try of each parcel before it goes out."""
        ...

    async def live(self, addresses: Collection[str]) -> dict[str, int]:
        """The message id of each chat's live keyboard, where there is one."""
        ...

    async def gone(self, address: str) -> None:
        """The person has blocked the bot: drop their parcels. What is promised stays: they may
        return.
        """
        ...

    async def rezone(self, address: str, zone: str, now: datetime) -> None:
        """Derive the due times of a person's local timers afresh; raises `UnknownZone`.

        A timer keeps the minutes (< 60) by which it was set to come after its local time.
        """
        ...

    async def tidy(self, now: datetime, limit: int) -> list[Parcel]:
        """Turn notes of messages whose time has come into parcels that delete them (≤ 100 an
        address), and forget those that are too old to be deleted.
        """
        ...

    async def noted(self, address: str, now: datetime, limit: int) -> list[int]:
        """Messages of both sides that can be deleted still, newest first."""
        ...

    async def unnote(self, address: str, numbers: Collection[int]) -> None:
        """These are gone from the chat."""
        ...

    async def prune(self, now: datetime) -> int:
        """Delete records older than their person wants them kept; how many those were."""
        ...

    async def everything(self, address: str, most: int) -> Everything:
        """All that is kept of a person; of records, so many that they take about `most` bytes.

        Raises `Damaged`.
        """
        ...

    async def file_id(self, bot: str, picture: str) -> str | None:
        """Telegram's id of a picture that was uploaded before."""
        ...

    async def keep_file_id(self, bot: str, picture: str, file_id: str) -> None:
        """Remember an uploaded picture."""
        ...

    async def forget(self, address: str) -> None:
        """Destroy the person's key and rows, and what the file still holds of them."""
        ...

    async def people(self) -> int:
        """How many people there are (for spreading appointments)."""
        ...

    async def backup(self, to: Path) -> None:
        """A consistent copy, while running."""
        ...

    async def close(self) -> None:
        """Finish and close."""
        ...
