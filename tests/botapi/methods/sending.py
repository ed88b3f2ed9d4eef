"""sendMessage, sendPhoto, sendAnimation, sendDocument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.botapi.chats import Chat, Content, Message
from tests.botapi.entities import Formatted, formatted
from tests.botapi.errors import refused
from tests.botapi.methods.table import Asked, method
from tests.botapi.world import World, no_other_worlds

MEDIA = ("photo", "animation", "document")
LOOKS = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}


@method("sendMessage")
def send_message(world: World, asked: Asked) -> dict[str, Any]:
    """Put a text into a chat."""
    text = formatted(asked["text"], asked.get("parse_mode"), asked.get("entities"))
    other = {"link_preview_options": asked["link_preview_options"]} if previews(asked) else {}
    return _post(world, asked, Content(text=text, keyboard=keyboard(asked.params), other=other))


def send_media(world: World, asked: Asked) -> dict[str, Any]:
    """Put a photo, an animation or a document into a chat."""
    kind = next(kind for kind in MEDIA if kind in asked)
    file = world.files.given(kind, asked[kind], asked.files)
    content = Content(
        media=file,
        caption=caption(asked.params),
        keyboard=keyboard(asked.params),
        other=looks(asked.params),
    )
    return _post(world, asked, content)


for _kind in MEDIA:
    method(f"send{_kind.title()}")(send_media)


def previews(asked: Asked) -> bool:
    """Tell whether the request says anything about link previews."""
    return bool(asked.get("link_preview_options"))


def caption(told: Mapping[str, Any]) -> Formatted | None:
    """Return the caption of a request or of an InputMedia, None if it has none."""
    if not told.get("caption"):
        return None
    return formatted(told["caption"], told.get("parse_mode"), told.get("caption_entities"))


def looks(told: Mapping[str, Any]) -> dict[str, bool]:
    """Return how media shall look, as a Message tells it."""
    return {ours: True for theirs, ours in LOOKS.items() if told.get(theirs)}


def keyboard(told: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the inline keyboard of a request, None if it has none or an empty one."""
    rows = [row for row in (told.get("reply_markup") or {}).get("inline_keyboard", []) if row]
    return {"inline_keyboard": rows} if rows else None


def _post(world: World, asked: Asked, content: Content) -> dict[str, Any]:
    no_other_worlds(asked.params)
    chat = world.chat(asked["chat_id"])
    markup = asked.get("reply_markup", {})
    if "keyboard" in markup or "force_reply" in markup:
        chat.reply_keyboard = dict(markup)
    elif "remove_keyboard" in markup:
        chat.reply_keyboard = None
    extra = {"has_protected_content": True} if asked.get("protect_content") else {}
    if "message_effect_id" in asked:
        extra["effect_id"] = asked["message_effect_id"]
    message = world.post(
        chat,
        world.bot,
        content,
        reply_to=_replied(chat, asked.get("reply_parameters")),
        extra=extra,
        silent=bool(asked.get("disable_notification")),
        editable=not markup or "inline_keyboard" in markup,
    )
    return message.to_json()


def _replied(chat: Chat, reply: Mapping[str, Any] | None) -> Message | None:
    if reply is None:
        return None
    if reply.get("chat_id", chat.id) != chat.id:
        raise refused("message to be replied not found")
    message = chat.by_id.get(reply["message_id"])
    if message is not None and not message.deleted:
        return message
    if reply.get("allow_sending_without_reply"):
        return None
    raise refused("message to be replied not found")
