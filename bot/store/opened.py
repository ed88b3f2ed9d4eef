"""Rows as values: opens what `batch` sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from bot.deeds import decode
from bot.store.base import Alarm, Damaged, Parcel, Talk
from bot.store.database import Row
from bot.store.moments import moment
from bot.store.vault import ADDRESS, DEED, STATE, Box, Unopened, Vault, record_place
from flows.engine.known import Record
from flows.engine.session import Session

_object = msgspec.json.Decoder(dict[str, Any])
_state = msgspec.json.Decoder(tuple[Session, dict[str, Any]])
_WRONG = (Unopened, msgspec.DecodeError)


@dataclass(frozen=True, slots=True)
class Opener:
    """Whose keys open what is read."""

    vault: Vault
    house: Box

    def talk(self, address: str, row: Row) -> Talk:
        """A row of `people.load_talks`; raises `Damaged`."""
        name, number, key, sealed = row
        try:
            state = self.vault.box(name, key).open(sealed, STATE)
            return Talk(address, number, *_state.decode(state))
        except _WRONG as problem:
            raise Damaged(address) from problem

    def record(self, address: str, row: Row) -> Record:
        """A row of `records.memory`; raises `Damaged`."""
        name, key, kind, at, sealed = row
        try:
            data = self.vault.box(name, key).open(sealed, record_place(kind, at))
            return Record(kind, moment(at), _object.decode(data))
        except _WRONG as problem:
            raise Damaged(address) from problem

    def address(self, name: str, key: bytes, sealed: bytes) -> str | None:
        """A person's address; None if it cannot be opened."""
        try:
            return self.vault.box(name, key).open(sealed, ADDRESS).decode()
        except Unopened:
            return None

    def alarm(self, row: Row) -> Alarm | None:
        """A row of `timers.due`; None if its person cannot be told."""
        name, person, sealed, key, due, frame, arrival = row
        address = self.address(name, person, sealed)
        return None if address is None else Alarm(address, key, moment(due), frame, arrival)

    def parcel(self, row: Row) -> Parcel | None:
        """A row of `outbox.after`; None if it cannot be opened."""
        number, name, loose, who, key, person, bulk, made, tries, sealed = row
        try:
            box = self.house if loose else self.vault.box(name, key or b"")
            whose = name.encode() if loose else b""
            address = box.open(loose or person, ADDRESS + whose).decode()
            job = decode(box.open(sealed, DEED + whose))
        except _WRONG:
            return None
        whom = None if loose else who
        return Parcel(number, address, job, bool(bulk), moment(made), tries, whom)
