"""The three of each week, safe, seen and connected, from 1 to 5."""

from __future__ import annotations

from bot.pictures.trend import Panel, draw
from bot.pictures.values import Values

PANEL = Panel(
    "head",
    ("safe", "seen", "connected"),
    1,
    5,
    ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")),
)


def chart(given: Values) -> str:
    """The lines as SVG: values as in trend.py, with the series `safe`, `seen`, `connected`."""
    return draw(given, ("head", "safe", "seen", "connected"), (PANEL,))
