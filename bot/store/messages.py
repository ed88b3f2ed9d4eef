"""What stands in the chats: each chat's live keyboard, and messages that go after some hours.

Inside the database's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.store.base import Delivered
from bot.store.database import Transaction
from bot.store.moments import span, stored
from bot.store.opened import Opener
from bot.store.queries import as_set, named

_MESSAGES, _OUTBOX = named("messages"), named("outbox")
DELETABLE = timedelta(hours=47.5)  # Telegram's 48, less what the deletion may have to wait
AT_ONCE = 100  # messages that Telegram deletes in one request


def settle(transaction: Transaction, now: datetime, done: Sequence[Delivered]) -> None:
    """Note what was sent and take it out of the outbox.

    A parcel that is not there any more (its person was forgotten meanwhile) leaves no trace.
    """
    at = stored(now)
    sent = [
        (one, {"parcel": one.parcel.id, "message": one.message, "now": at})
        for one in done
        if one.message is not None
    ]
    transaction.many(_MESSAGES["live"], [row for one, row in sent if one.live])
    transaction.many(_MESSAGES["sent"], [row for one, row in sent if one.keep])
    transaction.run(_OUTBOX["done"], (as_set(one.parcel.id for one in done),))


def tidy(
    transaction: Transaction, opener: Opener, now: datetime, limit: int
) -> dict[str, list[int]]:
    """At most `limit` messages whose time has come, ≤ 100 an address, oldest first.

    Forgets them, and those that have grown too old to be deleted.
    """
    at = stored(now)
    transaction.run(_MESSAGES["too_old"], (at, at - span(DELETABLE)))
    taken: dict[str, list[int]] = {}
    rows = []
    for *who, person, message in transaction.fetch(_MESSAGES["due"], (at, limit)):
        address = opener.address(*who)
        mine = taken.setdefault(address, []) if address else []
        if len(mine) < AT_ONCE:
            mine.append(message)
            rows.append((person, message))
    transaction.many(_MESSAGES["forget"], rows)
    return taken
