"""A picture by name: what there is, what it becomes, and the key under which to keep it.

The libraries that draw are loaded when something is drawn, so that the process that only asks for
pictures stays small.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from bot.pictures.values import Values

Media: TypeAlias = Literal["photo", "animation"]

MEDIA: Final[Mapping[str, Media]] = MappingProxyType(
    {
        "breath": "animation",
        **dict.fromkeys(("heat", "map", "dance", "room"), "photo"),
        **dict.fromkeys(("month", "week", "closeness", "waves", "checks"), "photo"),
        **dict.fromkeys(("cooling", "three", "sittings"), "photo"),
    }
)
SUFFIX: Final[Mapping[Media, str]] = MappingProxyType({"photo": "png", "animation": "gif"})


class UnknownPicture(KeyError):  # noqa: N818 (a name that reads well where it is caught)
    """No picture has this name."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Rendered:
    """A picture as bytes (PNG or GIF), with its size in px."""

    data: bytes
    media: Media
    filename: str
    width: int
    height: int

    @classmethod
    def of(cls, name: str, data: bytes) -> Rendered:
        """The picture `name` around its bytes; its size is read from them."""
        media = medium(name)
        if media == "animation":
            width, height = (int.from_bytes(data[i : i + 2], "little") for i in (6, 8))
        else:
            width, height = (int.from_bytes(data[i : i + 4], "big") for i in (16, 20))
        return cls(data, media, f"{name}.{SUFFIX[media]}", width, height)


def medium(name: str) -> Media:
    """How a picture is sent. Raises UnknownPicture."""
    if name not in MEDIA:
        raise UnknownPicture(f"no picture is called {name!r}; there are {', '.join(MEDIA)}")
    return MEDIA[name]


def render(name: str, values: Values) -> Rendered:
    """Draw a picture: the same bytes for the same values, whatever the machine's fonts.

    Takes 30 ms (a chart) to 3 s (a breath): off the event loop. Raises UnknownPicture, and
    ValueError, in one line, for values that cannot be drawn.
    """
    medium(name)
    # Loaded here, not above: see the module's docstring.
    if name == "breath":
        from bot.pictures.breath import frames, milliseconds  # noqa: PLC0415
        from bot.pictures.film import gif  # noqa: PLC0415

        data = gif(frames(values), milliseconds(values))
    else:
        from bot.pictures.raster import png  # noqa: PLC0415

        data = png(import_module(f"bot.pictures.{name}").chart(values))
    return Rendered.of(name, data)


def key(name: str, values: Values) -> str:
    """A name for the content: changes with the values and with anything in this folder.

    Raises UnknownPicture, and ValueError for values that are not JSON.
    """
    medium(name)
    return sha256(f"{_edition()}\n{name}\n{plain(values)}".encode()).hexdigest()[:32]


def plain(values: Values) -> str:
    """Values as one JSON text, the same for the same values. Raises ValueError if they are not."""
    try:
        return json.dumps(values, default=_unwrapped, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"a picture's values must be JSON: {error}") from error


def _unwrapped(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not")


@cache
def _edition() -> str:
    """A digest of code, templates and font: whoever edits one need not remember a version."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".svg", ".otf"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
