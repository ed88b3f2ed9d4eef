"""How long a text is as Telegram counts it, and a long one in pieces."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

TEXT: Final = 4096  # a message, after entities parsing (Bot API, sendMessage)
CAPTION: Final = 1024  # below a picture (Bot API, sendPhoto)
HANDED_ON: Final = 256  # CopyTextButton, and an inline query
NOTICE: Final = 200  # answerCallbackQuery

_ATOM = re.compile(r"<[^>]*>|&#?\w{1,31};|.", re.DOTALL)
_NAME = re.compile(r"</?([a-z-]+)")
_MARKUP = re.compile(r"<[^>]*>")


def units(text: str) -> int:
    """UTF-16 code units: what entities are counted in, and never fewer than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def seen(html: str) -> int:
    """The length of Telegram's HTML after entities parsing."""
    return units(unescape(_MARKUP.sub("", html)))


def cut(text: str, limit: int) -> str:
    """A plain text of at most `limit` units, with an ellipsis where it was cut."""
    if units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def pieces(html: str, limit: int = TEXT) -> list[str]:
    """Telegram's HTML in pieces of at most `limit`, cut at the last paragraph that fits.

    Where a paragraph is too long itself: at a line, a space, or anywhere. Tags that are open at a
    cut are closed there and opened again behind it.
    """
    found = []
    while seen(html) > limit:
        head, html = _first(_ATOM.findall(html), limit)
        found.append(head)
    return [piece for piece in (*found, html.strip()) if seen(piece.strip())]


def _first(atoms: list[str], limit: int) -> tuple[str, str]:
    """What fits, and the rest; the rest is shorter by at least one atom that is seen."""
    end, length = 0, 0
    while end < len(atoms) and length + seen(atoms[end]) <= limit:
        length += seen(atoms[end])
        end += 1
    at = _border(atoms, end)
    open_ = _open_at(atoms, at)
    closing = "".join(f"</{_name(tag)}>" for tag in reversed(open_))
    head, rest = "".join(atoms[:at]).rstrip() + closing, "".join(atoms[at:]).lstrip()
    return head, "".join(open_) + rest


def _border(atoms: list[str], end: int) -> int:
    """Where to cut at or before `end`, in front of a gap; pieces should not become tiny."""
    for gap, least in (("\n\n", end // 8), ("\n", end // 2), (" ", end // 2)):
        for at in range(end, least, -1):
            if "".join(atoms[at : at + len(gap)]) == gap:
                return at
    return end


def _open_at(atoms: list[str], end: int) -> list[str]:
    tags: list[str] = []
    for atom in atoms[:end]:
        if atom.startswith("</") and tags:
            tags.pop()
        elif len(atom) > 1 and atom.startswith("<") and not atom.startswith("</"):
            tags.append(atom)
    return tags


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""
