"""
The Strange Situation in three scenes, one below the other: together, apart, the return.

    door   grown-up   child   toys        no values but the headings: it shows nobody in particular
"""

from __future__ import annotations

from typing import Final

from bot.pictures.lettering import shrink
from bot.pictures.templates import template
from bot.pictures.values import Values, one_of, only, texts_of

WIDTH = 720  # px; a phone shows it at half that
SCENES: Final = ("together", "apart", "back")
ROOM, APART, FIRST = 232.0, 304.0, 72.0  # px: height of a room, from room to room, top of the first
FLOOR = 30.0  # px above the lower edge
HEAD_SIZE, HEAD_SMALLEST = 30.0, 20.0  # px


def chart(given: Values) -> str:
    """The scenes as SVG. Raises ValueError for values it cannot draw.

    Values: `labels`, a heading for each scene; `theme`, light (if not given) or dark.
    """
    only(given, ("labels", "theme"))
    words = texts_of(given.get("labels"), "labels", SCENES)
    scenes = []
    for number, name in enumerate(SCENES):
        top = FIRST + number * APART
        text, size = shrink(words[name], WIDTH - 80, HEAD_SIZE, HEAD_SMALLEST)
        scenes.append(
            {"name": name, "text": text, "size": size, "head_y": top - 22, "top": top,
             "floor": top + ROOM - FLOOR}
        )  # fmt: skip
    return template("room").render(
        theme=one_of(given.get("theme", "light"), "theme", ("light", "dark")),
        scenes=scenes,
        room={"height": ROOM},
        height=FIRST + 2 * APART + ROOM + 32,
    )
