"""The contract: one thing that was kept is deleted, or all of a kind, and nothing else."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.base import Store
from flows.engine.effects import Discard
from tests.store.conftest import Opening
from tests.store.people import ANN, BEN, HOUR, NOW, change
from tests.store.test_forget import found, sealed

SECRET = "a page about him"


async def kept(store: Store, address: str = ANN) -> list[tuple[str, datetime, object]]:
    memory = (await store.memory([address], ["journal", "pause"]))[address]
    return [(kind, one.at, one.data.get("n")) for kind in memory for one in memory[kind]]


async def three(store: Store) -> None:
    for n in range(3):
        at = NOW + n * HOUR
        await store.commit(at, [change(keep=[("journal", {"n": n}), ("pause", {"n": n})], at=at)])
    await store.commit(NOW, [change(BEN, keep=[("journal", {"n": 9})])])


async def test_one_record_goes(store: Store) -> None:
    await three(store)
    await store.commit(NOW + 9 * HOUR, [change(discards=[Discard("journal", NOW + HOUR)])])
    assert await kept(store) == [
        ("journal", NOW, 0),
        ("journal", NOW + 2 * HOUR, 2),
        *(("pause", NOW + n * HOUR, n) for n in range(3)),
    ]
    assert await kept(store, BEN) == [("journal", NOW, 9)]


async def test_all_of_a_kind_go(store: Store) -> None:
    await three(store)
    await store.commit(NOW + 9 * HOUR, [change(discards=[Discard("journal")])])
    assert await kept(store) == [("pause", NOW + n * HOUR, n) for n in range(3)]
    assert await kept(store, BEN) == [("journal", NOW, 9)]


async def test_what_is_kept_with_it_stays(store: Store) -> None:
    await three(store)
    anew = change(discards=[Discard("journal")], keep=[("journal", {"n": 7})], at=NOW + 9 * HOUR)
    await store.commit(NOW + 9 * HOUR, [anew])
    assert ("journal", NOW + 9 * HOUR, 7) in await kept(store)
    assert len(await kept(store)) == 4


async def test_what_never_was_and_who_never_was_do_no_harm(store: Store) -> None:
    await three(store)
    nothing = Discard("journal", NOW + timedelta(microseconds=1))
    await store.commit(NOW, [change(discards=[nothing])])
    await store.commit(NOW, [change("telegram:1", discards=[Discard("journal")])])
    assert len(await kept(store)) == 6


async def test_nothing_of_it_is_left_in_any_file(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    noise = "".join(random.Random(1).choices("abcdefgh ", k=3000))
    await store.commit(NOW, [change(keep=[("journal", {"text": SECRET + noise})])])
    blobs = {blob for blob in sealed(tmp_path, 1) if len(blob) > 3000}
    assert found(tmp_path, blobs)
    await store.commit(NOW, [change(discards=[Discard("journal", NOW)])])
    assert found(tmp_path, blobs) == []
