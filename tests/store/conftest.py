from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.store.base import Store
from bot.store.sqlite import SqliteStore

Opening = Callable[[], Awaitable[SqliteStore]]


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Every store that there is: the contract holds for each."""
    if request.param == "memory":
        opened = await SqliteStore.open(":memory:")
    else:
        opened = await SqliteStore.open(tmp_path / "data" / "base.db", tmp_path / "data" / "key")
    yield opened
    await opened.close()


@pytest.fixture
async def opening(tmp_path: Path) -> AsyncIterator[Opening]:
    """Opens the file as often as it is asked to; `base.db` and `key` in tmp_path."""
    opened: list[SqliteStore] = []

    async def again() -> SqliteStore:
        opened.append(await SqliteStore.open(tmp_path / "base.db", tmp_path / "key"))
        return opened[-1]

    yield again
    for one in opened:
        await one.close()
