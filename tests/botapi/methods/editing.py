"""editMessageText, …Caption, …Media, …ReplyMarkup; deleteMessage, deleteMessages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.botapi.chats import Chat, Content, Message
from tests.botapi.entities import formatted
from tests.botapi.errors import malformed, refused
from tests.botapi.methods.sending import caption, keyboard, looks, previews
from tests.botapi.methods.table import Asked, method
from tests.botapi.world import World, no_other_worlds

DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


@method("editMessageText")
def edit_text(world: World, asked: Asked) -> dict[str, Any]:
    """Give a text message another text."""
    message = _editable(world, asked)
    if "text" not in asked:
        raise malformed("message text is empty", "rich messages are not served here")
    if message.content.text is None:
        raise refused("there is no text in the message to edit")
    text = formatted(asked["text"], asked.get("parse_mode"), asked.get("entities"))
    other = {"link_preview_options": asked["link_preview_options"]} if previews(asked) else {}
    return _edit(world, message, Content(text, keyboard=keyboard(asked.params), other=other))


@method("editMessageCaption")
def edit_caption(world: World, asked: Asked) -> dict[str, Any]:
    """Give a photo, an animation … another caption."""
    message = _editable(world, asked)
    if message.content.media is None:
        raise refused("there is no caption in the message to edit")
    content = replace(
        message.content, caption=caption(asked.params), keyboard=keyboard(asked.params)
    )
    return _edit(world, message, content)


@method("editMessageMedia")
def edit_media(world: World, asked: Asked) -> dict[str, Any]:
    """Give a message another photo, animation …, with its caption; a text may become one."""
    message = _editable(world, asked)
    media = asked["media"]
    content = Content(
        media=world.files.given(media["type"], media["media"], asked.files),
        caption=caption(media),
        keyboard=keyboard(asked.params),
        other=looks(media),
    )
    return _edit(world, message, content)


@method("editMessageReplyMarkup")
def edit_keyboard(world: World, asked: Asked) -> dict[str, Any]:
    """Give a message another keyboard, or none."""
    message = _editable(world, asked)
    return _edit(world, message, replace(message.content, keyboard=keyboard(asked.params)))


@method("deleteMessage")
def delete(world: World, asked: Asked) -> bool:
    """Take one message off the screen."""
    chat = world.chat(asked["chat_id"])
    message = world.message(chat, asked["message_id"], "to delete")
    if not _deletable(world, chat, message):
        raise refused("message can't be deleted for everyone")
    message.deleted = True
    return True


@method("deleteMessages")
def delete_several(world: World, asked: Asked) -> bool:
    """Take messages off the screen; those that are not there, or too old, are passed over."""
    chat = world.chat(asked["chat_id"])
    for message_id in asked["message_ids"]:
        message = chat.by_id.get(message_id)
        if message is not None and _deletable(world, chat, message):
            message.deleted = True
    return True


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    young = world.clock() - message.date < DELETABLE_SECONDS
    return young and (message.from_bot or chat.type == "private")


def _editable(world: World, asked: Asked) -> Message:
    no_other_worlds(asked.params)
    if "inline_message_id" in asked:
        raise refused("MESSAGE_ID_INVALID")  # no message here was sent by way of inline mode
    if "chat_id" not in asked or "message_id" not in asked:
        raise malformed("message identifier is not specified")
    message = world.message(world.chat(asked["chat_id"]), asked["message_id"], "to edit")
    if not message.from_bot or not message.editable:
        raise refused("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Content) -> dict[str, Any]:
    if content == message.content:
        raise refused(NOT_MODIFIED)
    message.becomes(content, world.now())
    return message.to_json()
