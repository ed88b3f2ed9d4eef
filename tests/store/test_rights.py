"""The contract: silence, recall, being forgotten in the midst of a batch, records with an end."""

import random
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.deeds import Document
from bot.store.base import Change, Everything, Store, Talk
from flows.engine.effects import Schedule
from flows.engine.session import Session
from tests.store.conftest import Opening
from tests.store.people import ANN, BEN, HOUR, NOW, change, message, session, timer
from tests.store.test_forget import found, sealed
from tests.store.test_sealed import files

A_DAY = 24 * HOUR
OF_A_FRAME = Schedule("frame:1", NOW + HOUR, frame=1, arrival=2)
APPOINTMENT = Schedule("checkin", NOW + HOUR, local="21:00")


async def waiting(store: Store) -> list[tuple[str, str]]:
    return [
        (one.address, one.deed.html) for one in await store.outbox() if hasattr(one.deed, "html")
    ]


async def keys(store: Store) -> set[tuple[str, str]]:
    return {(one.address, one.key) for one in await store.due(NOW + 99 * HOUR, 99)}


async def test_silence_stops_appointments_and_bulk_and_nothing_else(store: Store) -> None:
    mine = Change(
        Talk(ANN, session=session()),
        timers=[OF_A_FRAME, APPOINTMENT],
        deeds=[(message("answer"), False), (message("note"), True)],
    )
    bens = Change(Talk(BEN, session=session()), timers=[APPOINTMENT], deeds=[(message("b"), True)])
    await store.commit(NOW, [mine, bens])
    later = Schedule("review", NOW + A_DAY)
    new = change(silenced=True, timers=[later], say=["hush"])
    await store.commit(NOW, [new])
    assert await keys(store) == {(ANN, "frame:1"), (ANN, "review"), (BEN, "checkin")}
    assert await waiting(store) == [(ANN, "answer"), (BEN, "b"), (ANN, "hush")]


async def test_silence_then_the_same_appointment_anew(store: Store) -> None:
    await store.commit(NOW, [change(timers=[APPOINTMENT])])
    anew = Schedule("checkin", NOW + A_DAY, local="21:00")
    await store.commit(NOW, [change(silenced=True, untimers=["checkin"], timers=[anew])])
    assert await store.next_due() == NOW + A_DAY


async def test_what_is_recalled_is_unsent_but_what_comes_with_it_goes_out(store: Store) -> None:
    await store.commit(NOW, [change(say=["one", "two"]), change(BEN, say=["b"])])
    await store.commit(NOW, [change(recalled=True, say=["bye"])])
    assert await waiting(store) == [(BEN, "b"), (ANN, "bye")]


async def test_a_stranger_can_be_silenced_and_forgotten(store: Store) -> None:
    nothing = Change(
        Talk(ANN, session=Session()),
        deeds=[(message("gone"), False)],
        silenced=True,
        recalled=True,
        forgotten=True,
    )
    await store.commit(NOW, [nothing])
    assert await waiting(store) == [(ANN, "gone")]
    assert await store.people() == 0


async def test_forgotten_in_a_batch_with_others(store: Store) -> None:
    everything = change(
        say=["old"], kept={"zone": "UTC"}, keep=[("pause", {})], timers=[timer()], received=[3]
    )
    await store.commit(NOW, [everything, change(BEN, say=["b"])])
    assert await store.people() == 2
    last = Change(Talk(ANN), deeds=[(message("gone"), False)], forgotten=True)
    await store.commit(NOW, [last, change(BEN, text="new")])
    assert await store.load([ANN]) == {ANN: Talk(ANN)}
    assert (await store.load([BEN]))[BEN].session == session("new")
    assert await store.memory([ANN], ["pause"]) == {ANN: {"pause": []}}
    assert await keys(store) == set()
    assert await waiting(store) == [(BEN, "b"), (ANN, "gone")]
    assert await store.people() == 1


async def test_forgotten_and_begun_anew_in_one_batch(store: Store) -> None:
    await store.commit(NOW, [change(kept={"zone": "UTC"}, keep=[("pause", {})])])
    old = (await store.load([ANN]))[ANN]
    anew = change(text="anew", keep=[("pause", {"n": 1})], say=["hi"], forgotten=True)
    await store.commit(NOW, [anew])
    talk = (await store.load([ANN]))[ANN]
    assert talk.session == session("anew")
    assert talk.kept == {}
    assert talk.id != old.id
    records = (await store.memory([ANN], ["pause"]))[ANN]["pause"]
    assert [record.data for record in records] == [{"n": 1}]
    assert await waiting(store) == [(ANN, "hi")]
    assert await store.people() == 1


async def test_when_the_batch_is_stored_nothing_is_left_of_them(
    opening: Opening, tmp_path: Path
) -> None:
    store = await opening()
    long = "she left without a word " * 100
    await store.commit(
        NOW, [change(text=long, say=[long], keep=[("pause", {"t": long})], kept={"n": long})]
    )
    blobs = sealed(tmp_path, 1)
    assert found(tmp_path, blobs)
    gone = Change(Talk(ANN), deeds=[(message("gone"), False)], forgotten=True)
    await store.commit(NOW, [gone])
    assert found(tmp_path, blobs) == []
    assert await waiting(store) == [(ANN, "gone")]
    await store.backup(tmp_path / "base.db.copy")
    assert found(tmp_path, blobs) == []


# — a parcel that becomes others -------------------------------------------------------------------


async def test_documents_take_the_place_of_a_parcel_behind_all_others(store: Store) -> None:
    first, second = await store.commit(NOW, [change(say=["make it", "wait"])])
    both = [Document("a.json", b"{}\x00\xff", "data"), Document("a.html", b"<p>")]
    parcels = await store.replace(NOW, first, both)
    assert [one.deed for one in parcels] == both
    assert await store.outbox() == [second, *parcels]
    assert await store.replace(NOW, first, both) == [], "it was replaced already"


