"""What lies in the file: sealed, bound to its row, and nobody's name."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.base import Damaged
from bot.store.vault import NONCE_BYTES, STATE, Box, Unopened, Vault, record_place
from tests.store.conftest import Opening
from tests.store.people import ANN, BEN, CAT, HOUR, NOW, change, message, tidied, timer

SECRET = "called me a burden"


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("base.db*")))


def tamper(folder: Path, script: str) -> None:
    """What somebody does who can write the file, but has no key."""
    with closing(sqlite3.connect(folder / "base.db")) as raw:
        raw.executescript(script)


async def test_no_words_and_no_addresses_are_in_the_file(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    one = change(
        text=SECRET,
        kept={"toolkit": [SECRET]},
        say=[SECRET],
        keep=[("pause", {"said": SECRET})],
        timers=[timer()],
    )
    await store.commit(NOW, [one], loose=[(BEN, message(SECRET))])
    found = files(tmp_path)
    assert b"pause" in found  # kinds, times and keys of timers are plain
    for private in (SECRET, "burden", ANN, ANN.split(":")[1], BEN, BEN.split(":")[1], "toolkit"):
        assert private.encode() not in found
    await store.backup(tmp_path / "copy")
    assert ANN.encode() not in (tmp_path / "copy").read_bytes()


async def test_the_same_words_are_sealed_differently_each_time(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change(keep=[("line", {"said": "x"})] * 50)])
    with closing(sqlite3.connect(tmp_path / "base.db")) as raw:
        sealed = raw.execute("SELECT data FROM records").fetchall()
    assert len({data[:NONCE_BYTES] for (data,) in sealed}) == 50


SWAPS = {
    "sessions of two people": (
        "UPDATE people SET state = (SELECT state FROM people AS other WHERE other.id <> people.id)"
    ),
    "an address for a talk": "UPDATE people SET state = address",
    "keys of two people": "UPDATE keys SET key = (SELECT key FROM keys AS k WHERE k.person = 2)",
    "a whole person under another's name": (
        "CREATE TEMP TABLE ann AS SELECT name FROM people WHERE id = 1;"
        "DELETE FROM people WHERE id = 1;"
        "UPDATE people SET name = (SELECT name FROM ann) WHERE id = 2"
    ),
    "a byte": "UPDATE people SET state = CAST(state || x'00' AS BLOB)",
    "nothing left": "UPDATE people SET state = x''",
}


@pytest.mark.parametrize("swap", SWAPS)
async def test_a_row_that_was_moved_or_altered_is_refused(
    opening: Opening, tmp_path: Path, swap: str
) -> None:
    store = await opening()
    await store.commit(NOW, [change(text="one"), change(BEN, text="two")])
    await store.close()
    tamper(tmp_path, SWAPS[swap])
    store = await opening()
    with pytest.raises(Damaged) as refused:
        await store.load([ANN])
    assert refused.value.address == ANN
    assert ANN not in str(refused.value)


async def test_records_cannot_change_their_kind_or_their_day(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change(keep=[("pause", {"n": 1})]), change(BEN)])
    for alter, restore in (
        ("UPDATE records SET kind = 'line'", "UPDATE records SET kind = 'pause'"),
        ("UPDATE records SET at = at + 1", "UPDATE records SET at = at - 1"),
        ("UPDATE records SET person = 2", "UPDATE records SET person = 1"),
    ):
        tamper(tmp_path, alter)
        with pytest.raises(Damaged):
            await store.memory([ANN, BEN], ["pause", "line"])
        tamper(tmp_path, restore)
    assert len((await store.memory([ANN], ["pause"]))[ANN]["pause"]) == 1


async def test_a_damaged_message_stops_nobody_elses(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    _, two, three = await store.commit(
        NOW, [change(say=["one"]), change(BEN, say=["two"])], loose=[(CAT, message("three"))]
    )
    tamper(tmp_path, "UPDATE outbox SET deed = x'00' WHERE id = 1")
    assert await store.outbox(limit=1) == [two]
    assert await store.outbox(after=two.id) == [three]
    tamper(tmp_path, "UPDATE outbox SET address = NULL WHERE id = 3")
    assert await store.outbox() == [two]


async def test_a_damaged_person_stops_nobody_elses_timers(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change(timers=[timer()], kept={"tidy": 1}, received=[1]), change(BEN)])
    await store.commit(NOW, [change(BEN, timers=[timer()], kept={"tidy": 1}, received=[2])])
    tamper(tmp_path, "UPDATE people SET address = x'00' WHERE id = 1")
    assert [alarm.address for alarm in await store.due(NOW + HOUR, 10)] == [BEN]
    await store.commit(NOW, [], alarms=await store.due(NOW + HOUR, 10))
    assert await store.next_due() == NOW + 2 * HOUR
    assert await tidied(store, NOW + HOUR, 10) == {BEN: [2]}


async def test_a_damaged_key_fails_the_commit_with_its_address(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    tamper(tmp_path, "UPDATE keys SET key = zeroblob(60)")
    with pytest.raises(Damaged) as refused:
        await store.commit(NOW, [change(BEN), change()])
    assert refused.value.address == ANN
    assert await store.people() == 1


def test_a_box_opens_only_at_its_place() -> None:
    box = Box("me", bytes(32))
    place = record_place("pause", 5)
    sealed = box.seal(b"words", place)
    assert box.open(sealed, place) == b"words"
    for other in (record_place("pause", 6), record_place("line", 5), STATE, b""):
        with pytest.raises(Unopened):
            box.open(sealed, other)
    with pytest.raises(Unopened):
        Box("you", bytes(32)).open(sealed, place)


async def test_messages_of_two_groups_cannot_be_swapped(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [], loose=[(BEN, message("one")), (CAT, message("two"))])
    tamper(tmp_path, "UPDATE outbox SET deed = (SELECT deed FROM outbox AS o WHERE o.id = 2)")
    assert [parcel.address for parcel in await store.outbox()] == [CAT]
    tamper(tmp_path, "UPDATE outbox SET name = (SELECT name FROM outbox AS o WHERE o.id = 1)")
    assert await store.outbox() == []


def test_a_vault_forgets_the_box_that_was_used_least_lately(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.store.vault.OPEN_BOXES", 2)
    vault = Vault(bytes(32))
    keys = {owner: vault.new_key(owner) for owner in "abc"}
    a = vault.box("a", keys["a"])
    b = vault.box("b", keys["b"])
    assert vault.box("a", keys["a"]) is a
    vault.box("c", keys["c"])
    assert vault.box("a", keys["a"]) is a
    assert vault.box("b", keys["b"]) is not b
    with pytest.raises(Unopened):
        vault.box("a", keys["b"])


def test_names_tell_nothing_without_the_key() -> None:
    one, other = Vault(bytes(32)), Vault(bytes(31) + b"x")
    assert one.name(ANN) == one.name(ANN)
    assert one.name(ANN) != one.name(BEN)
    assert one.name(ANN) != other.name(ANN)
