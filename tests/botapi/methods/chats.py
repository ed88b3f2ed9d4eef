"""sendChatAction, getChat, leaveChat, getFile."""

from __future__ import annotations

from typing import Any

from tests.botapi.errors import malformed, refused
from tests.botapi.files import MEGABYTE
from tests.botapi.methods.table import Asked, method
from tests.botapi.world import World, no_other_worlds

ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
    | {"upload_document", "choose_sticker", "find_location", "record_video_note"}
    | {"upload_video_note"}
)
MOST_DOWNLOADED = 20 * MEGABYTE


@method("sendChatAction")
def send_chat_action(world: World, asked: Asked) -> bool:
    """Show "typing…" and the like."""
    no_other_worlds(asked.params)
    if asked["action"] not in ACTIONS:
        raise malformed("wrong parameter action in request", asked["action"])
    world.chat(asked["chat_id"]).actions.append(asked["action"])
    return True


@method("getChat")
def get_chat(world: World, asked: Asked) -> dict[str, Any]:
    """Return a chat's ChatFullInfo; a person who has blocked the bot can still be looked up."""
    chat = world.chats.get(asked["chat_id"])
    if chat is None or (chat.closed_because and chat.type != "private"):
        chat = world.chat(asked["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return chat.to_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


@method("leaveChat")
def leave_chat(world: World, asked: Asked) -> bool:
    """Leave a group."""
    chat = world.chat(asked["chat_id"])
    if chat.type == "private":
        raise refused("chat_id of a group or a channel is expected")
    world.membership(chat, world.bot, "left")
    return True


@method("getFile")
def get_file(world: World, asked: Asked) -> dict[str, Any]:
    """Return where a file can be downloaded."""
    file = world.files[asked["file_id"]]
    if len(file.data) > MOST_DOWNLOADED:
        raise refused("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": len(file.data),
        "file_path": f"{file.kind}s/{file.file_id}",
    }
