"""A crowd that writes to the bot at a steady rate, and what became of each message.

Each message carries a number of its own. The test says by a callable which number a call of the
bot answers; without one, whatever the bot shows in a chat answers all that was said there before.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.calls import Call
from tests.botapi.server import BotApi

Answers = Callable[[Call], int | None]
"""Which message a call answers, by its number; None for a call that answers none."""

FIRST_PERSON = 100_001


@dataclass(slots=True)
class Said:
    """One message of the crowd. Times are `time.perf_counter()` seconds."""

    number: int
    chat: int
    at: float  # its update was put into the queue
    seen: float | None = None  # the first send or edit in its chat from then on arrived
    sends: int = 0  # how many messages answered it; edits do not count
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a load came to. Milliseconds are from the update's queueing to the first reaction."""

    said: int
    seconds: float  # from the first message to the last reaction
    unanswered: tuple[int, ...]  # numbers
    out_of_order: int  # answers that came after an answer to a later message of the same chat
    repeated: dict[int, int]  # chat: sends beyond the first for the same message
    p50_ms: float
    p99_ms: float

    def __str__(self) -> str:
        return (
            f"{self.said} said in {self.seconds:.1f} s: {len(self.unanswered)} unanswered, "
            f"{self.out_of_order} out of order, {sum(self.repeated.values())} repeated; "
            f"first reaction p50 {self.p50_ms:.1f} ms, p99 {self.p99_ms:.1f} ms"
        )


def number_in_text(call: Call) -> int | None:
    """Return the last number in what a call says: for bots that echo."""
    numbers = re.findall(r"\d+", call.text)
    return int(numbers[-1]) if numbers else None


def number_as_text(number: int) -> str:
    """Say nothing but the number."""
    return str(number)


async def run(
    server: BotApi,
    *,
    people: int,
    rate: float,
    seconds: float,
    text: Callable[[int], str] = number_as_text,
    answers: Answers | None = None,
    patience: float = 10.0,
) -> Report:
    """Let `people` say `rate` messages a second in all for `seconds`, in turn; report.

    Waits up to `patience` seconds after the last message for what is unanswered. The bot may
    be killed and started again in the meantime: what was not confirmed comes to it again.
    """
    ledger = _Ledger(answers)
    crowd = [server.person(FIRST_PERSON + n, f"Person {n}") for n in range(people)]
    server.desk.listeners.append(ledger.hears)
    begin = time.perf_counter()
    try:
        for number in range(1, int(rate * seconds) + 1):
            await asyncio.sleep(max(0.0, begin + (number - 1) / rate - time.perf_counter()))
            person = crowd[number % people]
            ledger.notes(number, person.id)
            await person.says(text(number))
        await server.desk.bell.until(lambda: ledger.settled, patience)
    except TimeoutError:
        pass  # the report says what is missing
    finally:
        server.desk.listeners.remove(ledger.hears)
    return ledger.report(begin)


@dataclass(slots=True)
class _Chat:
    said: list[Said] = field(default_factory=list)
    unseen: list[Said] = field(default_factory=list)
    newest: int = 0  # the latest message that has been answered


class _Ledger:
    """Keeps the books while the bot answers; every call costs the same however many there were."""

    def __init__(self, answers: Answers | None) -> None:
        self.answers = answers
        self.said: dict[int, Said] = {}
        self.chats: dict[int, _Chat] = {}
        self.open = 0
        self.out_of_order = 0
        self.last = 0.0

    @property
    def settled(self) -> bool:
        return self.open == 0

    def notes(self, number: int, chat_id: int) -> None:
        said = Said(number, chat_id, time.perf_counter())
        self.said[number] = said
        self.open += 1
        self.chats.setdefault(chat_id, _Chat()).unseen.append(said)

    def hears(self, call: Call) -> None:
        if not call.seen or call.chat_id not in self.chats:
            return
        chat = self.chats[call.chat_id]
        self.last = call.started
        for said in chat.unseen:
            said.seen = call.started
            if self.answers is None:
                self._answered(said)
        chat.unseen.clear()
        number = self.answers(call) if self.answers is not None else None
        if number is None or number not in self.said:
            return
        said = self.said[number]
        if not said.answered:
            self.out_of_order += number < chat.newest
            chat.newest = max(chat.newest, number)
            self._answered(said)
        said.sends += call.sends

    def report(self, begin: float) -> Report:
        waits = sorted(1000 * (s.seen - s.at) for s in self.said.values() if s.seen is not None)
        repeated: Counter[int] = Counter()
        for said in self.said.values():
            if said.sends > 1:
                repeated[said.chat] += said.sends - 1
        return Report(
            said=len(self.said),
            seconds=max(self.last, begin) - begin,
            unanswered=tuple(s.number for s in self.said.values() if not s.answered),
            out_of_order=self.out_of_order,
            repeated=dict(repeated),
            p50_ms=_percentile(waits, 0.50),
            p99_ms=_percentile(waits, 0.99),
        )

    def _answered(self, said: Said) -> None:
        said.answered = True
        self.open -= 1


def _percentile(ordered: list[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
