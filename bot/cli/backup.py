"""`python -m bot backup PATH`."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot import settings
from bot.errors import Trouble
from bot.settings import Settings
from bot.store.sqlite import SqliteStore


def main(given: Namespace) -> int:
    """Copy the database, consistently, while the bot runs."""
    found = settings.load()
    if not found.database.exists():
        raise Trouble(f"there is no database {found.database}: set DATABASE_URL to the bot's own")
    asyncio.run(_copy(found, given))
    print(f"Copied to {given.path}. The key in DATA_KEY_FILE is not in it: keep that apart.")
    return 0


async def _copy(found: Settings, given: Namespace) -> None:
    store = await SqliteStore.open(found.database, found.data_key_file)
    try:
        await store.backup(given.path)
    finally:
        await store.close()
