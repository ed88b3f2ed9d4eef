"""Lengths, counts and ranges of an object's fields, with the real server's complaints."""

from __future__ import annotations

from typing import Any

from tests.botapi.entities import formatted
from tests.botapi.errors import malformed
from tests.botapi.spec import Field, Limit, Shape

CODES = {
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("CopyTextButton", "text"): "BUTTON_COPY_TEXT_INVALID",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
    ("answerCallbackQuery", "text"): "MESSAGE_TOO_LONG",
    ("answerInlineQuery", "results"): "RESULTS_TOO_MUCH",
    ("answerInlineQuery", "next_offset"): "NEXT_OFFSET_INVALID",
}
"""What the real server calls some of them; for the others the limit speaks."""

BESIDE_THE_FIELD = {
    ("answerInlineQuery", "results"): Limit(0, 50, "items"),
    ("answerInlineQuery", "next_offset"): Limit(0, 64, "bytes"),
    ("InputTextMessageContent", "message_text"): Limit(1, 4096, "characters"),
}
"""Limits that api.json gives in another place than the sentence that `spec` reads."""

PARSED = {("InputTextMessageContent", "message_text")}


def hold_to(shape: Shape, value: dict[str, Any], path: str) -> None:
    """Raise `malformed` if a field of this object is too short, too long or out of range."""
    for name, item in value.items():
        field, key = shape.fields[name], (shape.name, name)
        limit = BESIDE_THE_FIELD.get(key, field.limit)
        if limit is None:
            continue
        if (field.parsed or key in PARSED) and isinstance(item, str):
            _hold_text(field, limit, value, path)
            continue
        size = _size(item, limit.unit)
        if size is not None and not limit.low <= size <= limit.high:
            told = f"{path}.{name} must be {limit}, not {size}"
            raise malformed(CODES.get(key, told), told)


def _size(item: Any, unit: str) -> float | None:
    match item:
        case bool():
            return None
        case int() | float():
            return item if unit == "" else None
        case str():
            return len(item.encode()) if unit == "bytes" else len(item)
        case list():
            return len(item)
        case _:
            return None


def _hold_text(field: Field, limit: Limit, value: dict[str, Any], path: str) -> None:
    """A text is measured when its markup is read: its parse mode and entities stand beside it."""
    stem = "" if field.name in {"text", "caption", "message_text"} else f"{field.name}_"
    entities = "caption_entities" if field.name == "caption" else f"{stem}entities"
    text = formatted(value[field.name], value.get(f"{stem}parse_mode"), value.get(entities)).text
    told = f"{path}.{field.name} must be {limit} after entities parsing, not {len(text)}"
    if len(text) < limit.low:
        raise malformed("message text is empty", told)
    if len(text) > limit.high:
        caption = "message caption is too long"
        raise malformed(caption if field.name == "caption" else "message is too long", told)
