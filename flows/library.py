"""What the flows look things up in: read once, when the book is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows import lists, places
from flows.safety import helplines


def load(content: Path) -> dict[str, Any]:
    """The library of a content folder: places, helplines, and the lists that exercises share."""
    return {
        "places": places.load(content / "places"),
        "helplines": helplines.load(content / "safety"),
        "lists": lists.load(content),
    }
