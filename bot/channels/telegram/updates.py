"""From Telegram's updates to what the runtime takes. Pure and total: no update makes it raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, InlineQuery, Message, Update
from telegram.constants import ChatType

from bot.channels.base import Arrival
from bot.channels.telegram.kinds import CONTENT, SERVICE
from flows.engine.events import Edited, Event, Started, Typed, Unreadable, from_token

ALLOWED: Final = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
GROUPS: Final = {ChatType.GROUP, ChatType.SUPERGROUP}
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?=\s|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class InlineAsked:
    """Somebody typed `@bot …` in any chat: to be answered with what they can send there."""

    query: str  # Telegram's id of it
    text: str
    language: str | None = None
    update_id: int | None = None
    address: str = ""  # of their private chat, which has the number of their account


def address(chat: int) -> str:
    """A chat as the store knows it."""
    return f"telegram:{chat}"


def chat_of(address_: str) -> int:
    """The chat of an address of this channel."""
    return int(address_.removeprefix("telegram:"))


def arrival(update: Update, bot_username: str) -> Arrival | InlineAsked | None:
    """What an update means for the talk; None if it means nothing."""
    number = update.update_id
    if update.message is not None:
        return _message(update.message, number, bot_username)
    if update.edited_message is not None:
        return _edited(update.edited_message, number)
    if update.callback_query is not None:
        return _pressed(update.callback_query, number)
    if update.inline_query is not None:
        return _inline(update.inline_query, number)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, number)
    return None


def _message(message: Message, number: int, bot_username: str) -> Arrival | None:
    if message.from_user is not None and message.from_user.is_bot:
        return None
    if message.chat.type == ChatType.PRIVATE:
        event = _heard(message, bot_username)
        return _private(message, number, event) if event is not None else None
    if message.chat.type in GROUPS and _calls(message, bot_username):
        return _group(message.chat.id, number, _language(message))
    return None


def _private(message: Message, number: int, event: Event) -> Arrival:
    return Arrival(
        address(message.chat.id),
        event,
        update_id=number,
        language=_language(message),
        message=message.message_id,
    )


def _group(chat: int, number: int, language: str | None) -> Arrival:
    return Arrival(
        address(chat), Started("start"), update_id=number, language=language, private=False
    )


def _heard(message: Message, bot_username: str) -> Event | None:
    """A forwarded message is somebody else's words: heard for danger, but it moves nothing."""
    words = message.text if message.text is not None else message.caption
    if message.forward_origin is not None:
        return Unreadable("forward", words or "")
    if message.text is not None:
        return Typed(_without_name(message.text, bot_username))
    for kind in CONTENT:
        if getattr(message, kind):
            return Unreadable(kind, message.caption or "")
    if any(getattr(message, name) for name in SERVICE):
        return None
    return Unreadable("unknown", message.caption or "")


def _without_name(text: str, bot_username: str) -> str:
    """`/pause@this_bot now` -> `/pause now`; anything else as it is."""
    found = _COMMAND.match(text)
    if found and found["bot"] and found["bot"].lower() == bot_username.lower():
        return f"/{found['name']}{text[found.end() :]}"
    return text


def _calls(message: Message, bot_username: str) -> bool:
    """Whether a message in a group is a command, and not one for another bot."""
    found = _COMMAND.match(message.text or "")
    if found is None or message.forward_origin is not None:
        return False
    return found["bot"] is None or found["bot"].lower() == bot_username.lower()


def _edited(message: Message, number: int) -> Arrival | None:
    words = message.text or message.caption
    by_bot = message.from_user is not None and message.from_user.is_bot
    if not words or by_bot or message.chat.type != ChatType.PRIVATE:
        return None
    return _private(message, number, Edited(words))


def _pressed(query: CallbackQuery, number: int) -> Arrival:
    """A press on a keyboard of ours; a press anywhere else is only acknowledged."""
    language = query.from_user.language_code
    message = query.message  # may be one that is too old to be shown; its id still counts
    private = message is not None and message.chat.type == ChatType.PRIVATE
    if message is None or not private or not query.data:
        return Arrival(
            address(query.from_user.id),
            None,
            update_id=number,
            language=language,
            callback=query.id,
        )
    return Arrival(
        address(message.chat.id),
        from_token(query.data),
        update_id=number,
        language=language,
        pressed=message.message_id,
        callback=query.id,
    )


def _inline(query: InlineQuery, number: int) -> InlineAsked:
    asker = query.from_user
    return InlineAsked(query.id, query.query, asker.language_code, number, address(asker.id))


def _membership(change: ChatMemberUpdated, number: int) -> Arrival | None:
    """Blocked in private, or added to a group. A channel's readers did not ask for a line."""
    before, after = _inside(change.old_chat_member), _inside(change.new_chat_member)
    if change.chat.type == ChatType.PRIVATE and not after:
        return Arrival(address(change.chat.id), None, update_id=number, gone=True)
    if change.chat.type in GROUPS and after and not before:
        return _group(change.chat.id, number, change.from_user.language_code)
    return None


def _inside(member: ChatMember) -> bool:
    outside = {ChatMember.LEFT, ChatMember.BANNED}
    restricted = member.status == ChatMember.RESTRICTED
    return bool(getattr(member, "is_member", True)) if restricted else member.status not in outside


def _language(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user is not None else None
