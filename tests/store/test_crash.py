"""Killed in the midst of commits: what was confirmed is there, and no half batch."""

import subprocess
import sys
from pathlib import Path

from bot.store.copies import verify
from tests.store.conftest import Opening
from tests.store.people import HOUR, NOW
from tests.store.writer import PEOPLE

ROOT = Path(__file__).parents[2]


def kill_after(folder: Path, batches: int) -> int:
    """The number of the last batch that the process confirmed before it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with process:
        assert process.stdout
        for _ in range(batches):
            process.stdout.readline()
        process.kill()
        confirmed = process.stdout.read().split()
    return int(confirmed[-1]) if confirmed else -1


async def test_kill_9_leaves_whole_batches(opening: Opening, tmp_path: Path) -> None:
    for batches in (1, 4, 9):
        confirmed = kill_after(tmp_path, batches)
        store = await opening()
        talks = (await store.load(PEOPLE)).values()
        [number] = {int(talk.session.top.answers["reason"]) for talk in talks if talk.session.top}
        assert number >= max(confirmed, batches - 1)
        done = number + 1
        assert await store.seen(range(done + 5)) == set(range(done))
        memory = await store.memory(PEOPLE, ["n"])
        assert {len(records["n"]) for records in memory.values()} == {done}
        assert len(await store.outbox(limit=100_000)) == done * len(PEOPLE)
        assert len(await store.due(NOW + HOUR, 100_000)) == done * len(PEOPLE)
        await store.close()
        verify(tmp_path / "base.db")
