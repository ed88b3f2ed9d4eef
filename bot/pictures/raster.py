"""From SVG to PNG by resvg, with the bundled font only."""

from __future__ import annotations

import resvg_py

from bot.pictures.lettering import FONT


def png(svg: str) -> bytes:
    """One picture as PNG bytes."""
    return resvg_py.svg_to_bytes(
        svg_string=svg, font_files=[str(FONT)], skip_system_fonts=True, font_family="Inter"
    )
