"""Performs deeds in Telegram's chats.

Once Telegram has answered, a deed is done. What may be repeated (an edit, a deletion, a press that
is acknowledged) never ends in Unsure: only a new message can stand in a chat twice.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar, assert_never

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest, TelegramError, TimedOut

from bot.channels.base import Done, Refused, Unsure, Wait
from bot.channels.telegram.failures import GONE, Failures, says
from bot.channels.telegram.keyboard import NO_PREVIEW, markup
from bot.channels.telegram.lengths import CAPTION, NOTICE, TEXT, cut, seen
from bot.channels.telegram.parts import Part, parts
from bot.channels.telegram.pictures import UPLOAD, FileIds, Gallery, Studio
from bot.channels.telegram.updates import chat_of
from bot.deeds import Acknowledge, Deed, Delete, Document, Retire, Send

SAME = ("message is not modified",)
NOT_TO_BE_EDITED = (
    "no text in the message to edit",
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
)
TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Begun:
    """A deed of several parts, some of which stand in the chat: a repetition goes on from there."""

    deed: Send
    sent: list[int | None] = field(default_factory=list)


class TelegramChannel:
    """Telegram as a channel. One deed at a time in a chat; chats beside each other."""

    def __init__(
        self,
        bot: Bot,
        files: FileIds,
        studio: Studio,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._gallery = Gallery(bot, files, studio)
        self._failures = Failures(clock)
        self._begun: dict[str, _Begun] = {}
        self._inline: bool | None = None  # whether inline mode is on, once asked

    async def perform(self, address: str, deed: Deed, live: int | None) -> Done:
        """Do it; `live` is the chat's live message. Raises Wait, Unsure, Gone or Refused."""
        match deed:
            case Send():
                return await self._send(address, deed)
            case Acknowledge(callback, text):
                await self._asked(address, self._acknowledge(callback, text))
            case Retire(message):
                if message != live:
                    await self.retire(address, message)
            case Delete(messages):
                await self._asked(address, self._delete(chat_of(address), messages))
            case Document():
                return Done(await self._asked(address, self._hand(address, deed), new=True))
            case _:
                assert_never(deed)
        return Done()

    async def retire(self, address: str, message: int) -> None:
        """Take a keyboard off; whatever goes wrong with that is of no weight."""
        with suppress(TelegramError):
            await self._bot.edit_message_reply_markup(chat_of(address), message)

    async def _asked(self, address: str, call: Awaitable[T], *, new: bool = False) -> T:
        """What Telegram answers, its errors as the outbox knows them."""
        try:
            answer = await call
        except TelegramError as problem:
            raise self._failures.answer(problem, address, new=new) from None
        self._failures.over()
        return answer

    async def _send(self, address: str, deed: Send) -> Done:
        begun = self._begun.pop(address, None)
        if begun is None or begun.deed != deed:
            begun = _Begun(deed)
        keyboard = markup(deed.rows, inline=await self._can_share(address, deed))
        fits = deed.edits is not None and deed.picture is None and seen(deed.html) <= TEXT
        if fits and not begun.sent and await self._edited(address, deed, keyboard):
            return Done(deed.edits)
        await self._post_all(address, begun, keyboard)
        if deed.edits is not None:
            await self.retire(address, deed.edits)
        *others, last = begun.sent
        return Done(last, tuple(one for one in others if one is not None))

    async def _can_share(self, address: str, deed: Send) -> bool:
        """Whether buttons that share can be shown; asked only where there is one, and once."""
        if self._inline is None and any(key.kind == "share" for row in deed.rows for key in row):
            me = await self._asked(address, self._bot.get_me())
            self._inline = bool(me.supports_inline_queries)
        return bool(self._inline)

    async def _edited(
        self, address: str, deed: Send, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Whether the message that it edits holds the new words now."""
        return await self._asked(address, self._edit(address, deed, keyboard))

    async def _edit(self, address: str, deed: Send, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Put new words into the message it edits; False if that cannot hold them."""
        try:
            await self._bot.edit_message_text(
                deed.html,
                chat_of(address),
                deed.edits,
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )
        except BadRequest as problem:
            if says(problem, *NOT_TO_BE_EDITED):
                return False
            if not says(problem, *SAME):
                raise
        return True

    async def _post_all(
        self, address: str, begun: _Begun, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """Send what is not there yet; the keyboard goes below the last part."""
        planned = parts(begun.deed)
        options = {"chat_id": chat_of(address), "disable_notification": begun.deed.silent or None}
        for place, part in enumerate(planned[len(begun.sent) :], len(begun.sent) + 1):
            below = {"reply_markup": keyboard} if place == len(planned) else {}
            try:
                call = self._post(part, {**options, **below})
                begun.sent.append(await self._asked(address, call, new=True))
            except (Wait, Unsure):
                if begun.sent:
                    self._begun[address] = begun
                raise
        if not begun.sent or begun.sent[-1] is None:
            raise Refused("a message without words")

    async def _post(self, part: Part, options: dict[str, Any]) -> int | None:
        """The new message's id; None for a picture that was left out and has no words."""
        if part.drawing is not None:
            message = await self._gallery.send(part, part.drawing, options)
            if message is not None:
                return message.message_id
        if not part.in_words:
            return None
        message = await self._bot.send_message(
            text=part.in_words, parse_mode="HTML", link_preview_options=NO_PREVIEW, **options
        )
        return message.message_id

    async def _hand(self, address: str, deed: Document) -> int:
        """Send a file; the new message's id. Telegram takes up to 50 MB."""
        message = await self._bot.send_document(
            chat_of(address),
            deed.data,
            caption=cut(deed.caption, CAPTION) or None,
            disable_content_type_detection=True,
            filename=deed.name,
            read_timeout=UPLOAD,
            write_timeout=UPLOAD,
        )
        return message.message_id

    async def _acknowledge(self, callback: str, text: str) -> None:
        """Stop the spinner; one that stopped by itself is as good, and so is a lost answer."""
        try:
            await self._bot.answer_callback_query(callback, text=cut(text, NOTICE) or None)
        except TimedOut:
            return
        except BadRequest as problem:
            if not says(problem, *TOO_LATE):
                raise

    async def _delete(self, chat: int, messages: Sequence[int]) -> None:
        """Delete what can be deleted: one that is too old must not keep the others."""
        try:
            await self._bot.delete_messages(chat, messages)
        except BadRequest as problem:
            if says(problem, *GONE):
                raise
            if len(messages) > 1:
                middle = len(messages) // 2
                await self._delete(chat, messages[:middle])
                await self._delete(chat, messages[middle:])
