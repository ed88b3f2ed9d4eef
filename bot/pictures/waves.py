"""Longing and calm, each from 1 to 5, on the days on which they were asked for."""

from __future__ import annotations

from bot.pictures.trend import Panel, draw
from bot.pictures.values import Values

PANEL = Panel("head", ("calm", "longing"), 1, 5, ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")))


def chart(given: Values) -> str:
    """Both lines as SVG: values as in trend.py, with the series `calm` and `longing`."""
    return draw(given, ("head", "longing", "calm"), (PANEL,))
