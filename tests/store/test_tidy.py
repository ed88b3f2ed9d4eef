"""The contract: messages that go after the hours that a person chose."""

from datetime import timedelta

from bot.store.base import Delivered, Store
from tests.store.people import ANN, BEN, HOUR, NOW, change, tidied

A_DAY = 24 * HOUR


async def test_what_was_received_and_sent_goes_when_its_time_has_come(store: Store) -> None:
    [sent, passing] = await store.commit(
        NOW, [change(kept={"tidy": 24}, received=[5], say=["a", "b"])]
    )
    await store.settle(NOW + HOUR, [Delivered(sent, 6, keep=True), Delivered(passing, 7)])
    assert await tidied(store, NOW + A_DAY - timedelta(seconds=1), 10) == {}
    assert await tidied(store, NOW + A_DAY, 10) == {ANN: [5]}
    assert await tidied(store, NOW + A_DAY, 10) == {}
    assert await tidied(store, NOW + A_DAY + HOUR, 10) == {ANN: [6]}


async def test_nothing_goes_by_itself_for_who_did_not_ask(store: Store) -> None:
    [sent] = await store.commit(NOW, [change(received=[5], say=["a"])])
    await store.settle(NOW, [Delivered(sent, 6, keep=True)])
    await store.commit(NOW, [change(kept={"tidy": 1})])
    for wrong in (0, -3, True, "24", None):
        await store.commit(NOW, [change(BEN, kept={"tidy": wrong}, received=[7])])
    assert await tidied(store, NOW + A_DAY, 10) == {}


async def test_an_edited_message_keeps_the_age_that_telegram_counts(store: Store) -> None:
    first, again = await store.commit(NOW, [change(kept={"tidy": 24}, say=["a", "b"])])
    await store.settle(NOW, [Delivered(first, 6, keep=True)])
    await store.settle(NOW + HOUR, [Delivered(again, 6, keep=True)])
    assert await tidied(store, NOW + A_DAY, 10) == {ANN: [6]}
    assert await tidied(store, NOW + 2 * A_DAY, 10) == {}


async def test_who_changes_the_hours_changes_them_for_what_is_there(store: Store) -> None:
    await store.commit(NOW, [change(kept={"tidy": 24}, received=[5])])
    await store.commit(NOW, [change(kept={"tidy": 2})])
    assert await tidied(store, NOW + 2 * HOUR, 10) == {ANN: [5]}
    await store.commit(NOW, [change(kept={"tidy": 24}, received=[6])])
    await store.commit(NOW, [change()])
    await store.commit(NOW, [change(kept={"tidy": 24})])
    assert await tidied(store, NOW + A_DAY, 10) == {}


async def test_what_telegram_would_not_delete_is_dropped(store: Store) -> None:
    await store.commit(NOW, [change(kept={"tidy": 24}, received=[5])])
    await store.commit(NOW + HOUR, [change(kept={"tidy": 24}, received=[6])])
    assert await tidied(store, NOW + 48 * HOUR, 10) == {ANN: [6]}
    assert await tidied(store, NOW + 48 * HOUR, 10) == {}


async def test_48_hours_are_cut_to_what_can_be_kept(store: Store) -> None:
    await store.commit(NOW, [change(kept={"tidy": 48}, received=[5])])
    assert await tidied(store, NOW + 47 * HOUR, 10) == {ANN: [5]}


async def test_at_most_a_hundred_of_a_chat_and_the_limit_in_all(store: Store) -> None:
    mine, bens = list(range(1, 231)), list(range(500, 520))
    await store.commit(
        NOW,
        [
            change(kept={"tidy": 1}, received=mine),
            change(BEN, kept={"tidy": 1}, received=bens),
        ],
    )
    later = NOW + HOUR
    assert await tidied(store, later, 20) == {ANN: mine[:20]}
    assert await tidied(store, later, 1000) == {ANN: mine[20:120], BEN: bens}
    assert await tidied(store, later, 1000) == {ANN: mine[120:220]}
    assert await tidied(store, later, 1000) == {ANN: mine[220:]}
    assert await tidied(store, later, 1000) == {}


async def test_in_a_chat_that_is_closed_nothing_can_be_deleted(store: Store) -> None:
    await store.commit(NOW, [change(kept={"tidy": 1}, received=[5])])
    await store.gone(ANN)
    assert await tidied(store, NOW + HOUR, 10) == {}
