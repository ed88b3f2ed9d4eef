"""What every channel gives and takes. A channel knows its network, and no exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.deeds import Deed
from flows.engine.events import Event


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that happened in a chat, as the runtime takes it."""

    address: str  # `telegram:42`
    event: Event | None  # None: only to be acknowledged, nothing is answered
    update_id: int | None = None
    language: str | None = None  # what the person's app is set to
    message: int | None = None  # the id of what they sent, for tidying
    pressed: int | None = None  # the message whose button was pressed
    callback: str | None = None  # to be acknowledged
    private: bool = True  # a group gets one line
    gone: bool = False  # they blocked the bot


@dataclass(frozen=True, slots=True)
class Done:
    """A deed was performed; `message` is the id of what now stands in the chat, `also` are the ids
    of the parts before it, where it took several.
    """

    message: int | None = None
    also: tuple[int, ...] = ()


class Wait(Exception):  # noqa: N818 - an answer, not an error
    """The network asks to wait. `everywhere`: for every chat, not for this one alone."""

    def __init__(self, seconds: float, *, everywhere: bool = False) -> None:
        super().__init__(f"wait {seconds:g} s")
        self.seconds, self.everywhere = seconds, everywhere


class Unsure(Exception):  # noqa: N818
    """The answer was lost: the deed may have been done or not."""


class Gone(Exception):  # noqa: N818
    """The person has blocked the bot or does not exist."""


class Refused(Exception):  # noqa: N818
    """The network will never take this deed. The message says why, without the person's words."""


class Channel(Protocol):
    """Performs deeds in a chat."""

    async def perform(self, address: str, deed: Deed, live: int | None) -> Done:
        """Do it; `live` is the chat's live message. Raises Wait, Unsure, Gone or Refused."""
        ...

    async def retire(self, address: str, message: int) -> None:
        """Take a keyboard off; whatever goes wrong with that is of no weight."""
        ...
