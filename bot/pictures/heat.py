"""
Heat (0–10) before and after each pause, the latest on the right.

    ○ before     ▼ full: cooler after     △ hollow, dashed: hotter after     ◆ as before

Every pause is a short slope from its heat before to its heat after.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.pictures.lettering import fit, shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, line_of, number_of, one_of, only, texts_of

WIDTH, HEIGHT = 720, 540  # px; a phone shows it at half that
LEFT, RIGHT, TOP, BOTTOM = 70.0, 668.0, 142.0, 396.0  # px, the field: heat 10 at its top, 0 below
MOST: Final = 30  # pauses
WIDEST: Final = 210.0  # px, a pause's column
LABEL_SIZE, LABEL_ROOM = 24.0, 130.0  # px, and the most room that columns go unnamed for
LABEL_GAP: Final = 12.0  # px between two labels
UNDER: Final = 36  # px, a second row below the labels
FIGURE_SIZE: Final = 24.0  # px
TITLE_SIZE, TITLE_SMALLEST, HEAT_SIZE = 34.0, 26.0, 22.0  # px
LEGEND_SIZE, LEGEND_SMALLEST = 24.0, 18.0  # px
LEGEND_MARK, LEGEND_GAP = 29.0, 28.0  # px, room for a mark, and between two entries
WORDS: Final = ("title", "heat", "before", "cooler", "hotter", "same")


@dataclass(frozen=True, slots=True)
class Pause:
    """One pause: what it is called and the heat before and after it, 0 to 10."""

    label: str
    before: float
    after: float

    @property
    def turned(self) -> str:
        """Which way it went: cooler, hotter or same."""
        if self.after == self.before:
            return "same"
        return "cooler" if self.after < self.before else "hotter"


def chart(given: Values) -> str:
    """The chart as SVG. Raises ValueError for values it cannot draw.

    Values: `labels` (the words title, heat, before, cooler, hotter, same); `points`, a list of
    1 to 30 [label, before, after] whose labels may be empty; `minutes`, if given, for each point
    what is written under its label, "" for nothing; `theme`, light (if not given) or dark.
    """
    only(given, ("labels", "points", "minutes", "theme"))
    words = texts_of(given.get("labels"), "labels", WORDS)
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    pauses = _pauses(given.get("points"))
    cell = min(WIDEST, (RIGHT - LEFT) / len(pauses))
    title, title_size = shrink(words["title"], WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST)
    return template("heat").render(
        theme=theme,
        title=title,
        title_size=title_size,
        heat=fit(words["heat"], WIDTH - 64, HEAT_SIZE),
        heat_size=HEAT_SIZE,
        field={"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        lines=[(heat, _height(heat)) for heat in range(0, 11, 2)],
        mark=round(min(9.0, max(5.5, cell * 0.14)), 1),
        figure_size=FIGURE_SIZE,
        marks=_marks(pauses, cell),
        labels=(labels := _labels(pauses, cell)),
        under=_under(given.get("minutes"), pauses, cell, labels),
        lower=UNDER if given.get("minutes") is not None else 0,
        legend=_legend(words, pauses),
    )


def _pauses(points: object) -> list[Pause]:
    if not isinstance(points, Sequence) or isinstance(points, (str, bytes)):
        raise ValueError("points must be a list of pauses")  # noqa: TRY004 (one kind of error for bad values)
    if not 1 <= len(points) <= MOST:
        raise ValueError(f"points must be 1 to {MOST} pauses, not {len(points)}")
    return [_pause(point, f"points[{place}]") for place, point in enumerate(points)]


def _pause(point: object, name: str) -> Pause:
    if not isinstance(point, Sequence) or isinstance(point, (str, bytes)) or len(point) != 3:
        raise ValueError(f"{name} must be [label, before, after]")
    label, before, after = point
    return Pause(
        line_of(label, f"{name} label"),
        number_of(before, f"{name} before", 0, 10),
        number_of(after, f"{name} after", 0, 10),
    )


def _height(heat: float) -> float:
    """Where a heat stands, in px from the top."""
    return round(BOTTOM - (BOTTOM - TOP) * heat / 10, 1)


def _centre(place: int, count: int, cell: float) -> float:
    """The middle of a pause's column in px; few pauses stand in the middle of the field."""
    return (LEFT + RIGHT) / 2 + (place - (count - 1) / 2) * cell


