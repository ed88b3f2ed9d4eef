"""The drawings: SVG files in templates/, filled in by Jinja2."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER: Final = Path(__file__).parent / "templates"


def mix(first: str, second: str, share: float) -> str:
    """The colour between two `#rrggbb`: `share` 0 is the first, 1 the second."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@cache
def template(name: str) -> Template:
    """The template `name`.svg, compiled once a process."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["mix"] = mix
    return environment.get_template(f"{name}.svg")
