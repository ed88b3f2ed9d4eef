"""Who asks to be forgotten is: no row, no key, and nothing readable in any file."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.base import Change, Delivered, Store, Talk
from bot.store.sqlite import SqliteStore
from tests.store.conftest import Opening
from tests.store.people import ANN, BEN, HOUR, NOW, change, message, session, tidied, timer

SEALED = (
    "SELECT key FROM keys WHERE person = :id",
    "SELECT state FROM people WHERE id = :id",
    "SELECT address FROM people WHERE id = :id",
    "SELECT data FROM records WHERE person = :id",
    "SELECT deed FROM outbox WHERE name = (SELECT name FROM people WHERE id = :id)",
)


def sealed(folder: Path, person: int) -> set[bytes]:
    """What lies in the file for a person."""
    with closing(sqlite3.connect(folder / "base.db")) as raw:
        return {row[0] for sql in SEALED for row in raw.execute(sql, {"id": person})}


def found(folder: Path, blobs: set[bytes]) -> list[bytes]:
    """Which pieces of these stand in any of the database's files."""
    files = b"".join(path.read_bytes() for path in folder.glob("base.db*"))
    pieces = (blob[at : at + 16] for blob in blobs for at in range(0, len(blob) - 15, 16))
    return [piece for piece in pieces if piece in files]


async def test_a_forgotten_person_is_a_stranger(store: Store) -> None:
    everything = change(
        say=["hi"],
        kept={"tidy": 1},
        keep=[("pause", {})],
        timers=[timer()],
        received=[3],
    )
    [parcel, _] = await store.commit(NOW, [everything, change(BEN, say=["ho"])])
    await store.settle(NOW, [Delivered(parcel, 4, live=True, keep=True)])
    [still, _] = await store.commit(NOW, [change(say=["x"])], loose=[(ANN, message("loose"))])
    assert still in await store.outbox()
    await store.forget(ANN)
    assert await store.load([ANN]) == {ANN: Talk(ANN)}
    assert await store.memory([ANN], ["pause"]) == {ANN: {"pause": []}}
    assert [one.address for one in await store.outbox()] == [BEN]
    assert await store.due(NOW + HOUR, 10) == []
    assert await store.live([ANN]) == {}
    assert await tidied(store, NOW + HOUR, 10) == {}
    await store.forget(ANN)  # twice does no harm


async def test_who_was_forgotten_may_begin_anew(store: Store) -> None:
    await store.commit(NOW, [change(), change(BEN)])
    old = await store.load([ANN, BEN])
    await store.forget(BEN)
    await store.commit(NOW, [Change(Talk(BEN, old[BEN].id, session("again")))])
    new = await store.load([ANN, BEN])
    assert new[BEN].session == session("again")
    assert new[BEN].id not in {old[ANN].id, old[BEN].id}
    assert new[ANN] == old[ANN]


async def test_nothing_of_them_remains_in_any_file(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    blobs = set()
    for turn in range(4):
        long = f"{turn} " + "she left without a word " * 300 * (turn % 2)
        await store.commit(
            NOW,
            [
                change(text=long, kept={"note": long}, say=[long], keep=[("pause", {"t": long})]),
                change(BEN, say=["hello"]),
            ],
        )
        blobs |= sealed(tmp_path, 1)
    assert len(blobs) == 4 * 3 + 2  # four times all but the key and the address
    assert found(tmp_path, blobs)
    await store.forget(ANN)
    assert found(tmp_path, blobs) == []
    assert (tmp_path / "base.db-wal").stat().st_size == 0
    assert await store.outbox()
    assert (await store.load([BEN]))[BEN].session == session()


async def test_a_destroyed_key_leaves_no_copy_however_pages_were_moved(
    opening: Opening, tmp_path: Path
) -> None:
    """In spite of secure_delete SQLite can leave copies of rows in a page's slack when it balances
    its trees. So keys lie where no row is ever moved, and what is sealed with them is lost."""
    chance = random.Random(7)
    store = await opening()
    keys: dict[str, set[bytes]] = {}
    for _ in range(25):
        chosen = [f"telegram:{n}" for n in chance.sample(range(1000, 1200), 25)]
        sizes = [5, 300, 3000]
        talks = [
            change(one, text="s" * chance.choice(sizes), kept={"n": "k" * chance.choice(sizes)})
            for one in chosen
        ]
        await store.commit(NOW, talks)
        for one, talk in (await store.load(chosen)).items():
            assert talk.id is not None
            with closing(sqlite3.connect(tmp_path / "base.db")) as raw:
                key = "SELECT key FROM keys WHERE person = ?"
                keys[one] = {row[0] for row in raw.execute(key, (talk.id,))}
        forgotten = chance.sample(sorted(keys), 6)
        assert found(tmp_path, keys[forgotten[0]])
        for one in forgotten:
            await store.forget(one)
        assert found(tmp_path, set().union(*(keys.pop(one) for one in forgotten))) == []


async def test_while_another_process_reads_the_washing_waits(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change(keep=[("pause", {"n": 1})])])
    blobs = sealed(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / "base.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchall()
        await store.forget(ANN)
        assert (await store.load([ANN]))[ANN].id is None
        assert found(tmp_path, blobs)
        reader.execute("COMMIT")
    await store.tidy(NOW, 10)  # looked at each minute
    assert found(tmp_path, blobs) == []


async def test_a_kill_between_deleting_and_washing_is_made_good(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change(), change(BEN)])
    blobs = sealed(tmp_path, 1)
    name = store._opener.vault.name(ANN)
    with closing(sqlite3.connect(tmp_path / "base.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchall()
        await store.forget(ANN)
        for file in ("base.db", "base.db-wal", "key"):
            copy = tmp_path / "killed" / file
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes((tmp_path / file).read_bytes())
            copy.chmod(0o600)
    assert found(tmp_path / "killed", blobs)
    again = await SqliteStore.open(tmp_path / "killed" / "base.db", tmp_path / "killed" / "key")
    assert found(tmp_path / "killed", blobs) == []
    assert again._opener.vault.name(ANN) == name
    await again.close()
