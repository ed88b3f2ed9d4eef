"""
The map: worry about the bond (up) and keeping distance (right), the likely place, its uncertainty.

    Reaching    │  Both at once      ● the likeliest place
    ────────────┼────────────────    ◌ half of the chance lies in the inner field, nine tenths in
    At ease     │  On my own feet      the outer one
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.pictures.lettering import fit, shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, number_of, one_of, only, texts_of

WIDTH, HEIGHT = 720, 800  # px; a phone shows it at half that
LEFT, RIGHT, TOP, BOTTOM = 84.0, 688.0, 96.0, 700.0  # px, the field
INNER, OUTER = (
    1.1774,
    2.1460,
)  # standard errors that hold 50 % and 90 % of a normal in two dimensions
TITLE_SIZE, TITLE_SMALLEST = 34.0, 24.0  # px
AXIS_SIZE, CORNER_SIZE, LEGEND_SIZE = 24.0, 30.0, 22.0  # px
DOT: Final = 26.0  # px, the dot's radius with its ring and air
SMALLEST: Final = 17.0  # px, of a label that must fit
WORDS: Final = (
    *("title", "worry", "distance", "less", "more", "likely", "field"),
    *("secure", "preoccupied", "dismissing", "fearful"),
)
SPAN: Final = RIGHT - LEFT


def chart(given: Values) -> str:
    """The map as SVG. Raises ValueError for values it cannot draw.

    Values: `anxiety` and `avoidance`, each [place, standard error] as shares of the axis (0 to 1);
    `labels`; `theme`, light (if not given) or dark.
    """
    only(given, ("labels", "anxiety", "avoidance", "theme"))
    words = texts_of(given.get("labels"), "labels", WORDS)
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    (worry, worry_error), (distance, distance_error) = (
        _place(given.get(name), name) for name in ("anxiety", "avoidance")
    )
    title, title_size = shrink(words["title"], WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST)
    x, y = round(LEFT + SPAN * distance, 1), round(BOTTOM - SPAN * worry, 1)
    return template("map").render(
        theme=theme,
        title=title,
        title_size=title_size,
        field={"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        x=x,
        y=y,
        fields=[
            {"rx": round(SPAN * distance_error * z, 1), "ry": round(SPAN * worry_error * z, 1)}
            for z in (OUTER, INNER)
        ],
        corners=_corners(words, x, y),
        across=_axis(words, "distance"),
        up=_axis(words, "worry"),
        legend=_legend(words),
    )


def _place(value: object, name: str) -> tuple[float, float]:
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)) or len(value) != 2:
        raise ValueError(f"{name} must be [place, standard error]")
    place, error = value
    return number_of(place, f"{name} place", 0, 1), number_of(error, f"{name} error", 0.005, 0.5)


def _corners(words: dict[str, str], dot_x: float, dot_y: float) -> list[dict[str, object]]:
    """The four neighbourhoods, each named in its outer corner, out of the dot's way."""
    room, inset = SPAN / 2 - 40, 22.0
    places = {
        "preoccupied": (LEFT + inset, TOP + 44, "start"),
        "fearful": (RIGHT - inset, TOP + 44, "end"),
        "secure": (LEFT + inset, BOTTOM - 24, "start"),
        "dismissing": (RIGHT - inset, BOTTOM - 24, "end"),
    }
    found: list[dict[str, object]] = []
    for name, (x, y, anchor) in places.items():
        text, size = shrink(words[name], room, CORNER_SIZE, SMALLEST)
        wide = width(text, size)
        left = x if anchor == "start" else x - wide
        beside = left - DOT <= dot_x <= left + wide + DOT
        covered = beside and y - size - DOT <= dot_y <= y + DOT
        aside = dot_y + (DOT + size if y < (TOP + BOTTOM) / 2 else -DOT)
        found.append(
            {"x": x, "y": aside if covered else y, "anchor": anchor, "text": text, "size": size}
        )
    return found


def _axis(words: dict[str, str], name: str) -> dict[str, object]:
    """An axis: its name in the middle, less and more at its ends, none over another."""
    size = AXIS_SIZE
    ends = [fit(words[end], SPAN / 4 - 12, size) for end in ("less", "more")]
    room = SPAN - 2 * max(width(end, size) for end in ends) - 48
    text, text_size = shrink(words[name], room, size, SMALLEST)
    return {"text": text, "text_size": text_size, "less": ends[0], "more": ends[1], "size": size}


def _legend(words: dict[str, str]) -> dict[str, object]:
    """What the dot and the field mean, in one row."""
    mark, gap = 44.0, 30.0
    room = WIDTH - 64 - 2 * mark - gap
    wide = width(words["likely"], LEGEND_SIZE) + width(words["field"], LEGEND_SIZE)
    size = max(SMALLEST, min(LEGEND_SIZE, round(LEGEND_SIZE * room / wide, 1)))
    likely = fit(words["likely"], room / 2, size)
    field = fit(words["field"], room - width(likely, size), size)
    whole = 2 * mark + gap + width(likely, size) + width(field, size)
    start = (WIDTH - whole) / 2
    second = start + mark + width(likely, size) + gap
    return {
        "size": size,
        "dot": round(start + 18, 1),
        "likely": likely,
        "likely_x": round(start + mark, 1),
        "ring": round(second + 18, 1),
        "field": field,
        "field_x": round(second + mark, 1),
    }