async def test_of_who_was_forgotten_meanwhile_no_document_is_made(store: Store) -> None:
    [parcel] = await store.commit(NOW, [change(say=["make it"])])
    await store.commit(NOW, [Change(Talk(ANN), forgotten=True)])
    assert await store.replace(NOW, parcel, [Document("a.json", b"{}")]) == []
    assert await store.outbox() == []


async def test_a_document_is_sealed(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    [parcel] = await store.commit(NOW, [change(say=["make it"])])
    await store.replace(NOW, parcel, [Document("my-data.json", b"she left without a word")])
    assert b"my-data" not in files(tmp_path)
    assert b"she left" not in files(tmp_path)


# — records with an end ----------------------------------------------------------------------------


async def kept(store: Store, who: str) -> list[int]:
    return [int(str(one.data["n"])) for one in (await store.memory([who], ["n"]))[who]["n"]]


async def days_of(store: Store, who: str, ages: Collection[int], **more: int) -> None:
    for age in ages:
        batch = [change(who, keep=[("n", {"n": age})], at=NOW - age * A_DAY, kept=more)]
        await store.commit(NOW, batch)


async def test_records_go_when_their_person_wants_that(store: Store) -> None:
    await days_of(store, ANN, [400, 91, 90, 89, 0], retain=90)
    await days_of(store, BEN, [400, 91, 0])
    assert await store.prune(NOW) == 2
    assert await kept(store, ANN) == [90, 89, 0]
    assert await kept(store, BEN) == [400, 91, 0]
    assert await store.prune(NOW) == 0
    assert await store.prune(NOW + A_DAY) == 1


async def test_the_end_follows_the_setting(store: Store) -> None:
    await days_of(store, ANN, [400, 100, 1], retain=90)
    await store.commit(NOW, [change(kept={"retain": 365})])
    assert await store.prune(NOW) == 1
    await store.commit(NOW, [change()])
    assert await store.prune(NOW) == 0
    for wrong in (0, -5, True, "90", None, 1e12):
        await store.commit(NOW, [change(kept={"retain": wrong})])
        assert await store.prune(NOW) == 0
    await store.commit(NOW, [change(kept={"retain": 90})])
    assert await store.prune(NOW) == 1


async def test_many_records_go_in_chunks(store: Store) -> None:
    many = [("n", {"n": n}) for n in range(7000)]
    old = NOW - 100 * A_DAY
    await store.commit(NOW, [change(keep=many, at=old, kept={"retain": 90})])
    await store.commit(NOW, [change(keep=[("n", {"n": 1})], kept={"retain": 90})])
    assert await store.prune(NOW) == 7000
    assert await kept(store, ANN) == [1]


async def test_what_was_pruned_is_in_no_file(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    old = NOW - 100 * A_DAY
    chance = random.Random(3)
    for _ in range(20):
        texts = [("n", {"t": "x" * chance.choice([5, 300, 3000])})]
        await store.commit(NOW, [change(keep=texts, at=old, kept={"retain": 90})])
    with closing(sqlite3.connect(tmp_path / "base.db")) as raw:
        blobs = {row[0] for row in raw.execute("SELECT data FROM records")}
    assert len(blobs) == 20
    assert await store.prune(NOW) == 20
    assert found(tmp_path, blobs) == []
    assert (tmp_path / "base.db-wal").stat().st_size == 0


# — everything -------------------------------------------------------------------------------------


async def test_everything_of_a_stranger_is_nothing(store: Store) -> None:
    assert await store.everything(ANN, 1000) == Everything(Talk(ANN))


async def test_everything_is_complete(store: Store) -> None:
    records = [("checkin", {"n": n}) for n in range(1300)]
    berlin = Schedule("checkin", NOW + HOUR, local="21:00")
    await store.commit(
        NOW,
        [
            change(
                kept={"zone": "Europe/Berlin", "tidy": 1},
                keep=[*records, ("pause", {"heat": 7})],
                timers=[OF_A_FRAME, berlin],
                received=[5, 6],
                zone="Europe/Berlin",
            ),
            change(BEN, keep=records[:3], timers=[timer()], received=[7]),
        ],
    )
    everything = await store.everything(ANN, 10_000_000)
    assert everything.talk == (await store.load([ANN]))[ANN]
    assert [one.data for one in everything.records] == [
        *({"n": n} for n in range(1300)),
        {"heat": 7},
    ]
    assert everything.left_out == 0
    assert [(one.key, one.local, one.zone) for one in everything.timers] == [
        ("checkin", "21:00", "Europe/Berlin"),
        ("frame:1", None, None),
    ]
    assert list(everything.messages) == [(5, NOW), (6, NOW)]


async def test_records_of_one_moment_are_none_of_them_lost_between_pages(store: Store) -> None:
    times = [NOW + timedelta(seconds=n // 700) for n in range(1400)]
    for at in sorted(set(times)):
        some = [("n", {"n": n}) for n in range(1400) if times[n] == at]
        await store.commit(NOW, [change(keep=some, at=at)])
    everything = await store.everything(ANN, 10_000_000)
    assert [one.data["n"] for one in everything.records] == list(range(1400))


async def test_of_very_many_records_it_is_said_how_many_were_left_out(store: Store) -> None:
    await store.commit(NOW, [change(keep=[("n", {"t": "x" * 1000})] * 2000)])
    everything = await store.everything(ANN, 700_000)
    assert 500 < len(everything.records) < 1500
    assert len(everything.records) + everything.left_out == 2000
