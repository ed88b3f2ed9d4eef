"""
The dance as a loop: what one does, the other sees, feels and does, and what the first then feels.

    ┌ I do ─────────▶ they may see ┐      mine: corners, on the left
    │                              ▼      theirs: rounded and dashed, on the right
    in me                      in them
    ▲                              │      below: ways out on each side
    └ I then feel ◀────── they do ┘
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.pictures.lettering import fit, shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, one_of, only, text_of, texts_of

WIDTH = 720  # px; a phone shows it at half that
BOX_WIDTH, BOX_HEIGHT = 296.0, 148.0  # px
LEFT, RIGHT = 32.0, 392.0  # px, left edges of the two columns
FIRST, APART = 148.0, 192.0  # px, top of the first row of boxes, and from row to row
TITLE_SIZE, TITLE_SMALLEST = 38.0, 24.0  # px
HEAD_SIZE, WORDS_SIZE, WORDS_SMALLEST, OUT_SIZE = 20.0, 27.0, 19.0, 24.0  # px
ROOM: Final = 96.0  # px of height for the words of a box
STEP: Final = 1.16  # of a line, in letter sizes
MOST_EXITS: Final = 3
STATIONS: Final = ("does", "seen", "inside", "their_inside", "feel", "their_does")
WORDS: Final = ("me", "them", "mine", "theirs", *STATIONS)
PLACES: Final[Mapping[str, tuple[float, int]]] = {
    "does": (LEFT, 0), "seen": (RIGHT, 0), "inside": (LEFT, 1),
    "their_inside": (RIGHT, 1), "feel": (LEFT, 2), "their_does": (RIGHT, 2),
}  # fmt: skip


def chart(given: Values) -> str:
    """The loop as SVG. Raises ValueError for values it cannot draw.

    Values: `name` of the loop; `boxes`, words for each station; `mine` and `theirs`, up to three
    ways out; `labels`; `theme`, light (if not given) or dark.
    """
    only(given, ("labels", "name", "boxes", "mine", "theirs", "theme"))
    words = texts_of(given.get("labels"), "labels", WORDS)
    boxes = texts_of(given.get("boxes"), "boxes", STATIONS)
    theme = one_of(given.get("theme", "light"), "theme", ("light", "dark"))
    title, title_size = shrink(
        text_of(given.get("name"), "name"), WIDTH - 64, TITLE_SIZE, TITLE_SMALLEST
    )
    out = [_exits(given.get(side), side) for side in ("mine", "theirs")]
    bottom = FIRST + 2 * APART + BOX_HEIGHT
    height = bottom + 92 + 34 * max(map(len, out)) + 20
    return template("dance").render(
        theme=theme,
        title=title,
        title_size=title_size,
        height=height,
        columns=[
            {"x": x + BOX_WIDTH / 2, "text": fit(words[key], BOX_WIDTH, OUT_SIZE), "size": OUT_SIZE}
            for x, key in ((LEFT, "me"), (RIGHT, "them"))
        ],
        boxes=[_box(name, words[name], boxes[name]) for name in STATIONS],
        box={"width": BOX_WIDTH, "height": BOX_HEIGHT},
        head_size=HEAD_SIZE,
        rows=[FIRST + row * APART for row in range(3)],
        left=LEFT,
        right=RIGHT,
        out=[
            {
                "x": x,
                "head": fit(words[key], BOX_WIDTH, HEAD_SIZE),
                "lines": [
                    {"text": text, "size": size, "y": bottom + 88 + 34 * n}
                    for n, line in enumerate(lines)
                    for text, size in [shrink(line, BOX_WIDTH - 30, OUT_SIZE, WORDS_SMALLEST)]
                ],
            }
            for x, key, lines in ((LEFT, "mine", out[0]), (RIGHT, "theirs", out[1]))
        ],
        out_y=bottom + 52,
    )


def _exits(given: object, name: str) -> list[str]:
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)):
        raise ValueError(f"{name} must be a list of ways out")  # noqa: TRY004 (one kind of error for bad values)
    return [text_of(one, name) for one in given[:MOST_EXITS]]


def _box(name: str, head: str, words: str) -> dict[str, object]:
    """A station: its heading, and its words in as many lines as fit, as large as they can be."""
    x, row = PLACES[name]
    y = FIRST + row * APART
    lines, size = wrapped(words, BOX_WIDTH - 36, ROOM)
    step = size * STEP
    top = y + 42 + (ROOM - step * len(lines)) / 2 + size * 0.86
    return {
        "x": x,
        "y": y,
        "theirs": x > LEFT,
        "head": fit(head, BOX_WIDTH - 36, HEAD_SIZE),
        "lines": [{"text": line, "y": round(top + n * step, 1)} for n, line in enumerate(lines)],
        "size": size,
    }


def wrapped(text: str, room: float, height: float) -> tuple[list[str], float]:
    """Text in lines of `room` px, `height` px together, and its size: as large as it can be."""
    size = WORDS_SIZE
    while size > WORDS_SMALLEST and len(broken(text, room, size)) * size * STEP > height:
        size -= 1
    lines = broken(text, room, size)
    most = int(height / (size * STEP))
    if len(lines) > most:
        lines = [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), room, size)]
    return lines, size


def broken(text: str, room: float, size: float) -> list[str]:
    """Text in lines of at most `room` px."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width(word, size) > room:
            cut = next(n for n in range(len(word), 0, -1) if width(word[:n] + "-", size) <= room)
            lines.append(word[:cut] + "-")
            word = word[cut:]  # noqa: PLW2901 - what is left of it
        line = word
    return [*lines, line] if line else lines
