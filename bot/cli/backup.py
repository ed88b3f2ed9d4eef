"""`python -m bot backup PATH`."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot import settings
from bot.store.sqlite import SqliteStore


def main(given: Namespace) -> int:
    """Copy the database, consistently, while the bot runs."""
    asyncio.run(_copy(given))
    print(f"Copied to {given.path}. The key in DATA_KEY_FILE is not in it: keep that apart.")
    return 0


async def _copy(given: Namespace) -> None:
    found = settings.load()
    store = await SqliteStore.open(found.database, found.data_key_file)
    try:
        await store.backup(given.path)
    finally:
        await store.close()
