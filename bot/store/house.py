"""Key and database find each other: made together on the first start, never apart afterwards."""

from __future__ import annotations

import secrets
from pathlib import Path

from bot.store import keyfile
from bot.store.base import StoreError
from bot.store.database import Database
from bot.store.queries import named
from bot.store.vault import HOUSE, Box, Unopened, Vault

_HOUSE = named("house")


async def move_in(database: Database, key_file: Path | None) -> tuple[Vault, Box, list[str]]:
    """The vault, the house's own box, and notes for the operator. Raises `StoreError`.

    A new key is made for a new database only: with an existing one it would lock out everybody.
    """
    sealed = await database.fetch(_HOUSE["meta"], ("house",))
    master = _master(database, key_file, fresh=not sealed)
    vault = Vault(master)
    if not sealed:
        wrapped = vault.new_key(HOUSE)
        await database.run(_HOUSE["set_meta_once"], ("house", wrapped))
        sealed = await database.fetch(_HOUSE["meta"], ("house",))  # or another process's
    try:
        house = vault.box(HOUSE, sealed[0][0])
    except Unopened as problem:
        raise StoreError(
            f"{key_file} is not the key of {database.path}: put back the key that was made with it"
        ) from problem
    note = keyfile.wide(key_file) if key_file else None
    return vault, house, [note] if note else []


def _master(database: Database, key_file: Path | None, *, fresh: bool) -> bytes:
    if key_file is None:
        if database.path is not None:
            raise StoreError(f"{database.path} needs a key file")
        return secrets.token_bytes(keyfile.KEY_BYTES)
    master = keyfile.read(key_file)
    if master is not None:
        return master
    if not fresh:
        raise StoreError(
            f"{key_file} is missing, and {database.path} was sealed with it: put the key back, "
            f"or move the database away to begin anew"
        )
    return keyfile.make(key_file)
