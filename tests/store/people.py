"""People and changes for the store's tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.deeds import Deed, Delete, Key, Send
from bot.store.base import Change, Store, Talk
from flows.engine.effects import Keep, Schedule
from flows.engine.session import Crumb, Frame, Session

NOW = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANN, BEN, CAT = "telegram:424242421", "telegram:535353532", "terminal:me"


def session(text: str = "slammed the door", frame: int = 1) -> Session:
    """A talk in the midst of an exercise."""
    crumb = Crumb("why", ("reason",), {"reason": None})
    top = Frame(frame, "timeout", 1, "length", {"reason": text}, (crumb,), seq=3, arrival=2)
    return Session((top,), next_id=frame + 1, touched=1_700_000_000)


def change(
    address: str = ANN,
    text: str = "slammed the door",
    *,
    kept: dict[str, Any] | None = None,
    say: Sequence[str] = (),
    keep: Sequence[tuple[str, dict[str, Any]]] = (),
    at: datetime = NOW,
    **more: Any,
) -> Change:
    """A change of a talk, with messages to say and records to keep."""
    return Change(
        Talk(address, None, session(text), kept or {}),
        records=[(at, Keep(kind, data)) for kind, data in keep],
        deeds=[(message(html), False) for html in say],
        **more,
    )


def message(html: str) -> Deed:
    """A message with a button."""
    return Send(html, rows=((Key("Ready", "1:2:ready"),),))


def timer(key: str = "timeout", after: timedelta = HOUR, local: str | None = None) -> Schedule:
    """A timer, from NOW."""
    return Schedule(key, NOW + after, frame=1, arrival=2, local=local)


async def tidied(store: Store, now: datetime, limit: int = 10) -> dict[str, list[int]]:
    """What is to be deleted now, by chat."""
    parcels = await store.tidy(now, limit)
    waiting = await store.outbox()
    assert all(parcel in waiting for parcel in parcels), "a kill now would lose no deletion"
    found = [(one.address, one.deed) for one in parcels]
    return {address: list(deed.messages) for address, deed in found if isinstance(deed, Delete)}
