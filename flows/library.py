"""What the flows look things up in: read once, when the book is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows import attachment, lists, places
from flows.learning import reading
from flows.safety import helplines


def load(content: Path) -> dict[str, Any]:
    """The library of a content folder: places, helplines, lists, instruments, lessons."""
    return {
        "places": places.load(content / "places"),
        "helplines": helplines.load(content / "safety"),
        "lists": lists.load(content),
        "learning": reading.load(content),
        "instruments": attachment.read_all(content / "instruments"),
    }
