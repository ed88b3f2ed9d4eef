"""Where the answers lay each time, 0 to 100, with the band in which it may really be."""

from __future__ import annotations

from bot.pictures.trend import Panel, draw
from bot.pictures.values import Values

PANEL = Panel(
    "head",
    ("worry", "distance"),
    0,
    100,
    ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100")),
)


def chart(given: Values) -> str:
    """Both axes as SVG: values as in trend.py, with the series `worry` and `distance`."""
    return draw(given, ("head", "worry", "distance"), (PANEL,))
