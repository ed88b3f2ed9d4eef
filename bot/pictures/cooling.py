"""
What cools: for each way how often the heat went down, and the span in which the true share may lie.

    a long breath out   ├────●──┤   5 of 6     full: enough to mean something
    waiting           ├───○─────────┤ 1 of 2   hollow, dashed: too few yet
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.pictures.lettering import fit, shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, number_of, one_of, only, text_of, texts_of

WIDTH: Final = 720  # px; a phone shows it at half that
LEFT, RIGHT = 40.0, 560.0  # px, of the track from never to always
TOP, APART = 156.0, 84.0  # px
MOST: Final = 6  # ways
TITLE_SIZE, TITLE_SMALLEST, SIZE, LABEL_SIZE = 34.0, 24.0, 22.0, 24.0  # px
WORDS: Final = ("title", "head", "nothing", "never", "half", "always", "of")


def chart(given: Values) -> str:
    """The ways as SVG. Raises ValueError for values it cannot draw.

    Values: `ways`, up to 6 of [label, cooled, of, lowest share, highest share, enough];
    `labels`; `theme`.
    """
    only(given, ("labels", "ways", "theme"))
    words = texts_of(given.get("labels"), "labels", WORDS)
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    ways = given.get("ways")
    if not isinstance(ways, Sequence) or isinstance(ways, (str, bytes)) or len(ways) > MOST:
        raise ValueError(f"ways must be a list of 0 to {MOST}")
    rows = [_row(way, f"ways[{n}]", TOP + n * APART, words["of"]) for n, way in enumerate(ways)]
    title, title_size = shrink(words["title"], WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST)
    bottom = TOP + max(2, len(rows)) * APART - 10
    third = (RIGHT - LEFT) / 3
    return template("cooling").render(
        theme=theme,
        title=title,
        title_size=title_size,
        head=fit(words["head"], WIDTH - 64, SIZE),
        nothing="" if rows else fit(words["nothing"], RIGHT - LEFT, SIZE),
        size=SIZE,
        label_size=LABEL_SIZE,
        left=LEFT,
        right=RIGHT,
        top=TOP - 30,
        bottom=bottom,
        height=round(bottom + 62),
        ends=[fit(words[name], third - 10, SIZE) for name in ("never", "half", "always")],
        rows=rows,
    )


def _row(way: object, name: str, y: float, of: str) -> dict[str, object]:
    if not isinstance(way, Sequence) or isinstance(way, (str, bytes)) or len(way) != 6:
        raise ValueError(f"{name} must be [label, cooled, of, lowest, highest, enough]")
    total = number_of(way[2], f"{name} of", 1, 100_000)
    cooled = number_of(way[1], f"{name} cooled", 0, total)
    low, high = (number_of(way[n], f"{name} share", 0, 1) for n in (3, 4))
    figure = f"{cooled:.0f} {of} {total:.0f}"
    span = RIGHT - LEFT
    return {
        "y": y,
        "label": fit(text_of(way[0], f"{name} label"), span, LABEL_SIZE),
        "figure": fit(figure, WIDTH - RIGHT - 36, SIZE) if width(figure, SIZE) < 124 else "",
        "x": round(LEFT + span * cooled / total, 1),
        "low": round(LEFT + span * low, 1),
        "high": round(LEFT + span * high, 1),
        "enough": way[5] is True,
    }
