"""Long polling in a loop of our own: a batch is confirmed when it is stored, and not before.

python-telegram-bot's loop confirms a batch before a handler has begun; a kill then loses it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from telegram import Update, User
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot import logs
from bot.channels.base import Arrival
from bot.channels.telegram.failures import reason
from bot.channels.telegram.http import Connection, ServerTrouble, SlowDown, TokenRefused
from bot.channels.telegram.updates import ALLOWED, InlineAsked, arrival

log = structlog.get_logger()
HELD: Final = 30  # seconds that Telegram holds an empty answer back
SLACK: Final = 15.0  # seconds more until the connection counts as dead
MOST: Final = 100  # updates of a batch
LONGEST: Final = 30.0  # seconds between tries
HASTY: Final = 1.0  # second; an empty answer sooner than this was not held back
PEACE: Final = 60.0  # seconds without a 409 after which the next one is news
REFUSED: Final = (
    "Telegram does not know TELEGRAM_TOKEN: copy it anew from @BotFather "
    "(and see that TELEGRAM_API_URL names a Bot API server)"
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request brought. It is confirmed when the next one is asked for."""

    arrivals: tuple[Arrival, ...]
    asked: tuple[InlineAsked, ...] = ()


class Poller:
    """Asks for updates, and waits out what stands between."""

    def __init__(
        self,
        connection: Connection,
        *,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot, self._requests = connection.bot, connection.polls
        self._wait, self._clock = wait, clock
        self._me: User | None = None
        self._away_since: float | None = None
        self._tries = 0
        self._conflicts = 0
        self._conflict_at = float("-inf")
        self._webhook_removed = False

    async def meet(self) -> User:
        """Who the bot is, as soon as Telegram can be reached; asked once. Raises TokenRefused."""
        if self._me is None:
            self._me = await self._until_answered(self._bot.get_me)
        return self._me

    async def batches(self) -> AsyncIterator[Batch]:
        """Batches in order. Asking for the next one confirms the one before, for good.

        A batch may be empty: its updates mean nothing to us. Raises TokenRefused.
        """
        username = (await self.meet()).username or ""
        offset: int | None = None
        while True:
            raw, last = await self._until_answered(partial(self._fetch, offset))
            if raw:
                yield _batch(raw, username)
                offset = last + 1

    async def _fetch(self, offset: int | None) -> tuple[list[dict[str, Any]], int]:
        """Raw updates with their greatest number; nothing, if nothing came while it was held."""
        asked: dict[str, object] = {
            "timeout": HELD,
            "limit": MOST,
            "allowed_updates": ALLOWED,
            "offset": offset,
        }
        begun = self._clock()
        answer: object = await self._requests.post(
            f"{self._bot.base_url}/getUpdates",
            RequestData([RequestParameter.from_input(*one) for one in asked.items()]),
            read_timeout=HELD + SLACK,
        )
        if not isinstance(answer, list):
            raise TelegramError("not a list of updates")
        raw = [one for one in answer if isinstance(one, dict) and _number(one) is not None]
        if answer and not raw:
            raise TelegramError("updates without numbers")
        if not raw and self._clock() - begun < HASTY:
            await self._wait(HASTY)
        return raw, max((_number(one) or 0 for one in raw), default=0)

    async def _until_answered(self, ask: Callable[[], Awaitable[T]]) -> T:
        while True:
            try:
                answer = await ask()
            except InvalidToken:
                raise TokenRefused(REFUSED) from None
            except SlowDown as slow:
                log.warning("Telegram asks to wait", seconds=slow.seconds)
                await self._wait(slow.seconds)
            except Conflict as conflict:
                await self._contested("webhook" in str(conflict).lower())
            except TelegramError as problem:
                await self._away(_trouble(problem))
            else:
                self._back()
                return answer

    async def _away(self, trouble: str) -> None:
        if self._away_since is None:
            self._away_since, self._tries = self._clock(), 0
            log.warning("Telegram is away; trying again until it is back", problem=trouble)
        await self._wait(min(LONGEST, 2.0**self._tries))
        self._tries = min(self._tries + 1, 5)

    def _back(self) -> None:
        if self._away_since is not None:
            log.info("Telegram is back", away=f"{self._clock() - self._away_since:.0f} s")
            self._away_since = None

    async def _contested(self, by_webhook: bool) -> None:
        """Somebody else gets the updates.

        A webhook is taken off, once; with another program there is only to say so and to wait.
        """
        if by_webhook and not self._webhook_removed:
            self._webhook_removed = True
            await self._until_answered(lambda: self._bot.delete_webhook(False))
            log.warning("a webhook was set for this bot; it was removed, no update was dropped")
            return
        now = self._clock()
        if now - self._conflict_at > PEACE:
            self._conflicts = 0
            log.warning(
                "another program reads this bot's updates: stop it, "
                "or get a token of its own for one of them from @BotFather"
            )
        await self._wait(min(LONGEST, 2.0**self._conflicts))
        self._conflicts = min(self._conflicts + 1, 5)
        self._conflict_at = self._clock()


def _batch(raw: Sequence[dict[str, Any]], username: str) -> Batch:
    taken = [_taken(one, username) for one in raw]
    return Batch(
        tuple(one for one in taken if isinstance(one, Arrival)),
        tuple(one for one in taken if isinstance(one, InlineAsked)),
    )


def _taken(raw: dict[str, Any], username: str) -> Arrival | InlineAsked | None:
    try:
        return arrival(Update.de_json(raw, None), username)
    except Exception as problem:  # noqa: BLE001 - one broken update must not hold up the others
        log.error(
            "an update could not be read; it was skipped",
            update_id=_number(raw),
            problem=logs.where(problem),
        )
        return None


def _number(raw: dict[str, Any]) -> int | None:
    number = raw.get("update_id")
    return number if type(number) is int else None


def _trouble(problem: BaseException) -> str:
    if isinstance(problem, ServerTrouble):
        return f"it answers with {problem.code}"
    return reason(problem)
