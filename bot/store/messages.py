"""What stands in the chats: each chat's live keyboard, and the numbers of what can be deleted.

Inside the database's thread.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.deeds import MOST_DELETED, Deed, Delete
from bot.store.base import Delivered, Parcel
from bot.store.batch import Batch, Known
from bot.store.database import Transaction
from bot.store.moments import span, stored
from bot.store.opened import Opener
from bot.store.queries import as_set, named

_MESSAGES, _OUTBOX, _PEOPLE = named("messages"), named("outbox"), named("people")
DELETABLE = timedelta(hours=47.5)  # Telegram's 48, less what the deletion may have to wait


def settle(transaction: Transaction, now: datetime, done: Sequence[Delivered]) -> None:
    """Note what was sent and take it out of the outbox.

    For who is not there any more (forgotten meanwhile) no trace is left; a parcel that is not there
    any more (recalled while it was under way) is noted all the same, for it stands in the chat.
    """
    at = stored(now)
    sent = [one for one in done if one.message is not None and one.parcel.person is not None]
    live = [{"person": one.parcel.person, "message": one.message} for one in sent if one.live]
    noted = [
        {"person": one.parcel.person, "message": message, "now": at}
        for one in sent
        if one.keep
        for message in (*one.also, one.message)
    ]
    transaction.many(_MESSAGES["live"], live)
    transaction.many(_MESSAGES["sent"], noted)
    transaction.run(_OUTBOX["done"], (as_set(one.parcel.id for one in done),))


def tidy(transaction: Transaction, opener: Opener, now: datetime, limit: int) -> list[Parcel]:
    """Parcels that delete at most `limit` messages whose time has come, ≤ 100 an address, oldest
    first. Forgets them, and those that have grown too old to be deleted.
    """
    transaction.run(_MESSAGES["too_old"], (_oldest(now),))
    known: dict[str, Known] = {}
    taken: dict[str, list[int]] = {}
    rows = []
    for name, person, key, sealed, message in transaction.fetch(
        _MESSAGES["due"], (stored(now), limit)
    ):
        address = opener.address(name, key, sealed)
        mine = taken.setdefault(address, []) if address else []
        if len(mine) < MOST_DELETED:
            known[name] = Known(person, key, None, None)
            mine.append(message)
            rows.append((person, message))
    transaction.many(_MESSAGES["forget"], rows)
    deletions = [(address, Delete(tuple(messages))) for address, messages in taken.items()]
    return post(transaction, opener, now, known, deletions)


def replace(
    transaction: Transaction, opener: Opener, now: datetime, parcel: Parcel, deeds: Sequence[Deed]
) -> list[Parcel]:
    """Deeds in the place of a parcel; none if that was recalled, or its person forgotten."""
    if not transaction.run(_OUTBOX["done"], (as_set([parcel.id]),)):
        return []
    names = as_set([opener.vault.name(parcel.address)])
    known = {name: Known(*row) for name, *row in transaction.fetch(_PEOPLE["known"], (names,))}
    return post(transaction, opener, now, known, [(parcel.address, deed) for deed in deeds])


def post(
    transaction: Transaction,
    opener: Opener,
    now: datetime,
    known: dict[str, Known],
    deeds: Sequence[tuple[str, Deed]],
) -> list[Parcel]:
    """Parcels of these deeds; `known` are the people among their addresses, by name."""
    if not deeds:
        return []
    batch = Batch(opener, now, known, dict(transaction.fetch(_PEOPLE["last_ids"])))
    for address, deed in deeds:
        batch.post(address, deed)
    transaction.many(_OUTBOX["insert"], batch.outbox)
    return batch.parcels


def noted(transaction: Transaction, name: str, now: datetime, limit: int) -> list[int]:
    """What can be deleted still, newest first."""
    rows = transaction.fetch(_MESSAGES["noted"], (name, _oldest(now), limit))
    return [message for (message,) in rows]


def unnote(transaction: Transaction, name: str, messages: Collection[int]) -> None:
    """These are gone from the chat, with the live keyboard if it was among them."""
    gone = {"name": name, "messages": as_set(messages)}
    transaction.run(_MESSAGES["unnote"], gone)
    transaction.run(_MESSAGES["not_live"], gone)


def _oldest(now: datetime) -> int:
    return stored(now) - span(DELETABLE)
