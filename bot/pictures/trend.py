"""
Lines and bars over days or weeks, one panel above the other, the latest on the right.

    ●──● first series, full    □╌╌□ second, hollow and dashed    ▲┄┄▲ third, dotted    ▮ counts

What a picture of its own makes of it stands in closeness.py, waves.py, checks.py, three.py and
sittings.py: the words it needs, its panels and their scales. A place without a value is a gap; over
more than one missing place no line is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.pictures.lettering import fit, shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, line_of, number_of, one_of, only, texts_of

WIDTH, HEIGHT = 720, 560  # px; a phone shows it at half that
RIGHT, TOP, BOTTOM = 684.0, 144.0, 428.0  # px, the field
NARROW, WIDE = 74.0, 160.0  # px, its left edge beside figures and beside words
PANELS_APART: Final = 86.0  # px, with the heading of the next panel
MOST: Final = 31  # columns
WIDEST: Final = 130.0  # px, a column
TITLE_SIZE, TITLE_SMALLEST, SIZE, SMALLEST = 34.0, 24.0, 22.0, 18.0  # px
LABEL_GAP, MARK_ROOM, ENTRY_GAP = 14.0, 34.0, 26.0  # px
REACH: Final = 2  # columns over which a line is still drawn

Point = tuple[float, float, float]  # lowest, middle, highest


@dataclass(frozen=True, slots=True)
class Panel:
    """One field: its heading (a word of the picture), its series, its scale and what names it."""

    head: str
    series: tuple[str, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]  # a place, and its figure or the name of a word
    bars: bool = False


def draw(given: Values, words: Sequence[str], panels: Sequence[Panel]) -> str:
    """The picture as SVG. Raises ValueError for values it cannot draw.

    Values: `labels`; `columns`, up to 31 words under the columns, which may be empty; for each
    series as many values: None, a number, or [lowest, middle, highest]; `theme`.
    """
    names = [name for panel in panels for name in panel.series]
    only(given, ("labels", "columns", "theme", *names))
    said = texts_of(given.get("labels"), "labels", ("title", "nothing", *words))
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    columns = _columns(given.get("columns"))
    left = WIDE if any(not tick[1].isdecimal() for p in panels for tick in p.ticks) else NARROW
    cell = min(WIDEST, (RIGHT - left) / max(1, len(columns)))
    middles = [
        (left + RIGHT) / 2 + (n - (len(columns) - 1) / 2) * cell for n in range(len(columns))
    ]
    tall = (BOTTOM - TOP - PANELS_APART * (len(panels) - 1)) / len(panels)
    fields = []
    for place, panel in enumerate(panels):
        top = TOP + place * (tall + PANELS_APART)
        data = {s: _points(given.get(s), s, len(columns), _scale(panel)) for s in panel.series}
        fields.append(_field(_grown(panel, data), data, said, (left, top, top + tall), middles))
    title, title_size = shrink(said["title"], WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST)
    empty = not any(field["marks"] or field["bars"] for field in fields)
    return template("trend").render(
        theme=theme,
        title=title,
        title_size=title_size,
        left=left,
        right=RIGHT,
        fields=fields,
        mark=round(min(9.0, max(5.0, cell * 0.28)), 1),
        size=SIZE,
        nothing=fit(said["nothing"], RIGHT - left - 20, SIZE) if empty else "",
        middle=(left + RIGHT) / 2,
        nothing_y=TOP + tall / 2 + 8,
        labels=_labels(columns, middles, cell),
        legend=_legend(said, [panel for panel in panels if not panel.bars]),
    )


def _columns(given: object) -> list[str]:
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)) or len(given) > MOST:
        raise ValueError(f"columns must be a list of 0 to {MOST} words")
    return [line_of(one, f"columns[{n}]") for n, one in enumerate(given)]


def _scale(panel: Panel) -> tuple[float, float]:
    return (panel.low, 10_000.0 if panel.bars else panel.high)


def _points(given: object, name: str, count: int, scale: tuple[float, float]) -> list[Point | None]:
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)) or len(given) != count:
        raise ValueError(f"{name} must be a list with a value for each column")
    found: list[Point | None] = []
    for place, one in enumerate(given):
        if one is None:
            found.append(None)
            continue
        three = one if isinstance(one, Sequence) and not isinstance(one, str) else (one, one, one)
        if len(three) != 3:
            raise ValueError(f"{name}[{place}] must be a number or [lowest, middle, highest]")
        low, mid, high = (number_of(value, f"{name}[{place}]", *scale) for value in three)
        found.append((low, mid, high))
    return found


def _grown(panel: Panel, data: Mapping[str, Sequence[Point | None]]) -> Panel:
    """A panel of bars reaches to the largest count, in whole even steps."""
    if not panel.bars:
        return panel
    most = max((p[1] for points in data.values() for p in points if p), default=0)
    step = max(1, math.ceil(most / 2))
    ticks = tuple((float(n), str(n)) for n in (0, step, 2 * step))
    return Panel(panel.head, panel.series, 0, 2 * step, ticks, bars=True)


def _field(
    panel: Panel,
    data: Mapping[str, Sequence[Point | None]],
    words: Mapping[str, str],
    box: tuple[float, float, float],
    middles: Sequence[float],
) -> dict[str, list[dict[str, object]]]:
    """A panel's lines, marks and bars, in px."""
    left, top, bottom = box

    def y(value: float) -> float:
        share = (value - panel.low) / (panel.high - panel.low)
        return round(bottom - (bottom - top) * share, 1)

    marks: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    apart = min(12.0, (middles[1] - middles[0]) * 0.22) if len(middles) > 1 else 12.0
    for kind, (_, points) in enumerate(() if panel.bars else data.items()):
        aside = (kind - (len(data) - 1) / 2) * apart
        there = [(n, p) for n, p in enumerate(points) if p]
        at = [(round(middles[n] + aside, 1), p) for n, p in there]
        marks.extend(
            {"kind": kind, "x": x, "y": y(p[1]), "low": y(p[0]), "high": y(p[2])} for x, p in at
        )
        lines.extend(
            {"kind": kind, "x1": a[0], "y1": y(a[1][1]), "x2": b[0], "y2": y(b[1][1])}
            for (m, _), (n, _), a, b in zip(there, there[1:], at, at[1:], strict=False)
            if n - m <= REACH
        )
    bars: list[dict[str, object]] = []
    for points in data.values() if panel.bars else ():
        wide = min(34.0, (middles[1] - middles[0] if len(middles) > 1 else 34.0) * 0.62)
        bars.extend(
            {"x": round(x - wide / 2, 1), "y": y(p[1]), "width": round(wide, 1), "bottom": bottom}
            for x, p in zip(middles, points, strict=True)
            if p
        )
    head = fit(words[panel.head], WIDTH - 64, SIZE)
    room = left - 32
    ticks: list[dict[str, object]] = [
        {"y": y(place), "text": fit(words.get(tick, tick), room, SIZE)}
        for place, tick in panel.ticks
    ]
    heading: list[dict[str, object]] = [{"text": head, "y": top - 38}]
    return {"heads": heading, "ticks": ticks, "marks": marks, "lines": lines, "bars": bars}


