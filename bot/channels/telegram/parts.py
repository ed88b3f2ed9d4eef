"""What a message comes to in Telegram: one part as a rule; more where its limits ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.channels.telegram.lengths import CAPTION, pieces, seen
from bot.deeds import Drawing, Send


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a picture with a caption."""

    html: str
    drawing: Drawing | None = None

    @property
    def in_words(self) -> str:
        """The same without its picture, whose alt text says what it shows."""
        alt = escape(str(self.drawing.values.get("alt") or ""), quote=False) if self.drawing else ""
        return "\n\n".join(text for text in (self.html, alt) if text)


def parts(deed: Send) -> list[Part]:
    """The parts in order; the last one carries the keyboard."""
    if deed.picture is None:
        return [Part(piece) for piece in pieces(deed.html)]
    if seen(deed.html) <= CAPTION:
        return [Part(deed.html, deed.picture)]
    return [Part("", deed.picture), *(Part(piece) for piece in pieces(deed.html))]


def drawn_from(drawing: Drawing) -> Mapping[str, Any]:
    """What the picture is drawn from: all but its alt text."""
    return {name: value for name, value in drawing.values.items() if name != "alt"}