def _marks(pauses: Sequence[Pause], cell: float) -> list[dict[str, object]]:
    """Both ends of each slope, upright where it is crowded; figures where there is room."""
    reach = min(54.0, max(0.0, (cell - 20) * 0.36))
    figures = [(f"{pause.before:.2g}", f"{pause.after:.2g}") for pause in pauses]
    widest = max(width(text, FIGURE_SIZE) for pair in figures for text in pair) + 4
    roomy = 2 * reach >= widest and cell - 2 * reach >= widest
    marks: list[dict[str, object]] = []
    for place, pause in enumerate(pauses):
        middle = _centre(place, len(pauses), cell)
        marks.append(
            {
                "turned": pause.turned,
                "x1": round(middle - reach, 1),
                "y1": _height(pause.before),
                "x2": round(middle + reach, 1),
                "y2": _height(pause.after),
                "figures": figures[place] if roomy else (),
            }
        )
    return marks


def _labels(pauses: Sequence[Pause], cell: float) -> list[dict[str, object]]:
    """As many labels as have room below their columns, counted back from the latest."""
    step = _step(pauses, cell)
    labels: list[dict[str, object]] = []
    for place in range(len(pauses) - 1, -1, -step):
        x = _centre(place, len(pauses), cell)
        room = min(step * cell - LABEL_GAP, 2 * (x - LABEL_GAP), 2 * (WIDTH - LABEL_GAP - x))
        text = fit(pauses[place].label, room, LABEL_SIZE)
        labels.append({"x": round(x, 1), "text": text, "size": LABEL_SIZE})
    return labels


def _under(
    given: object, pauses: Sequence[Pause], cell: float, labels: Sequence[dict[str, object]]
) -> list[dict[str, object]]:
    """The minutes under those columns that have a label."""
    if given is None:
        return []
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != len(pauses):
        raise ValueError("minutes must be a list with a text for each point")
    texts = [line_of(one, f"minutes[{n}]") for n, one in enumerate(given)]
    places = [len(pauses) - 1 - n * _step(pauses, cell) for n in range(len(labels))]
    room = _step(pauses, cell) * cell - LABEL_GAP
    return [
        {**label, "text": fit(texts[place], room, LABEL_SIZE)}
        for place, label in zip(places, labels, strict=True)
    ]


def _step(pauses: Sequence[Pause], cell: float) -> int:
    """Every how many columns there is a label."""
    widest = max(width(pause.label, LABEL_SIZE) for pause in pauses)
    return math.ceil((min(widest, LABEL_ROOM) + LABEL_GAP) / cell)


def _legend(words: dict[str, str], pauses: Sequence[Pause]) -> list[dict[str, object]]:
    """The marks that occur and what they mean, in one row that fits the picture."""
    turned = {pause.turned for pause in pauses}
    kinds = ["before", *(kind for kind in ("cooler", "hotter", "same") if kind in turned)]
    room = WIDTH - 64 - len(kinds) * LEGEND_MARK - (len(kinds) - 1) * LEGEND_GAP
    wide = sum(width(words[kind], LEGEND_SIZE) for kind in kinds)
    size = max(LEGEND_SMALLEST, min(LEGEND_SIZE, round(LEGEND_SIZE * room / wide, 1)))
    texts = [fit(words[kind], room / len(kinds), size) for kind in kinds]
    if wide * size / LEGEND_SIZE <= room:
        texts = [words[kind] for kind in kinds]
    spans = [LEGEND_MARK + width(text, size) + LEGEND_GAP for text in texts]
    x = (WIDTH - sum(spans) + LEGEND_GAP) / 2
    row: list[dict[str, object]] = []
    for kind, text, span in zip(kinds, texts, spans, strict=True):
        row.append({"kind": kind, "text": text, "x": round(x, 1), "size": size})
        x += span
    return row
