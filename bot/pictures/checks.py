"""Checking and calm, week by week, one above the other: how often, and how calm it was inside."""

from __future__ import annotations

from bot.pictures.trend import Panel, draw
from bot.pictures.values import Values

PANELS = (
    Panel("checks", ("checked",), 0, 2, (), bars=True),
    Panel("days", ("calm",), 1, 5, ((1, "1"), (3, "3"), (5, "5"))),
)


def chart(given: Values) -> str:
    """Both as SVG: values as in trend.py, with counts `checked` and the series `calm`, 1 to 5."""
    return draw(given, ("checks", "days"), PANELS)
