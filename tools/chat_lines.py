"""How the messages in docs/pictures/chat.png break into lines, measured with the pictures' font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from typing import TypeAlias

from bot.pictures.lettering import width

Run: TypeAlias = tuple[str, bool]  # some words, and whether they are bold


def paragraphs(html: str) -> Iterator[list[Run]]:
    """Each paragraph of a message's HTML as runs."""
    for paragraph in html.split("\n"):
        runs: list[Run] = []
        bold = False
        for piece in re.split(r"(<[^>]+>)", paragraph):
            if piece in {"<b>", "</b>"}:
                bold = piece == "<b>"
            elif piece and not piece.startswith("<"):
                runs.append((unescape(piece), bold))
        yield runs


def balanced(runs: Sequence[Run], room: float, size: float) -> list[list[Run]]:
    """As few lines as fit `room` px; of these ways the one that breaks at most ends of sentences,
    then the most even. Raises what `wrap` raises.
    """
    ways = [wrap(runs, room, size)]
    with suppress(ValueError):
        for narrower in range(int(room), 0, -4):
            way = wrap(runs, narrower, size)
            if len(way) > len(ways[0]):
                break
            ways.append(way)

    def beauty(way: list[list[Run]]) -> tuple[int, float]:
        ends = sum(line[-1][0].endswith((".", "?")) for line in way if line)
        return ends, -max(sum(width(text, size) for text, _ in line) for line in way)

    return max(ways, key=beauty)


def wrap(runs: Sequence[Run], room: float, size: float) -> list[list[Run]]:
    """Lines of runs that fit `room` px. Raises ValueError for a word that is wider than that."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for text, bold in runs:
        for word in re.findall(r"\s+|\S+", text):
            wide = width(word, size)
            if wide > room:
                raise ValueError(f"{word!r} does not fit")
            if used + wide > room and not word.isspace():
                lines.append([])
                used = 0.0
            lines[-1].append((word, bold))
            used += wide
    return [_joined(line) for line in lines]


def _joined(line: list[Run]) -> list[Run]:
    """Neighbours of the same weight as one run, without the space at the line's end."""
    joined: list[Run] = []
    for text, bold in line:
        if joined and joined[-1][1] == bold:
            joined[-1] = (joined[-1][0] + text, bold)
        else:
            joined.append((text, bold))
    if joined:
        joined[-1] = (joined[-1][0].rstrip(), joined[-1][1])
    return joined
