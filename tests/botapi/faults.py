"""Faults that a test can order, each for a counted number of calls: nothing happens by chance."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypedDict, Unpack

from tests.botapi.calls import Call
from tests.botapi.updates import UpdateQueue

What = Literal["lost answer", "too many requests", "broken", "slow", "held"]
ANSWERED = frozenset({"too many requests", "broken"})  # nothing else can happen to such a call


class Which(TypedDict, total=False):
    """The calls that an order means."""

    method: str  # without it: every method except getUpdates, which comes by itself
    chat: int
    when: Callable[[Call], bool]
    times: int | None  # 1 without it; None: until `clear`


@dataclass(slots=True, eq=False)
class Fault:
    """One order: what happens to which calls, and what it has hit."""

    what: What
    which: Which
    status: int = 0
    retry_after: int = 0
    seconds: float = 0.0
    hit: list[Call] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def takes(self, call: Call) -> bool:
        """Tell whether this call is meant, and count it."""
        times, method = self.which.get("times", 1), self.which.get("method")
        if self.released.is_set() or (times is not None and len(self.hit) >= times):
            return False
        if method != call.method if method else call.method == "getUpdates":
            return False
        if self.which.get("chat", call.chat_id) != call.chat_id:
            return False
        if "when" in self.which and not self.which["when"](call):
            return False
        self.hit.append(call)
        self.reached.set()
        return True

    def release(self) -> None:
        """Let held calls go on, and take no more."""
        self.released.set()


class Faults:
    """What goes wrong, by order of the test. Each order returns its Fault; `hit` lists its calls.

    Which calls are meant, and how many, is said by `Which`: faults.too_many(3, chat=7, times=2).
    """

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._orders: list[Fault] = []

    def lose_answer(self, **which: Unpack[Which]) -> Fault:
        """Do what the call asks, then close the connection before the answer."""
        return self._order(Fault("lost answer", which))

    def too_many(self, retry_after: int, **which: Unpack[Which]) -> Fault:
        """Answer 429 with `retry_after` seconds; nothing is done."""
        return self._order(Fault("too many requests", which, retry_after=retry_after))

    def broken(self, status: int = 502, **which: Unpack[Which]) -> Fault:
        """Answer 500, 502 … with a page of HTML, as a proxy in between does; nothing is done."""
        return self._order(Fault("broken", which, status=status))

    def slow(self, seconds: float, **which: Unpack[Which]) -> Fault:
        """Wait so many real seconds before doing it."""
        return self._order(Fault("slow", which, seconds=seconds))

    def hold(self, **which: Unpack[Which]) -> Fault:
        """Keep calls waiting, undone: `await fault.reached.wait()`, then `fault.release()`."""
        return self._order(Fault("held", which))

    def repeat_updates(self, count: int) -> None:
        """Give the last `count` confirmed updates once more, with the next getUpdates."""
        self._updates.repeat(count)

    def reorder_updates(self, batches: int = 1) -> None:
        """Turn the order of the chats round in the next batches that hold several chats.

        Each chat's own updates stay in order, as they do in Telegram.
        """
        self._updates.reorderings += batches

    def clear(self) -> None:
        """Lift all orders and let go what is held."""
        for fault in self._orders:
            fault.release()
        self._orders.clear()
        self._updates.reorderings = 0

    def taking(self, call: Call) -> list[Fault]:
        """Return what is to happen to this call, in the order in which it was ordered."""
        taken: list[Fault] = []
        for fault in self._orders:
            if fault.takes(call):
                taken.append(fault)
                if fault.what in ANSWERED:
                    break
        return taken

    def _order(self, fault: Fault) -> Fault:
        self._orders.append(fault)
        return fault
