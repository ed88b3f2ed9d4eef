"""The rewriter's data, read from `content/rewriting/en` when it is first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content" / "rewriting" / "en"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(name: str) -> Any:
    """A YAML file of the folder, as it is."""
    text = (CONTENT / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - the safe loader, in C where there is one


def sections(name: str) -> dict[str, dict[str, str]]:
    """A mapping of mappings of words."""
    return {
        section: {str(key): str(value) for key, value in rows.items()}
        for section, rows in table(name).items()
    }


def wordlists(name: str) -> dict[str, tuple[str, ...]]:
    """Named lists of words divided by spaces."""
    return {key: tuple(str(value).split()) for key, value in table(name).items()}


@cache
def vocabulary() -> frozenset[str]:
    """Words that people were seen to write, more than once: those a slip may be mended to."""
    path = CONTENT / "words.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()
