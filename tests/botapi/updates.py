"""The queue of updates, and getUpdates with the offsets' true meaning."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.bell import Bell
from tests.botapi.errors import conflict

FIRST_ID = 700_000_001
KEPT_SECONDS = 24 * 3600
LONGEST_POLL_SECONDS = 50
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """Something that happened, until the bot has confirmed it."""

    id: int
    kind: str  # message, callback_query, …
    body: dict[str, Any]
    chat_id: int  # the queue in which a webhook keeps order: a chat, else a person
    at: float

    def to_json(self) -> dict[str, Any]:
        """Return the Update object of the Bot API."""
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    """Updates in the order in which they happened, kept until confirmed or a day old."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.allowed: frozenset[str] | None = None  # None: all but NOT_BY_DEFAULT
        self.pending: deque[Update] = deque()
        self.confirmed: deque[Update] = deque(maxlen=1000)
        self.reorderings = 0  # of how many batches the chats shall be mixed up
        self.bell = Bell()
        self._again: list[Update] = []
        self._poll = 0  # the newest poller's number: older ones are told off
        self._next_id = FIRST_ID

    def add(self, kind: str, body: dict[str, Any], chat_id: int) -> Update | None:
        """Queue an update; None if the bot has not asked for this kind."""
        if not self._wanted(kind):
            return None
        update = Update(self._next_id, kind, body, chat_id, self.clock())
        self._next_id += 1
        self.pending.append(update)
        self.bell.ring()
        return update

    def allow(self, kinds: list[str] | None) -> None:
        """Set which kinds are queued from now on. None: as before; []: the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def repeat(self, count: int) -> None:
        """Give the last `count` confirmed updates once more, in front of the next batch."""
        if count > len(self.confirmed):
            raise ValueError(f"only {len(self.confirmed)} updates are confirmed")
        self._again = list(self.confirmed)[-count:]
        self.bell.ring()

    def confirm(self, update: Update) -> None:
        """Forget one update that has arrived, as a webhook's 2xx does."""
        if update in self.pending:  # not dropped since
            self.pending.remove(update)
            self.confirmed.append(update)
            self.bell.ring()

    def drop(self) -> None:
        """Forget all that is pending."""
        self.confirmed.extend(self.pending)
        self.pending.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirm what is below `offset` and return what follows, at most `limit` updates.

        Waits up to `seconds` for the first one. A negative offset keeps the newest ones only.
        Raises 409 in the older of two pollers.
        """
        self._poll += 1
        mine = self._poll
        self.bell.ring()
        self._move_to(offset)
        try:
            await self.bell.until(
                lambda: self.pending or self._again or self._poll != mine,
                min(seconds, LONGEST_POLL_SECONDS),
            )
        except TimeoutError:
            return []
        if self._poll != mine:
            raise conflict(OTHER_POLLER)
        return self._batch(limit)

    def interrupt(self) -> None:
        """Send the waiting poller away with a 409, as setting a webhook does."""
        self._poll += 1
        self.bell.ring()

    def _wanted(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def _move_to(self, offset: int) -> None:
        oldest = self.clock() - KEPT_SECONDS
        while self.pending and self.pending[0].at < oldest:
            self.pending.popleft()
        kept = -offset if offset < 0 else len(self.pending)
        while self.pending and (self.pending[0].id < offset or len(self.pending) > kept):
            self.confirmed.append(self.pending.popleft())

    def _batch(self, limit: int) -> list[Update]:
        batch = [*self._again, *self.pending][:limit]
        self._again = []
        if self.reorderings and len({update.chat_id for update in batch}) > 1:
            self.reorderings -= 1
            return _last_chat_first(batch)
        return batch


def _last_chat_first(batch: list[Update]) -> list[Update]:
    """Keep each chat's order and turn the order of the chats round."""
    chats = list(dict.fromkeys(update.chat_id for update in batch))
    return [update for chat in reversed(chats) for update in batch if update.chat_id == chat]
