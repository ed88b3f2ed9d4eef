"""Where texts come from: rows of the seed checklist that they serve, sources, dates of review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from flows.engine.book import Book
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof, front_line

ROW = re.compile(r"S(?:0|[1-9]\d?)\.[1-9]\d?|X[1-9]\d?|C[1-9]\d?")
"""`S5.19` an item of the article, `X3` a guard, `C2` a correction."""
LESSONS = "learn"


def seed_rows(book: Book) -> dict[str, list[str]]:
    """Row -> the files (as `en/pause.md`) whose front matter says that they serve it, in order."""
    found: dict[str, list[str]] = {}
    for folder in _folders(book):
        files = [file.file for file in book.words.languages[folder.name].values()]
        for file in sorted((*files, *_lessons(folder))):
            name = file.relative_to(folder.parent).as_posix()
            for row in _rows(_front(file)):
                found.setdefault(row, []).append(name)
    return {row: found[row] for row in sorted(found, key=_order)}


def title(file: Path) -> str:
    """What a file of words calls itself in its front matter."""
    return str(_front(file).get("title", ""))


def check(proof: Proof) -> Iterator[Problem]:
    """Rows look like rows; lessons carry their sources and a date of review."""
    for _, _, words in proof.files:
        yield from _row_problems(proof, words.file, words.front)
    for folder in _folders(proof.book):
        for file in _lessons(folder):
            front = _front(file)
            yield from _row_problems(proof, file, front)
            yield from _lesson(proof, file, front)


def _row_problems(proof: Proof, file: Path, front: Mapping[str, Any]) -> Iterator[Problem]:
    line = front_line(file, "seed")
    if front.get("seed") is not None and not isinstance(front["seed"], list):
        yield proof.at(file, line, "`seed` is no list", "write `seed: [S5.19, X3]`")
    for row in _rows(front):
        if not ROW.fullmatch(row):
            remedy = "write the row as in the checklist: `S5.19`, `X3` or `C2`"
            yield proof.at(file, line, f"`{row}` is no row of the seed", remedy)


def _lesson(proof: Proof, file: Path, front: Mapping[str, Any]) -> Iterator[Problem]:
    if not front.get("sources"):
        remedy = "write `sources:` with author, year and title of what it rests on"
        yield proof.at(file, front_line(file, "sources"), "this lesson names no source", remedy)
    if not isinstance(front.get("reviewed"), date):
        remedy = "write `reviewed: 2026-03-01`, the day somebody last read it against its sources"
        yield proof.at(
            file, front_line(file, "reviewed"), "this lesson has no date of review", remedy
        )


def _folders(book: Book) -> list[Path]:
    """The folder of each language."""
    languages = book.words.languages.values()
    return sorted({file.file.parent for files in languages for file in files.values()})


def _lessons(folder: Path) -> list[Path]:
    return sorted((folder / LESSONS).glob("*.md"))


def _front(file: Path) -> Mapping[str, Any]:
    """The front matter of a file; nothing if it has none that can be read."""
    lines = file.read_text("utf-8").split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return {}
    try:
        front = yaml.safe_load("\n".join(lines[1 : lines.index("---", 1)]))
    except yaml.YAMLError:
        return {}
    return front if isinstance(front, dict) else {}


def _rows(front: Mapping[str, Any]) -> list[str]:
    rows = front.get("seed")
    return [str(row) for row in rows] if isinstance(rows, list) else []


def _order(row: str) -> tuple[str, tuple[int, ...], str]:
    return row[:1], tuple(int(number) for number in re.findall(r"\d+", row)), row
