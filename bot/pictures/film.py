"""Frames to a GIF that loops for ever, by Pillow: one palette, no dithering, small."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias, cast

from PIL import Image

from bot.pictures.raster import png

Colour: TypeAlias = tuple[int, int, int]

EXACT: Final = 48  # the commonest colours of an animation stay as they were drawn …
SHADES: Final = 15  # … its other shades share this many; flat drawings need no more
_KEPT: Final[Colour] = (255, 0, 255)  # stands for "as in the frame before", never seen


class Frame(NamedTuple):
    """A drawing, or the part of it that has changed, laid at (x, y) px on the frame before.

    Turning pixels into PNG is what takes the time, so a part is cheaper than the whole.
    """

    svg: str
    x: int = 0
    y: int = 0


def gif(drawings: Iterable[Frame], milliseconds: Sequence[int]) -> bytes:
    """A GIF of the frames, the first of which is whole; `milliseconds` says how long each stays.

    One palette for all and no dithering: nothing shimmers, and what stands still costs nothing.
    """
    parts = [(png(svg), x, y) for svg, x, y in drawings]  # small; as pixels they fill 150 MB
    colours = _palette(_developed(parts))
    table = bytes(part for colour in (*colours, _KEPT) for part in colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette(table[:-3] + table[:3] * (256 - len(colours)))
    flat = []
    for frame in _developed(parts):
        flat.append(frame.quantize(palette=palette, dither=Image.Dither.NONE))
        flat[-1].putpalette(table)
    out = io.BytesIO()
    flat[0].save(
        out,
        format="GIF",
        save_all=True,
        append_images=flat[1:],
        duration=list(milliseconds),
        loop=0,
        palette=table,
        transparency=len(colours),
        disposal=1,
        optimize=True,
    )
    return out.getvalue()


def _developed(parts: Iterable[tuple[bytes, int, int]]) -> Iterator[Image.Image]:
    """Each frame in full; it is painted over when the next one is asked for."""
    picture: Image.Image | None = None
    for data, x, y in parts:
        part = Image.open(io.BytesIO(data)).convert("RGB")
        picture = picture or part
        picture.paste(part, (x, y))
        yield picture


def _palette(frames: Iterable[Image.Image]) -> list[Colour]:
    """The colours of the frames, at most EXACT + SHADES, each once."""
    seen: Counter[Colour] = Counter()
    for frame in frames:
        for count, colour in frame.getcolors(frame.width * frame.height) or ():
            seen[cast("Colour", colour)] += count  # three bands, so a tuple
    ranked = [colour for colour, _ in seen.most_common()]
    rest = ranked[EXACT:]
    if len(rest) <= SHADES:
        return ranked
    strip = Image.new("RGB", (len(rest), 1))
    strip.putdata(rest)
    table = strip.quantize(colors=SHADES, method=Image.Quantize.MEDIANCUT).getpalette() or []
    shades = [(table[i], table[i + 1], table[i + 2]) for i in range(0, 3 * SHADES, 3)]
    return list(dict.fromkeys(ranked[:EXACT] + shades))
