"""The contract: numbers of messages of both sides, for as long as they can be deleted."""

from datetime import timedelta

from bot.store.base import Delivered, Store
from tests.store.people import ANN, BEN, HOUR, NOW, change, message, tidied

GROUP = "telegram:-100"
DELETABLE = timedelta(hours=47.5)


async def test_everybodys_messages_are_noted_newest_first(store: Store) -> None:
    ann, ben = await store.commit(
        NOW, [change(received=[5, 6], say=["a"]), change(BEN, received=[7], say=["b"])]
    )
    await store.settle(NOW, [Delivered(ann, 9, keep=True), Delivered(ben, 8)])
    assert await store.noted(ANN, NOW, 10) == [9, 6, 5]
    assert await store.noted(ANN, NOW, 2) == [9, 6]
    assert await store.noted(BEN, NOW, 10) == [7]
    assert await store.noted(GROUP, NOW, 10) == []


async def test_every_part_of_a_message_is_noted(store: Store) -> None:
    [parcel] = await store.commit(NOW, [change(say=["long"])])
    await store.settle(NOW, [Delivered(parcel, 9, live=True, keep=True, also=(7, 8))])
    assert await store.noted(ANN, NOW, 10) == [9, 8, 7]
    assert await store.live([ANN]) == {ANN: 9}


async def test_what_is_too_old_is_not_offered_and_soon_forgotten(store: Store) -> None:
    await store.commit(NOW, [change(received=[5])])
    await store.commit(NOW + HOUR, [change(received=[6])])
    later = NOW + DELETABLE
    assert await store.noted(ANN, later, 10) == [6, 5]
    assert await store.noted(ANN, later + timedelta(seconds=1), 10) == [6]
    assert await tidied(store, later + timedelta(seconds=1)) == {}
    assert await store.noted(ANN, NOW, 10) == [6]


async def test_what_was_deleted_is_noted_no_more(store: Store) -> None:
    [parcel] = await store.commit(NOW, [change(received=[5], say=["a"]), change(BEN, received=[5])])
    await store.settle(NOW, [Delivered(parcel, 6, live=True, keep=True)])
    await store.unnote(ANN, [5])
    assert await store.noted(ANN, NOW, 10) == [6]
    assert await store.live([ANN]) == {ANN: 6}
    await store.unnote(ANN, [6])
    assert await store.noted(ANN, NOW, 10) == []
    assert await store.live([ANN]) == {}, "a keyboard that is gone is live no more"
    assert await store.noted(BEN, NOW, 10) == [5]


async def test_who_has_no_row_and_a_group_leave_no_note(store: Store) -> None:
    [parcel] = await store.commit(NOW, [], loose=[(GROUP, message("Write to me alone."))])
    await store.settle(NOW, [Delivered(parcel, 6, live=True, keep=True)])
    assert await store.noted(GROUP, NOW, 10) == []


async def test_tidying_from_now_on_leaves_what_was_there(store: Store) -> None:
    await store.commit(NOW, [change(received=[5])])
    await store.commit(NOW, [change(kept={"tidy": 1}, received=[6])])
    assert await tidied(store, NOW + HOUR) == {ANN: [6]}
    assert await store.noted(ANN, NOW + HOUR, 10) == [5]


async def test_without_tidying_again_nothing_goes_by_itself(store: Store) -> None:
    await store.commit(NOW, [change(kept={"tidy": 1}, received=[5])])
    await store.commit(NOW, [change(received=[6])])
    assert await tidied(store, NOW + 2 * HOUR) == {}
    assert await store.noted(ANN, NOW, 10) == [6, 5]


async def test_a_message_that_was_recalled_while_it_was_sent_is_noted(store: Store) -> None:
    [parcel] = await store.commit(NOW, [change(say=["a"])])
    await store.commit(NOW, [change(recalled=True)])
    await store.settle(NOW, [Delivered(parcel, 6, keep=True)])
    assert await store.noted(ANN, NOW, 10) == [6]


async def test_of_who_was_forgotten_nothing_is_noted_not_even_for_who_comes_after(
    store: Store,
) -> None:
    [parcel] = await store.commit(NOW, [change(say=["a"], received=[5])])
    await store.commit(NOW, [change(forgotten=True)])
    await store.settle(NOW, [Delivered(parcel, 6, live=True, keep=True)])
    assert await store.noted(ANN, NOW, 10) == []
    assert await store.live([ANN]) == {}
