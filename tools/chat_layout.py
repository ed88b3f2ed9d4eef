"""Where everything stands in docs/pictures/chat.png: bubbles, lines and keys on phones, in px.

GitHub shows the picture at a little more than half its size, so no letter is under 18.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.pictures import breath
from bot.pictures.lettering import shrink, width
from flows.engine.effects import Picture
from flows.engine.render import Message, Shown
from tools.chat_lines import Run, balanced, paragraphs

WIDTH, MARGIN, BETWEEN, FOOT = 1600, 30, 26, 66
PHONE: Final = (WIDTH - 2 * MARGIN - 2 * BETWEEN) / 3
HEAD, SIDE, TOP, BOTTOM, GAP = 58, 16, 18, 18, 16
BUBBLE: Final = PHONE - 2 * SIDE - 8  # how wide the bot's messages are
PAD_X, PAD_Y = 16.0, 12.0
SIZE, LINE = 21.5, 28.0
KEY, KEY_GAP, KEY_SIZE, KEY_SMALLEST = 37.0, 5.0, 20.5, 18.0
STILL: Final = 30  # of the breath's frames: three seconds in, the flower is open

Drawn: TypeAlias = dict[str, Any]  # as chat.svg takes it


@dataclass(frozen=True, slots=True)
class Mine:
    """What the person wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap whose screen is left out."""

    label: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What the bot said, and which of its keys was tapped."""

    message: Message
    tapped: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone: its clock, and what stands on it."""

    clock: str
    items: list[Mine | Tap | Screen]


def draw(name: str, note: str, phones: Sequence[Phone]) -> str:
    """The picture as SVG: `name` heads each phone, `note` stands below them."""
    columns = [_column(phone.items) for phone in phones]
    tall = max(height for _, height in columns)
    drawn = [
        {
            "x": round(MARGIN + place * (PHONE + BETWEEN), 1),
            "clock": phone.clock,
            "drawn": flat,
            "down": round(tall - height, 1),  # a chat stands at the foot of its screen
        }
        for place, (phone, (flat, height)) in enumerate(zip(phones, columns, strict=True))
    ]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("chat.svg").render(
        width=WIDTH,
        height=round(MARGIN + tall + FOOT),
        phone={"y": MARGIN, "w": round(PHONE, 1), "h": round(tall, 1)},
        head=HEAD,
        name=name,
        note=note,
        phones=drawn,
    )


def _column(items: Sequence[Mine | Tap | Screen]) -> tuple[list[Drawn], float]:
    """What stands on a phone, from the top, and how tall the phone must be for it."""
    drawn: list[Drawn] = []
    y: float = HEAD + TOP
    for item in items:
        match item:
            case Mine(text):
                y = _mine(drawn, text, y)
            case Tap(label):
                y = _tap(drawn, label, y)
            case Screen(message, tapped):
                y = _screen(drawn, message, tapped, y)
        y += GAP
    return drawn, y - GAP + BOTTOM


def _mine(drawn: list[Drawn], text: str, y: float) -> float:
    wide = width(text, SIZE) + 2 * PAD_X
    left = PHONE - SIDE - wide
    drawn.append(_box("bubble", left, y, wide, LINE + 2 * PAD_Y, own=True))
    drawn.append(_line([(text, False)], left, y))
    return y + LINE + 2 * PAD_Y


def _tap(drawn: list[Drawn], label: str, y: float) -> float:
    wide = width(label, KEY_SIZE) + 40
    left = SIDE + (BUBBLE - wide) / 2
    drawn.append(_box("tap", left, y, wide, KEY, label=label, size=KEY_SIZE))
    return y + KEY


def _screen(drawn: list[Drawn], message: Message, tapped: str, y: float) -> float:
    room = BUBBLE - 2 * PAD_X
    lines = [line for part in paragraphs(message.html) for line in balanced(part, room, SIZE)]
    pictures = [_picture(picture) for picture in message.pictures]
    tall = len(lines) * LINE + 2 * PAD_Y
    drawn.append(_box("bubble", SIDE, y, BUBBLE, tall + sum(p["h"] for p in pictures), own=False))
    for picture in pictures:
        drawn.append({**picture, "x": SIDE, "y": y})
        y += picture["h"]
    for place, line in enumerate(lines):
        drawn.append(_line(line, SIDE, y + place * LINE))
    y += tall + KEY_GAP
    for row in message.rows:
        drawn.extend(_row(row, tapped, y))
        y += KEY + KEY_GAP
    return y - KEY_GAP


def _row(row: Sequence[Shown], tapped: str, y: float) -> Iterator[Drawn]:
    wide = (BUBBLE - (len(row) - 1) * KEY_GAP) / len(row)
    for place, key in enumerate(row):
        label, size = shrink(key.label, wide - 20, KEY_SIZE, KEY_SMALLEST)
        if label != key.label:
            raise ValueError(f"the key {key.label!r} does not fit")
        left = SIDE + place * (wide + KEY_GAP)
        touched = key.label == tapped
        yield _box("key", left, y, wide, KEY, label=label, size=size, tapped=touched, does=key.kind)


def _picture(picture: Picture) -> Drawn:
    """A still of a breath, as wide as its bubble."""
    given = {name: picture.values[name] for name in ("pattern", "labels")}
    frame = next(islice(breath.frames(given), STILL, None))
    return {
        "kind": "picture",
        "svg": Markup(frame.svg),  # noqa: S704 (drawn by ourselves)
        "w": BUBBLE,
        "h": BUBBLE,
        "scale": BUBBLE / breath.SIDE,
    }


def _line(runs: list[Run], x: float, y: float) -> Drawn:
    baseline = y + PAD_Y + LINE * 0.5 + SIZE * 0.36
    return {
        "kind": "line",
        "x": round(x + PAD_X, 1),
        "y": round(baseline, 1),
        "runs": runs,
        "size": SIZE,
    }


def _box(kind: str, x: float, y: float, w: float, h: float, **more: object) -> Drawn:
    place = {"x": round(x, 1), "y": round(y, 1), "w": round(w, 1), "h": round(h, 1)}
    return {"kind": kind, **place, **more}