def _labels(
    columns: Sequence[str], middles: Sequence[float], cell: float
) -> list[dict[str, object]]:
    """As many labels as have room, counted back from the latest."""
    widest = max((width(text, SIZE) for text in columns), default=0)
    step = max(1, math.ceil((widest + LABEL_GAP) / cell))
    found: list[dict[str, object]] = []
    for place in range(len(columns) - 1, -1, -step):
        half = width(columns[place], SIZE) / 2
        x = min(middles[place], WIDTH - 14 - half)
        found.append({"x": round(x, 1), "text": columns[place]})
    return found


def _legend(words: Mapping[str, str], panels: Sequence[Panel]) -> list[dict[str, object]]:
    """What the marks mean, in one row, where there is more than one series."""
    names = [name for panel in panels for name in panel.series]
    if len(names) < 2:
        return []
    room = WIDTH - 64 - len(names) * MARK_ROOM - (len(names) - 1) * ENTRY_GAP
    wide = sum(width(words[name], SIZE) for name in names)
    size = max(SMALLEST, min(SIZE, math.floor(SIZE * room / wide * 10) / 10))
    texts = [words[name] for name in names]
    if wide * size / SIZE > room:
        texts = [fit(text, room / len(names), size) for text in texts]
    spans = [MARK_ROOM + width(text, size) + ENTRY_GAP for text in texts]
    x = (WIDTH - sum(spans) + ENTRY_GAP) / 2
    row: list[dict[str, object]] = []
    for kind, (text, span) in enumerate(zip(texts, spans, strict=True)):
        row.append({"kind": kind, "x": round(x, 1), "text": text, "size": size})
        x += span
    return row
