"""Small flows that silence, wipe and forget, and a channel that lets nothing through."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.channels.base import Arrival, Done
from bot.channels.memory import MemoryChannel
from bot.deeds import Deed, Delete
from flows.engine.effects import Effect, Forget, Schedule, Silence, Wipe
from flows.engine.flow import END, Flow, Step, When
from flows.engine.known import Known
from tests.unit.body import Body
from tests.unit.small_book import cool, grown, home, leave, start, talk

ANN = "telegram:1"
HOUR = timedelta(hours=1)


def by_timer(known: Known) -> bool:
    return known.text("by") == "timer"


def in_an_hour(known: Known) -> tuple[Effect, ...]:
    return (Schedule("daily", known.now + HOUR),)


def one(name: str, *effects: Effect) -> Flow:
    """A flow that asks for these effects, says a word and is over."""
    step = Step(f"{name}d", does=(lambda _: effects,))
    return Flow(name, 1, (step,), command=name, gated=False, interrupts=True)


daily = Flow(
    "daily",
    1,
    (Step("set", does=(in_an_hour,)), Step("note", on={"fine": END}, does=(in_an_hour,))),
    start=When(by_timer, "note", otherwise="set"),
    command="daily",
    gated=False,
    interrupts=True,
)
FLOWS = (
    cool, talk, home, start, grown, leave, daily,
    one("hush", Silence()),
    one("quit", Silence(), Wipe()),
    one("forget", Silence(), Forget()),
)  # fmt: skip


@dataclass
class HeldChannel(MemoryChannel):
    """Sends nothing before it is let: until then a message is under way."""

    let: asyncio.Event = field(default_factory=asyncio.Event)

    async def perform(self, address: str, deed: Deed, live: int | None) -> Done:
        await self.let.wait()
        return await super().perform(address, deed, live)


def held(body: Body) -> tuple[Body, HeldChannel]:
    """The same bot, at a moment when nothing gets through."""
    channel = HeldChannel()
    mute = Body(body.store, body.book, body.clock, channel)
    mute.update = body.update
    return mute, channel


def deleted(body: Body) -> list[int]:
    """The messages that were deleted, in order."""
    return [m for _, deed in body.channel.done if isinstance(deed, Delete) for m in deed.messages]


def from_ann(body: Body, *texts: str, first: int) -> list[Arrival]:
    """Messages of these numbers."""
    return [replace(body.arrival(text), message=first + n) for n, text in enumerate(texts)]
