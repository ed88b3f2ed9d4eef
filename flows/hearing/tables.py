"""What a therapist can change: rules, scenes, bids; read from `content/hearing/en` at need."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content" / "hearing" / "en"


@cache
def table(name: str) -> Any:
    """A YAML file of the folder, as it is."""
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
