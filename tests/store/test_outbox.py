"""The contract: parcels, deliveries, live keyboards."""

from dataclasses import replace

from bot.deeds import Acknowledge, Deed, Delete, Drawing, Send
from bot.store.base import Change, Delivered, Store, Talk
from tests.store.people import ANN, BEN, CAT, HOUR, NOW, change, message, session, tidied

GROUP = "telegram:-100"


async def test_parcels_come_back_in_order_and_as_they_were(store: Store) -> None:
    picture = Drawing("heat", {"before": 8, "after": 3})
    deeds: list[tuple[Deed, bool]] = [
        (Acknowledge("cb", "ok"), False),
        (Send("<b>Breathe</b>", picture=picture, edits=5, retires=True, silent=True), True),
    ]
    change_of_ann = Change(Talk(ANN, session=session()), deeds=deeds)
    parcels = await store.commit(NOW, [change(BEN, say=["one"]), change_of_ann])
    assert [(p.address, p.deed, p.bulk) for p in parcels] == [
        (BEN, message("one"), False),
        (ANN, *deeds[0]),
        (ANN, *deeds[1]),
    ]
    assert [p.id for p in parcels] == sorted({p.id for p in parcels})
    assert all(p.made == NOW and p.tries == 0 for p in parcels)
    assert await store.outbox() == parcels


async def test_what_was_delivered_is_gone_and_ids_are_never_used_again(store: Store) -> None:
    first = await store.commit(NOW, [change(say=["one", "two"])])
    await store.settle(NOW, [Delivered(first[0], message=9)])
    assert await store.outbox() == first[1:]
    await store.settle(NOW, [Delivered(first[1])])
    assert await store.outbox() == []
    [third] = await store.commit(NOW, [change(say=["three"])])
    assert third.id > first[1].id


async def test_the_outbox_is_read_in_pages(store: Store) -> None:
    parcels = await store.commit(NOW, [change(say=[f"{n}" for n in range(5)])])
    assert await store.outbox(limit=2) == parcels[:2]
    assert await store.outbox(after=parcels[1].id, limit=2) == parcels[2:4]
    assert await store.outbox(after=parcels[4].id) == []


async def test_tries_are_counted(store: Store) -> None:
    one, two = await store.commit(NOW, [change(say=["one", "two"])])
    await store.sending([one.id])
    await store.sending([one.id, two.id])
    assert await store.outbox() == [replace(one, tries=2), replace(two, tries=1)]


async def test_loose_deeds_are_for_no_person(store: Store) -> None:
    delete = Delete((4, 5))
    parcels = await store.commit(
        NOW, [change(say=["hi"])], loose=[(GROUP, message("Write to me alone.")), (ANN, delete)]
    )
    assert [(p.address, p.deed) for p in parcels[1:]] == [
        (GROUP, message("Write to me alone.")),
        (ANN, delete),
    ]
    assert await store.outbox() == parcels
    assert (await store.load([GROUP]))[GROUP].id is None


async def test_the_live_keyboard_of_each_chat(store: Store) -> None:
    assert await store.live([ANN]) == {}
    ann, ann2, ben = await store.commit(NOW, [change(say=["a", "b"]), change(BEN, say=["c"])])
    await store.settle(NOW, [Delivered(ann, 11, live=True), Delivered(ben, 12)])
    assert await store.live([ANN, BEN]) == {ANN: 11}
    await store.settle(NOW, [Delivered(ann2, 13, live=True)])
    assert await store.live([ANN, BEN, CAT]) == {ANN: 13}


async def test_of_two_live_keyboards_in_one_settling_the_later_holds(store: Store) -> None:
    one, two = await store.commit(NOW, [change(say=["a", "b"])])
    await store.settle(NOW, [Delivered(one, 11, live=True), Delivered(two, 12, live=True)])
    assert await store.live([ANN]) == {ANN: 12}


async def test_a_person_who_left_gets_nothing_and_may_return(store: Store) -> None:
    parcels = await store.commit(
        NOW, [change(say=["a"], kept={"zone": "UTC"}), change(BEN, say=["b"])]
    )
    await store.gone(ANN)
    assert await store.outbox() == parcels[1:]
    assert (await store.load([ANN]))[ANN].kept == {"zone": "UTC"}
    [again] = await store.commit(NOW + HOUR, [change(say=["welcome"])])
    assert await store.outbox() == [parcels[1], again]


async def test_what_is_sent_while_its_person_is_forgotten_leaves_no_trace(store: Store) -> None:
    [parcel] = await store.commit(NOW, [change(say=["a"], kept={"tidy": 1})])
    await store.forget(ANN)
    await store.settle(NOW, [Delivered(parcel, 11, live=True, keep=True)])
    assert await store.live([ANN]) == {}
    await store.commit(NOW, [change(kept={"tidy": 1})])
    assert await store.live([ANN]) == {}
    assert await tidied(store, NOW + 2 * HOUR, 10) == {}
