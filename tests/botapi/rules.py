"""What api.json says about a type's fields together, in prose: one function a type."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.check import Rule
from tests.botapi.errors import malformed
from tests.botapi.markup import is_link

MOST_BUTTONS = 100
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNPARSED = "can't parse inline keyboard button: "


def rules(*, inline_mode: bool) -> dict[str, Rule]:
    """Return the rules by type; share buttons are right only where inline mode is on."""

    def button(value: dict[str, Any]) -> None:
        _button(value, inline_mode=inline_mode)

    return {
        "InlineKeyboardButton": button,
        "InlineKeyboardMarkup": _inline_keyboard,
        "ReplyKeyboardMarkup": _reply_keyboard,
        "BotCommand": _command,
        "InlineQueryResultsButton": _results_button,
        "WebAppInfo": _web_app,
        "answerInlineQuery": _results,
    }


def _button(value: dict[str, Any], *, inline_mode: bool) -> None:
    if not value["text"].strip():
        raise malformed(f'{_UNPARSED}Field "text" must be non-empty')
    actions = [name for name in ACTIONS if name in value]
    if not actions:
        raise malformed(f"{_UNPARSED}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise malformed(f"{_UNPARSED}exactly one action is allowed, not {' and '.join(actions)}")
    if actions[0].startswith("switch_inline") and not inline_mode:
        raise malformed("BUTTON_TYPE_INVALID", "inline mode is off: nothing can be shared by it")
    if actions[0] in {"callback_game", "pay"}:
        raise malformed("BUTTON_TYPE_INVALID", "this bot has no games and no invoices")
    if "url" in value and not is_link(value["url"]):
        words = f"inline keyboard button URL '{value['url']}' is invalid: Wrong HTTP URL"
        raise malformed(words)


def _inline_keyboard(value: dict[str, Any]) -> None:
    _count(value["inline_keyboard"])


def _reply_keyboard(value: dict[str, Any]) -> None:
    _count(value["keyboard"])


def _count(rows: list[list[Any]]) -> None:
    buttons = sum(map(len, rows))
    if buttons > MOST_BUTTONS:
        raise malformed("REPLY_MARKUP_TOO_LONG", f"{buttons} buttons, {MOST_BUTTONS} are allowed")


def _command(value: dict[str, Any]) -> None:
    if not _COMMAND.fullmatch(value["command"]):
        raise malformed("BOT_COMMAND_INVALID", f"{value['command']!r} must be of a-z, 0-9 and _")


def _results_button(value: dict[str, Any]) -> None:
    if ("web_app" in value) == ("start_parameter" in value):
        raise malformed("can't parse inline query results button: give exactly one action")
    if not _START_PARAMETER.fullmatch(value.get("start_parameter", "x")):
        raise malformed("START_PARAM_INVALID", "1-64 of A-Z, a-z, 0-9, _ and -")


def _web_app(value: dict[str, Any]) -> None:
    if urlsplit(value["url"]).scheme != "https":
        words = f"inline keyboard button Web App URL '{value['url']}' is invalid"
        raise malformed(f"{words}: Only HTTPS links are allowed")


def _results(value: dict[str, Any]) -> None:
    ids = [result["id"] for result in value["results"]]
    if len(ids) != len(set(ids)):
        raise malformed("RESULT_ID_DUPLICATE", f"ids of the results: {ids}")
