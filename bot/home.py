"""Where things are on disk, and the book that every command opens."""

from __future__ import annotations

from pathlib import Path

from flows import library
from flows.engine.book import Book, load
from flows.guessing import guess
from flows.listening import listener

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


def book() -> Book:
    """The book of this checkout; raises `WordsError`.

    What the listener goes by is read now, so that nobody's first message waits for it.
    """
    listener("", "en")
    return load(CONTENT, library.load(CONTENT), listener, guess)
