"""What shows a row: a talk that goes through its flow, a test that names it.

A talk that names the row in its heading comes first. Else it is the talk of that flow whose words
are most like the row's own: rare words they share count more than words all talks have.
"""

from __future__ import annotations

import ast
import io
import math
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.engine.checks.coverage import Row
from flows.engine.checks.seed import ROW

_NAMED = re.compile(rf"(?<![\w.])(?:{ROW.pattern})(?![\w.]*\d)")
_REACHED = re.compile(r"^bot: (\w+)\.(\w+)", re.MULTILINE)
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_MOST = 2
_OWN = 1.5
_FOLDERS = {"happy": 1.2, "branches": 1.0}
_SELDOM = 0.4
"""A talk that is broken off or goes wrong on purpose shows a row only if no other does."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk file: where it is, which flows speak in it, which rows it names, its words."""

    path: str
    text: str
    flows: frozenset[str]
    rows: frozenset[str]
    words: frozenset[str]


def talks(root: Path) -> list[Talk]:
    """Every talk of the product; those of the engine's own small book show no row."""
    found = []
    for file in sorted((root / "tests/talks").glob("[!_]*/*/*.talk")):
        text, path = file.read_text("utf-8"), file.relative_to(root).as_posix()
        about = "\n".join(line for line in text.splitlines() if line.startswith("#"))
        reached = frozenset(flow for flow, _ in _REACHED.findall(text))
        found.append(Talk(path, text, reached, named(about), _words(f"{path} {text}")))
    return found


def tests(root: Path) -> dict[str, list[str]]:
    """Row -> the test files that name it in a comment or a docstring."""
    found: dict[str, list[str]] = {}
    for file in sorted((root / "tests").rglob("test_*.py")):
        code = file.read_text("utf-8")
        for row in sorted(named("\n".join(_prose(code)))):
            found.setdefault(row, []).append(file.relative_to(root).as_posix())
    return found


def named(text: str) -> frozenset[str]:
    """The rows that a text names."""
    return frozenset(found[0] for found in _NAMED.finditer(text))


def shown_by(row: Row, homes: Sequence[tuple[str, str]], all_talks: Sequence[Talk]) -> list[str]:
    """The talks that show a row; its homes as (flow, title), the title only of a lesson."""
    by_name = [talk.path for talk in all_talks if row.id in talk.rows]
    if by_name:
        return by_name
    reached = [talk for talk in all_talks if any(_reaches(talk, *home) for home in homes)]
    asked = _words(f"{row.feature} {row.accept}")
    often = Counter(word for talk in reached for word in talk.words & asked)
    flows = {flow for flow, _ in homes}

    def likeness(talk: Talk) -> float:
        shared = sum(math.log(1 + len(reached) / often[word]) for word in talk.words & asked)
        _, _, flow, folder, _ = talk.path.split("/")
        return shared * (_OWN if flow in flows else 1) * _FOLDERS.get(folder, _SELDOM)

    return [talk.path for talk in sorted(reached, key=lambda t: (-likeness(t), t.path))[:_MOST]]


def _reaches(talk: Talk, flow: str, title: str) -> bool:
    return flow in talk.flows and (not title or f"| {title}" in talk.text)


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def _prose(code: str) -> Iterator[str]:
    """The comments and the docstrings."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
