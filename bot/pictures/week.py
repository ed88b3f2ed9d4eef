"""
The week: the shape of each day's mood, how close it was, and what the noted moments came to.

    Mo Tu We Th Fr Sa Su
    ▲  ·  ▬  …               moods (see moods.py)
    ●  ·  ●  …               too close, right, too far: high, middle, low
    seeking ▮▮▮ 3            the three counts
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.pictures.lettering import fit, shrink
from bot.pictures.moods import MOODS, legend
from bot.pictures.templates import template
from bot.pictures.values import Values, line_of, number_of, one_of, only, texts_of

WIDTH, HEIGHT = 720, 640  # px; a phone shows it at half that
LEFT, RIGHT = 160.0, 692.0  # px, of the seven days
TITLE_SIZE, TITLE_SMALLEST, SIZE = 34.0, 24.0, 22.0  # px
PLACES: Final = {"too_close": 238.0, "right": 280.0, "too_far": 322.0}  # px from the top
COUNTS: Final = ("seek", "keep", "push")
COUNT_LEFT, BOX, MOST_BOXES = 330.0, 24.0, 12  # px; more are told by the figure alone
ROW_TOP, ROW_APART = 420.0, 44.0  # px
WORDS: Final = ("title", "mood", *PLACES, *COUNTS, *MOODS, "counts")


def chart(given: Values) -> str:
    """The week as SVG. Raises ValueError for values it cannot draw.

    Values: `days`, seven of [label, mood or "", distance or ""]; `seek`, `keep`, `push`, counts;
    `labels`; `theme`.
    """
    only(given, ("labels", "days", "theme", *COUNTS))
    words = texts_of(given.get("labels"), "labels", WORDS)
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    title, title_size = shrink(words["title"], WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST)
    rows = []
    for place, name in enumerate(COUNTS):
        count = int(number_of(given.get(name), name, 0, 10_000))
        rows.append(
            {
                "y": ROW_TOP + place * ROW_APART,
                "text": fit(words[name], COUNT_LEFT - 52, SIZE),
                "count": count,
                "boxes": [COUNT_LEFT + n * BOX for n in range(min(count, MOST_BOXES))],
                "end": COUNT_LEFT + min(count, MOST_BOXES) * BOX + (8 if count else 0),
                "kind": place,
            }
        )
    return template("week").render(
        theme=theme,
        title=title,
        title_size=title_size,
        size=SIZE,
        mood=fit(words["mood"], LEFT - 46, SIZE),
        places=[{"y": y, "text": fit(words[name], LEFT - 46, SIZE)} for name, y in PLACES.items()],
        left=LEFT,
        right=RIGHT,
        days=_days(given.get("days")),
        counts=fit(words["counts"], WIDTH - 64, SIZE),
        rows=rows,
        box=BOX - 6,
        legend=legend(words, WIDTH - 64, 32),
    )


def _days(given: object) -> list[dict[str, object]]:
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)) or len(given) != 7:
        raise ValueError("days must be seven of [label, mood, distance]")
    cell = (RIGHT - LEFT) / 7
    found: list[dict[str, object]] = []
    for place, day in enumerate(given):
        if not isinstance(day, Sequence) or isinstance(day, (str, bytes)) or len(day) != 3:
            raise ValueError(f"days[{place}] must be [label, mood, distance]")
        distance = one_of(day[2], f"days[{place}] distance", ("", *PLACES))
        found.append(
            {
                "x": round(LEFT + (place + 0.5) * cell, 1),
                "text": fit(line_of(day[0], f"days[{place}] label"), cell - 6, SIZE),
                "mood": one_of(day[1], f"days[{place}] mood", ("", *MOODS)),
                "y": PLACES.get(distance, 0),
            }
        )
    return found
