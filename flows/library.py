"""What the flows look things up in: read once, when the book is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows import places


def load(content: Path) -> dict[str, Any]:
    """The library of a content folder: `places` (cities, countries, zones)."""
    return {"places": places.load(content / "places")}
