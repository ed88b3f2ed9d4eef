"""How a day is drawn: five shapes that tell good from low without colour, and their legend.

▲ very good   △ good   ▬ in between   ▽ low   ▼ very low
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from bot.pictures.lettering import fit, width

MOODS: Final = ("very_good", "good", "even", "low", "very_low")
SIZE, SMALLEST = 22.0, 17.0  # px
MARK, GAP = 32.0, 20.0  # px, room for a mark, and between two entries


def legend(words: Mapping[str, str], room: float, left: float) -> list[dict[str, object]]:
    """The five shapes and what they mean, in one row from `left`, `room` px wide."""
    free = room - len(MOODS) * MARK - (len(MOODS) - 1) * GAP
    wide = sum(width(words[mood], SIZE) for mood in MOODS)
    size = max(SMALLEST, min(SIZE, math.floor(SIZE * free / wide * 10) / 10))
    texts = {mood: words[mood] for mood in MOODS}
    if wide * size / SIZE > free:
        texts = {mood: fit(text, free / len(MOODS), size) for mood, text in texts.items()}
    spans = [MARK + width(text, size) + GAP for text in texts.values()]
    x = left + (room - sum(spans) + GAP) / 2
    row: list[dict[str, object]] = []
    for (mood, text), span in zip(texts.items(), spans, strict=True):
        row.append({"mood": mood, "text": text, "x": round(x, 1), "size": size})
        x += span
    return row
