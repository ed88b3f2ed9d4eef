"""What pictures are drawn from: read strictly, refused in one clear line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Values: TypeAlias = Mapping[str, object]

LONGEST_TEXT = 200  # characters; more than any picture has room for
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, surrogate, private, unassigned
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def line_of(value: object, name: str) -> str:
    """One line of visible text in NFC, which may be empty: the font has no emoji, so they are left
    out. Raises ValueError if it is not text.
    """
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text, not {type(value).__name__}")  # noqa: TRY004 (one kind of error for bad values)
    spaced = " ".join(value[:LONGEST_TEXT].split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    return " ".join(_EMOJI.sub("", unicodedata.normalize("NFC", seen)).split())


def text_of(value: object, name: str) -> str:
    """One line that says something. Raises ValueError if not text or if nothing is left."""
    clean = line_of(value, name)
    if not clean:
        raise ValueError(f"{name} is empty")
    return clean


def number_of(value: object, name: str, low: float, high: float) -> float:
    """A number from `low` to `high`. Raises ValueError otherwise (a bool is no number)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} must be a number")  # noqa: TRY004 (one kind of error for bad values)
    if not low <= value <= high:
        raise ValueError(f"{name} must be from {low:g} to {high:g}")
    return float(value)


def texts_of(value: object, name: str, keys: Sequence[str]) -> dict[str, str]:
    """The texts under `keys` of a mapping. Raises ValueError for what is missing or not text."""
    if not isinstance(value, Mapping):
        keys_listed = ", ".join(keys)
        raise ValueError(f"{name} must map {keys_listed} to words")  # noqa: TRY004 (one kind of error for bad values)
    return {key: text_of(value.get(key), f"{name}.{key}") for key in keys}


def one_of(value: object, name: str, allowed: Sequence[str]) -> str:
    """One of the allowed words. Raises ValueError that lists them."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(allowed)}")
    return value


def only(values: Values, allowed: Sequence[str]) -> None:
    """Raise ValueError if a value has a name that the picture does not know (a slip of the pen)."""
    unknown = sorted(str(name) for name in values if name not in allowed)
    if unknown:
        raise ValueError(f"unknown value {unknown[0]!r}: there are {', '.join(allowed)}")
