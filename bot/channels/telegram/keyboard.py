"""What goes with a text: a deed's buttons as Telegram's inline keyboard, and no link preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    SwitchInlineQueryChosenChat,
)

from bot.channels.telegram.lengths import HANDED_ON, units
from bot.deeds import Key

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


def markup(rows: Sequence[Sequence[Key]], *, inline: bool) -> InlineKeyboardMarkup | None:
    """The keyboard, or None if no button is left. `inline`: the bot takes inline queries.

    A button that Telegram would refuse is left out: the text it hands on stands in the message.
    """
    built = [[made for key in row if (made := _button(key, inline=inline))] for row in rows]
    kept = [row for row in built if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _button(key: Key, *, inline: bool) -> InlineKeyboardButton | None:
    if key.kind == "press":
        return InlineKeyboardButton(key.label, callback_data=key.value)
    if not 1 <= units(key.value) <= HANDED_ON:
        return None
    if key.kind == "copy":
        return InlineKeyboardButton(key.label, copy_text=CopyTextButton(key.value))
    if not inline:
        return None
    to_a_person = SwitchInlineQueryChosenChat(query=key.value, allow_user_chats=True)
    return InlineKeyboardButton(key.label, switch_inline_query_chosen_chat=to_a_person)
