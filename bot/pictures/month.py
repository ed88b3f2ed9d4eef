"""
A month at a glance: a calendar, Monday first, each day with the shape of its mood (see moods.py).

    Mo Tu We Th Fr Sa Su      a day without a check-in is a dot: nothing is missing on it
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.pictures.lettering import fit, shrink
from bot.pictures.moods import MOODS, legend
from bot.pictures.templates import template
from bot.pictures.values import Values, number_of, one_of, only, text_of, texts_of

WIDTH: Final = 720  # px; a phone shows it at half that
LEFT, TOP = 32.0, 132.0  # px, of the calendar
COLUMN, ROW = 656 / 7, 88.0  # px
TITLE_SIZE, TITLE_SMALLEST, DAY_SIZE = 34.0, 24.0, 22.0  # px
WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")


def chart(given: Values) -> str:
    """The calendar as SVG. Raises ValueError for values it cannot draw.

    Values: `month`, its name; `first`, the weekday of its first day (0 is Monday); `moods`, one for
    each of its days, "" where there is none; `today`, the day that is marked, 0 for none; `labels`;
    `theme`.
    """
    only(given, ("labels", "month", "first", "moods", "today", "theme"))
    words = texts_of(given.get("labels"), "labels", (*WEEKDAYS, *MOODS))
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    first = int(number_of(given.get("first"), "first", 0, 6))
    moods = _moods(given.get("moods"))
    today = int(number_of(given.get("today", 0), "today", 0, 31))
    title, title_size = shrink(
        text_of(given.get("month"), "month"), WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST
    )
    rows = (first + len(moods) + 6) // 7
    bottom = TOP + rows * ROW
    return template("month").render(
        theme=theme,
        title=title,
        title_size=title_size,
        height=round(bottom + 72),
        heads=[
            {"x": _middle(n), "text": fit(words[day], COLUMN - 8, DAY_SIZE)}
            for n, day in enumerate(WEEKDAYS)
        ],
        days=[
            {
                "number": n + 1,
                "mood": mood,
                "today": n + 1 == today,
                "x": _middle((first + n) % 7),
                "y": TOP + (first + n) // 7 * ROW,
            }
            for n, mood in enumerate(moods)
        ],
        cell={"width": round(COLUMN - 6, 1), "height": ROW - 6},
        day_size=DAY_SIZE,
        legend=legend(words, WIDTH - 64, 32),
        legend_y=round(bottom + 34),
    )


def _middle(weekday: int) -> float:
    return round(LEFT + (weekday + 0.5) * COLUMN, 1)


def _moods(given: object) -> list[str]:
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)):
        raise ValueError("moods must be a list")  # noqa: TRY004 (one kind of error for bad values)
    if not 28 <= len(given) <= 31:
        raise ValueError(f"moods must be those of 28 to 31 days, not {len(given)}")
    return [one_of(mood, f"moods[{n}]", ("", *MOODS)) for n, mood in enumerate(given)]
