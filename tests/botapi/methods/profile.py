"""What the bot tells about itself: commands, name, descriptions, rights, menu button."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import malformed
from tests.botapi.methods.table import Asked, method
from tests.botapi.spec import load
from tests.botapi.world import World

DEFAULT_SCOPE = {"type": "default"}
TEXTS = {  # method's ending: the field that carries it
    "Name": "name",
    "Description": "description",
    "ShortDescription": "short_description",
}


@method("getMe")
def get_me(world: World, _: Asked) -> dict[str, Any]:
    """Return the bot's own User object."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": world.inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyCommands")
def set_commands(world: World, asked: Asked) -> bool:
    """Set the commands of one scope and language."""
    names = [command["command"] for command in asked["commands"]]
    if len(names) != len(set(names)):
        raise malformed("BOT_COMMAND_INVALID", f"a command stands twice: {names}")
    world.profile.commands[_scope(world, asked), _language(asked)] = asked["commands"]
    return True


@method("getMyCommands")
def get_commands(world: World, asked: Asked) -> list[dict[str, str]]:
    """Return the commands of exactly this scope and language."""
    return world.profile.commands.get((_scope(world, asked), _language(asked)), [])


@method("deleteMyCommands")
def delete_commands(world: World, asked: Asked) -> bool:
    """Let a wider scope or another language hold again."""
    world.profile.commands.pop((_scope(world, asked), _language(asked)), None)
    return True


def _serve_text(ending: str, field: str) -> None:
    @method(f"setMy{ending}")
    def set_text(world: World, asked: Asked) -> bool:
        world.profile.texts[field, _language(asked)] = asked.get(field, "")
        return True

    @method(f"getMy{ending}")
    def get_text(world: World, asked: Asked) -> dict[str, str]:
        unset = world.bot["first_name"] if field == "name" else ""
        return {field: world.profile.texts.get((field, _language(asked))) or unset}


for _ending, _name in TEXTS.items():
    _serve_text(_ending, _name)


@method("setMyDefaultAdministratorRights")
def set_rights(world: World, asked: Asked) -> bool:
    """Set which rights the bot asks for when it is added as an administrator."""
    world.profile.rights[bool(asked.get("for_channels"))] = asked.get("rights", {})
    return True


@method("getMyDefaultAdministratorRights")
def get_rights(world: World, asked: Asked) -> dict[str, bool]:
    """Return them; none are set at first."""
    shape = load().types["ChatAdministratorRights"]
    none = {field.name: False for field in shape.fields.values() if field.required}
    return none | world.profile.rights.get(bool(asked.get("for_channels")), {})


@method("setChatMenuButton")
def set_menu_button(world: World, asked: Asked) -> bool:
    """Set the button beside the input line, for one chat or for all."""
    chat_id = world.chat(asked["chat_id"]).id if "chat_id" in asked else 0
    world.profile.menu_buttons[chat_id] = asked.get("menu_button", {"type": "default"})
    return True


@method("getChatMenuButton")
def get_menu_button(world: World, asked: Asked) -> dict[str, Any]:
    """Return a chat's button, or the one for all."""
    buttons = world.profile.menu_buttons
    return buttons.get(asked.get("chat_id", 0)) or buttons.get(0, {"type": "commands"})


def _scope(world: World, asked: Asked) -> str:
    scope = asked.get("scope", DEFAULT_SCOPE)
    if "chat_id" in scope:
        world.chat(scope["chat_id"])
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _language(asked: Asked) -> str:
    code: str = asked.get("language_code", "")
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise malformed(
            "invalid language_code specified", f"{code!r} is no two-letter language code"
        )
    return code
