"""From what Telegram or the network answered to what the outbox understands.

| what came | becomes |
|---|---|
| 429 | Wait; `everywhere` if another chat got one within the last second: then it is the bot's |
| no connection | Wait everywhere, growing from 1 to 30 s |
| 500, 502, 503 | Wait everywhere, growing: an answer came, so nothing is in doubt |
| 504, no answer, connection cut off | Unsure for a new message; Wait for what may be repeated |
| 401, 404 | Wait everywhere: the poller stops the program |
| 403, chat not found | Gone |
| any other 4xx | Refused |
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.channels.base import Gone, Refused, Unsure, Wait
from bot.channels.telegram.http import NotSent, ServerTrouble, SlowDown

SHORTEST, LONGEST = 1.0, 30.0  # seconds to wait while the network is away
TOGETHER: Final = 1.0  # second: two chats' 429 within it are the bot's own limit
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
_OPENING = re.compile(r"(?:[^\"“”<:'‘’\d]|(?<=n)'(?=t\b))*")  # "can't" quotes nothing


@dataclass(slots=True)
class Failures:
    """Remembers what is needed to tell one chat's trouble from everybody's."""

    clock: Callable[[], float] = time.monotonic
    _away_since: float | None = field(default=None, init=False)
    _slowed: tuple[str, float] = field(default=("", float("-inf")), init=False)

    def over(self) -> None:
        """A request was answered: the network is there."""
        self._away_since = None

    def answer(self, problem: TelegramError, address: str, *, new: bool) -> Exception:
        """What to raise; `new`: a new message, which may stand in the chat twice if repeated."""
        match problem:
            case SlowDown(seconds=seconds):
                return Wait(seconds, everywhere=self._elsewhere(address))
            case NotSent() | InvalidToken():
                return Wait(self._growing(), everywhere=True)
            case ServerTrouble(code=code) if code != 504:
                return Wait(self._growing(), everywhere=True)
            case Forbidden() | ChatMigrated():
                return Gone()
            case BadRequest() | Conflict():
                return Gone() if says(problem, *GONE) else Refused(reason(problem))
            case _:
                return Unsure() if new else Wait(self._growing())

    def _growing(self) -> float:
        """As long again as it has been away: 1, 1, 2, 4 … 30 s, however many chats ask."""
        now = self.clock()
        if self._away_since is None:
            self._away_since = now
        return min(LONGEST, max(SHORTEST, now - self._away_since))

    def _elsewhere(self, address: str) -> bool:
        now = self.clock()
        (chat, at), self._slowed = self._slowed, (address, now)
        return chat != address and now - at <= TOGETHER


def says(problem: BaseException, *marks: str) -> bool:
    """Whether Telegram's description holds one of these (in lower case)."""
    text = str(problem).lower()
    return any(mark in text for mark in marks)


def reason(problem: BaseException) -> str:
    """Telegram's description up to where it may quote what a person wrote, or name a chat."""
    found = _OPENING.match(str(problem))
    return (found[0].strip(" (") if found else "")[:80] or type(problem).__name__
