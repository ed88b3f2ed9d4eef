"""How wide a text is in the one bundled font, so that words never run into each other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

FONT: Final = Path(__file__).parent / "fonts" / "Inter-Medium.otf"
_EM = 200  # pixels; measured large and scaled down, so that rounding does not show


@cache
def _font() -> ImageFont.FreeTypeFont:
    # Basic layout is in every Pillow; it leaves out kerning, so it errs on the wide side.
    return ImageFont.truetype(FONT, _EM, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, size: float) -> float:
    """Advance width of `text` in pixels at font size `size`."""
    return _font().getlength(text) * size / _EM


def fit(text: str, room: float, size: float) -> str:
    """`text`, or as much of it as fits into `room` pixels with an ellipsis; may be empty."""
    if width(text, size) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        short = text[:end].rstrip(" ,.;:–—-") + "…"
        if width(short, size) <= room:
            return short
    return ""


def shrink(text: str, room: float, size: float, smallest: float) -> tuple[str, float]:
    """`text` and the size at which it fits `room`; cut with an ellipsis below `smallest`."""
    fitting = min(size, size * room / max(width(text, size), 1))
    if fitting >= smallest:
        return text, round(fitting, 1)
    return fit(text, room, smallest), smallest
