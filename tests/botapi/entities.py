"""Text with entities: what a client sends, and what is left to count and to show."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tests.botapi.errors import malformed
from tests.botapi.markup import Entity, read_html, units

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/])/\w{1,32}(?:@\w{3,32})?(?![\w/@])", re.ASCII),
    "mention": re.compile(r"(?<![\w@/])@\w{3,32}(?!\w)", re.ASCII),
    "url": re.compile(r"https?://[^\s<>\"]+"),
}


class Formatted(NamedTuple):
    """A text without its markup. Kept between requests: treat the entities as read-only."""

    text: str
    entities: tuple[Entity, ...] = ()


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """Read a text as Telegram does: first the markup, then the white space at both ends goes.

    HTML is the only parse mode that this server knows; it refuses the Markdown ones.
    """
    if not parse_mode:
        return _trimmed(text, tuple(entities or ()))
    if parse_mode.lower() != "html":
        raise malformed(f"unsupported parse_mode {parse_mode!r}: this server reads HTML only")
    return parse_html(text)


@functools.lru_cache(maxsize=2048)  # a request's text is read by the check and by the method
def parse_html(source: str) -> Formatted:
    """Read Telegram's HTML; raise `malformed` with the real server's words."""
    text, entities = read_html(source)
    return _trimmed(text, tuple(entities))


def found_in(text: str) -> list[Entity]:
    """Return the entities that Telegram finds by itself in what a person types."""
    found = [
        {"type": kind, "offset": units(text[: hit.start()]), "length": units(hit[0])}
        for kind, pattern in _FOUND.items()
        for hit in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: entity["offset"])


def _trimmed(text: str, entities: tuple[Entity, ...]) -> Formatted:
    bare = text.strip()
    if bare == text:
        return Formatted(text, entities)
    shift, end = units(text[: len(text) - len(text.lstrip())]), units(bare)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(bare, tuple(kept))
