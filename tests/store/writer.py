"""A process that commits batches until it is killed; prints the number of each when it is done."""

import asyncio
import sys
from pathlib import Path

from bot.store.sqlite import SqliteStore
from tests.store.people import NOW, change, timer

PEOPLE = [f"telegram:{n}" for n in range(40)]


async def main(folder: Path) -> None:
    """Each batch writes its number to everybody, in every table."""
    store = await SqliteStore.open(folder / "base.db", folder / "key")
    first = (await store.load(PEOPLE[:1]))[PEOPLE[0]].session.top
    number = int(first.answers["reason"]) + 1 if first else 0
    while True:
        batch = [
            change(one, f"{number}", say=["hi"], keep=[("n", {})], timers=[timer(f"{number}")])
            for one in PEOPLE
        ]
        await store.commit(NOW, batch, update_ids=[number])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
