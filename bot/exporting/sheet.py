"""A page that somebody made for themselves, as HTML to print and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.deeds import Document
from bot.exporting.wording import Wording

PAGE, TEXT = "my-page.html", "my-page.txt"  # names that give nothing away in a list of files
Rows: TypeAlias = "Sequence[tuple[str, str]]"


def files(rows: Rows, wording: Wording, day: date) -> list[Document]:
    """The page and the text, in the order in which they are sent."""
    return [
        Document(PAGE, as_html(rows, wording, day).encode(), wording.sheet("page")),
        Document(TEXT, as_text(rows, wording, day).encode(), wording.sheet("text")),
    ]


def as_html(rows: Rows, wording: Wording, day: date) -> str:
    """One file that needs nothing else; where a heading has no text there are lines to write on."""
    made = wording.sheet("made", day=wording.day(day))
    return _template().render(
        rows=rows, say=wording.sheet, made=made, language=wording.language, blank=range(3)
    )


def as_text(rows: Rows, wording: Wording, day: date) -> str:
    """The same for a letter, or to be read aloud."""
    made = wording.sheet("made", day=wording.day(day))
    parts = [f"{heading}\n{text or wording.sheet('empty')}" for heading, text in rows]
    return "\n\n".join([wording.sheet("title"), made, *parts]) + "\n"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html")
