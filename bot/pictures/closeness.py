"""
Closeness and distance, day by day or week by week: a line between too far, right and too close.

A week is its mean, with a thin bar from its lowest to its highest day: so that swings show.
"""

from __future__ import annotations

from bot.pictures.trend import Panel, draw
from bot.pictures.values import Values

PANEL = Panel("head", ("distance",), -1, 1, ((1, "too_close"), (0, "right"), (-1, "too_far")))


def chart(given: Values) -> str:
    """The line as SVG: values as in trend.py, with the series `distance` from -1 to 1."""
    return draw(given, ("head", "too_close", "right", "too_far"), (PANEL,))
