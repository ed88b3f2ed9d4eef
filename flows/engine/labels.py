"""Buttons by name: what may be typed instead of pressed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Labels: TypeAlias = "dict[str, str]"  # button key -> its label in the person's language
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Option:
    """One button of a way. Without a literal `label` the step's words name it."""

    key: str
    label: str | None = None


def same(text: str) -> str:
    """Text for comparing labels: case, accents, punctuation, emoji and spaces aside."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub(" ", plain).strip()


_named = lru_cache(maxsize=8192)(same)  # of labels and keys, never of what was typed


def by_label(text: str, labels: Labels, *, whole: bool = False) -> str | None:
    """The key whose label was typed: all of it, the key itself, or a beginning that fits only one.

    `whole` leaves out beginnings: where words of one's own are asked for, they come first.
    """
    typed = same(text)
    if not typed:
        return None
    names = {key: _named(label) for key, label in labels.items()}
    for key, name in names.items():
        if typed in (name, _named(key)):
            return key
    if whole:
        return None
    near = [key for key, name in names.items() if name.startswith(typed) and len(typed) >= 3]
    return near[0] if len(near) == 1 else None
