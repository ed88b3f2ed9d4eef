"""The contract: talks, records, update ids."""

from datetime import timedelta

import pytest

from bot.store.base import Change, Store, StoreError, Talk
from flows.engine.effects import Schedule
from flows.engine.known import Record
from flows.engine.session import Session
from tests.store.people import ANN, BEN, CAT, HOUR, NOW, change, message, session, timer


async def test_a_stranger_has_an_empty_talk_and_is_not_counted(store: Store) -> None:
    assert await store.load([ANN]) == {ANN: Talk(ANN)}
    assert await store.load([]) == {}
    assert await store.people() == 0


async def test_a_talk_comes_back_as_it_was_stored(store: Store) -> None:
    kept = {"zone": "Europe/Berlin", "adult": True, "toolkit": ["walk", "löwe 🦁"], "n": 1.5}
    await store.commit(NOW, [change(kept=kept), change(BEN, "hung up")])
    talks = await store.load([ANN, BEN, CAT])
    assert talks[ANN].session == session()
    assert talks[ANN].kept == kept
    assert talks[BEN].session == session("hung up")
    assert talks[CAT] == Talk(CAT)
    assert None not in (talks[ANN].id, talks[BEN].id)
    assert talks[ANN].id != talks[BEN].id


async def test_a_second_change_replaces_the_first(store: Store) -> None:
    await store.commit(NOW, [change(kept={"zone": "UTC"})])
    first = (await store.load([ANN]))[ANN]
    await store.commit(NOW, [Change(Talk(ANN, first.id, session("left", frame=4), {}))])
    talk = (await store.load([ANN]))[ANN]
    assert (talk.id, talk.session, talk.kept) == (first.id, session("left", frame=4), {})
    assert await store.people() == 1


async def test_two_changes_of_one_person_in_a_batch_both_count(store: Store) -> None:
    await store.commit(
        NOW, [change(text="one", keep=[("pause", {"n": 1})]), change(text="two", say=["b"])]
    )
    assert (await store.load([ANN]))[ANN].session == session("two")
    assert len((await store.memory([ANN], ["pause"]))[ANN]["pause"]) == 1
    assert [parcel.address for parcel in await store.outbox()] == [ANN]


async def test_who_has_nothing_to_store_gets_no_row_but_an_answer(store: Store) -> None:
    talk = Talk(ANN, session=Session(touched=5))
    parcels = await store.commit(NOW, [Change(talk, deeds=[(message("Passed."), False)])])
    assert [(parcel.address, parcel.deed) for parcel in parcels] == [(ANN, message("Passed."))]
    assert await store.outbox() == parcels
    assert (await store.load([ANN]))[ANN].id is None
    assert await store.people() == 0


async def test_a_frame_that_began_and_ended_is_something_to_store(store: Store) -> None:
    await store.commit(NOW, [Change(Talk(ANN, session=Session((), next_id=2)))])
    assert (await store.load([ANN]))[ANN].session.next_id == 2


async def test_people_are_counted_as_they_come(store: Store) -> None:
    assert await store.people() == 0
    await store.commit(NOW, [change(), change(BEN)])
    await store.commit(NOW, [change(), change(CAT)])
    assert await store.people() == 3
    await store.forget(BEN)
    await store.forget("telegram:1")
    assert await store.people() == 2


async def test_an_update_is_known_for_48_hours(store: Store) -> None:
    await store.commit(NOW, [change()], update_ids=[7, 8])
    assert await store.seen([6, 7, 8, 9]) == {7, 8}
    assert await store.seen([]) == set()
    await store.commit(NOW + 47 * HOUR, [], update_ids=[8, 9])  # 8 again: no harm
    assert await store.seen([7, 8, 9]) == {7, 8, 9}
    await store.commit(NOW + 49 * HOUR, [], update_ids=[10])
    assert await store.seen([7, 8, 9, 10]) == {9, 10}


async def test_records_come_oldest_first_and_every_kind_stands_there(store: Store) -> None:
    later, sooner = NOW + HOUR, NOW
    await store.commit(NOW, [change(keep=[("pause", {"heat": 7})], at=later)])
    await store.commit(NOW, [change(keep=[("pause", {"heat": 3})], at=sooner), change(BEN)])
    await store.commit(NOW, [change(BEN, keep=[("line", {"said": "ich fühle"})])])
    memory = await store.memory([ANN, BEN, CAT], ["pause", "line"])
    assert memory == {
        ANN: {
            "pause": [Record("pause", sooner, {"heat": 3}), Record("pause", later, {"heat": 7})],
            "line": [],
        },
        BEN: {"pause": [], "line": [Record("line", NOW, {"said": "ich fühle"})]},
        CAT: {"pause": [], "line": []},
    }


async def test_memory_ends_at_the_newest_400_of_each_kind(store: Store) -> None:
    many = [("checkin", {"n": n}) for n in range(405)]
    await store.commit(NOW, [change(keep=many), change(BEN, keep=many[:3])])
    await store.commit(NOW, [change(keep=[("pause", {"n": 1})], at=NOW - HOUR)])
    memory = await store.memory([ANN, BEN], ["checkin", "pause"])
    assert [record.data["n"] for record in memory[ANN]["checkin"]] == list(range(5, 405))
    assert len(memory[ANN]["pause"]) == 1
    assert len(memory[BEN]["checkin"]) == 3


async def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    await store.commit(NOW, [change(text="before", timers=[timer()])], update_ids=[1])
    before = (await store.load([ANN]))[ANN]
    alarms = await store.due(NOW + HOUR, 10)
    broken = Schedule(None, NOW)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        await store.commit(
            NOW,
            [
                change(text="after", keep=[("pause", {})], say=["hello"]),
                change(BEN, say=["hi"]),
                change(CAT, timers=[broken]),
            ],
            update_ids=[2],
            alarms=alarms,
            loose=[("telegram:-1", message("group"))],
        )
    assert (await store.load([ANN, BEN]))[ANN] == before
    assert await store.people() == 1
    assert await store.seen([1, 2]) == {1}
    assert await store.outbox() == []
    assert await store.due(NOW + HOUR, 10) == alarms
    assert (await store.memory([ANN], ["pause"]))[ANN]["pause"] == []
    parcels = await store.commit(NOW + timedelta(1), [change(say=["again"]), change(BEN)])
    assert await store.outbox() == parcels
    assert await store.people() == 2


async def test_files_of_pictures_are_remembered_for_each_bot(store: Store) -> None:
    assert await store.file_id("bot1", "breath") is None
    await store.keep_file_id("bot1", "breath", "AAA")
    await store.keep_file_id("bot1", "breath", "BBB")
    assert await store.file_id("bot1", "breath") == "BBB"
    assert await store.file_id("bot2", "breath") is None
