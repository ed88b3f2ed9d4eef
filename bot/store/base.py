"""The store's interface. A batch is loaded and committed in a handful of statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.deeds import Deed
from bot.errors import Trouble
from flows.engine.effects import Keep, Schedule
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
    deeds: Sequence[tuple[Deed, bool]] = ()  # in order, with: is it bulk?
    received: Sequence[int] = ()  # ids of messages to be tidied away later
    zone: str = "UTC"  # for timers with a local time


@dataclass(frozen=True, slots=True)
class Parcel:
    """A deed in the outbox. Per address, parcels are delivered in the order of `id`."""

    id: int
    address: str
    deed: Deed
    bulk: bool
    made: datetime
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a parcel: gone from the outbox.

    `message` is the id of what was sent, `live` whether it is the chat's live keyboard now;
    with `keep` the message id is remembered for tidying.
    """

    parcel: Parcel
    message: int | None = None
    live: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer that is due."""

    address: str
    key: str
    due: datetime
    frame: int
    arrival: int


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
        that are no person (a group). Returns the new parcels, in order.
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

    async def sending(self, parcels: Collection[int]) -> None:
        """Count a try of each parcel before it goes out."""
        ...

    async def live(self, addresses: Collection[str]) -> dict[str, int]:
        """The message id of each chat's live keyboard, where there is one."""
        ...

    async def gone(self, address: str) -> None:
        """The person has blocked the bot: drop their parcels and appointments; they may return."""
        ...

    async def rezone(self, address: str, zone: str, now: datetime) -> None:
        """Derive the due times of a person's local timers afresh; raises `UnknownZone`.

        A timer keeps the minutes (< 60) by which it was set to come after its local time.
        """
        ...

    async def tidy(self, now: datetime, limit: int) -> dict[str, list[int]]:
        """Messages whose time has come to be deleted, by address (≤ 100 each); forgets them."""
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
