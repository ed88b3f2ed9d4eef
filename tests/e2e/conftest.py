from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.botapi.server import BotApi
from tests.e2e.process import BotProcess


@pytest.fixture
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running
        assert running.violations == []


@pytest.fixture
async def bot(server: BotApi, tmp_path: Path) -> AsyncIterator[BotProcess]:
    process = BotProcess(server, tmp_path)
    yield process
    await process.kill()
