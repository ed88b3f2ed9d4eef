"""Pictures: sent by Telegram's id of them where there is one, else drawn and uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import structlog
from telegram import Bot, Message
from telegram.error import BadRequest

from bot import logs
from bot.channels.telegram.failures import GONE, says
from bot.channels.telegram.parts import Part, drawn_from
from bot.deeds import Drawing
from bot.pictures import Rendered, key
from bot.pictures.drawing import medium

log = structlog.get_logger()
Options: TypeAlias = Mapping[str, Any]
UPLOAD: Final = 60.0  # seconds for Telegram to take in an animation


class Studio(Protocol):
    """Draws off the event loop."""

    async def render(self, name: str, values: Mapping[str, Any]) -> Rendered:
        """The picture; raises whatever went wrong."""
        ...


class FileIds(Protocol):
    """Remembers what was uploaded; the store does."""

    async def file_id(self, bot: str, picture: str) -> str | None:
        """Telegram's id of a picture that was uploaded before."""
        ...

    async def keep_file_id(self, bot: str, picture: str, file_id: str) -> None:
        """Remember an uploaded picture."""
        ...


@dataclass(frozen=True, slots=True)
class Gallery:
    """Only animations are remembered: a chart is a person's own and is never sent twice."""

    bot: Bot
    files: FileIds
    studio: Studio

    async def send(self, part: Part, drawing: Drawing, options: Options) -> Message | None:
        """Send it with its caption; None if it cannot be drawn or Telegram will not take it.

        `options`: chat_id, reply_markup and the like. Raises TelegramError for all other trouble.
        """
        given = {"caption": part.html or None, "parse_mode": "HTML", **options}
        try:
            return await self._known(drawing, given) or await self._fresh(drawing, given)
        except BadRequest as problem:
            if says(problem, *GONE):
                raise
            _left_out(drawing, problem)
            return None

    async def _known(self, drawing: Drawing, given: Options) -> Message | None:
        """Send what was uploaded before; None if there is no such thing, or no longer."""
        ticket = _ticket(drawing)
        file = await self.files.file_id(self._owner, ticket) if ticket else None
        if file is None:
            return None
        try:
            return await self.bot.send_animation(animation=file, **given)
        except BadRequest as problem:
            if says(problem, *GONE):
                raise
            return None

    async def _fresh(self, drawing: Drawing, given: Options) -> Message | None:
        try:
            made = await self.studio.render(drawing.name, drawn_from(drawing))
        except Exception as problem:  # noqa: BLE001 - whatever it is, the words still go out
            _left_out(drawing, problem)
            return None
        message = await self._upload(made, given)
        ticket = _ticket(drawing)
        if ticket:
            await self._remember(ticket, message)
        return message

    @property
    def _owner(self) -> str:
        return self.bot.token.partition(":")[0]  # the bot's id; ids of files are per bot

    async def _upload(self, made: Rendered, given: Options) -> Message:
        file: Options = {"filename": made.filename, "read_timeout": UPLOAD, "write_timeout": UPLOAD}
        if made.media == "photo":
            return await self.bot.send_photo(photo=made.data, **file, **given)
        return await self.bot.send_animation(
            animation=made.data, width=made.width, height=made.height, **file, **given
        )

    async def _remember(self, ticket: str, message: Message) -> None:
        file = message.animation or message.document
        if file is None:
            return
        try:
            await self.files.keep_file_id(self._owner, ticket, file.file_id)
        except Exception as problem:  # noqa: BLE001 - it was sent; next time it is uploaded again
            log.warning("an uploaded picture was not remembered", problem=logs.where(problem))


def _ticket(drawing: Drawing) -> str | None:
    """The key of an animation; None for what is personal, and for what cannot be drawn."""
    try:
        lasting = medium(drawing.name) == "animation"
        return key(drawing.name, drawn_from(drawing)) if lasting else None
    except (LookupError, ValueError):
        return None


def _left_out(drawing: Drawing, problem: BaseException) -> None:
    log.warning("a picture was left out", picture=drawing.name, problem=logs.where(problem))
