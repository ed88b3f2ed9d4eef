"""One file of words: front matter, then `## step`, `- key: label`, `!part`. Keeps line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_BUTTON = re.compile(r"- ([A-Za-z0-9_/+:.-]+): (.+)")
_PART = re.compile(r"!([a-z][a-z0-9_]*)\s*")
_STEP = re.compile(r"## ([a-z0-9_]+)\s*")


class WordsError(ValueError):
    """A file of words cannot be read; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text as its author wrote it, and where. Two are the same only if they are one."""

    text: str
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """The words of one step: its parts (`main` first) and its buttons' labels."""

    name: str
    line: int
    parts: Mapping[str, Source]
    labels: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class WordFile:
    """All words of one flow in one language."""

    file: Path
    front: Mapping[str, Any]
    sections: Mapping[str, Section] = field(default_factory=dict)


def read(file: Path) -> WordFile:
    """Read a file of words; raises `WordsError`."""
    lines = file.read_text(encoding="utf-8").splitlines()
    front, first = _front(file, lines)
    sections: dict[str, Section] = {}
    start = None
    for number, line in enumerate([*lines[first:], "## end"], first + 1):
        if not line.startswith("## "):
            if start is None and line.strip():
                raise WordsError(f"{file}:{number}: text before the first `## step`")
            continue
        if start is not None:
            section = _section(file, lines, start, number - 1)
            if section.name in sections:
                raise WordsError(f"{file}:{start}: `## {section.name}` stands twice; join them")
            sections[section.name] = section
        start = number
    return WordFile(file, front, sections)


def _front(file: Path, lines: list[str]) -> tuple[Mapping[str, Any], int]:
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise WordsError(f"{file}:1: begin with front matter between two lines of `---`")
    end = lines.index("---", 1)
    try:
        front = yaml.safe_load("\n".join(lines[1:end])) or {}
    except yaml.YAMLError as problem:
        raise WordsError(f"{file}:1: the front matter is not YAML: {problem}") from problem
    if not isinstance(front, dict):
        raise WordsError(f"{file}:1: the front matter must be `name: value` lines")
    return front, end + 1


def _section(file: Path, lines: list[str], start: int, end: int) -> Section:
    """Lines `start` (1-based, the `##` line) up to and including `end`."""
    head = _STEP.fullmatch(lines[start - 1])
    if not head:
        raise WordsError(f"{file}:{start}: a step's name is lower-case letters, digits and _")
    texts: dict[str, tuple[int, list[str]]] = {"main": (start + 1, [])}
    labels: dict[str, Source] = {}
    part = "main"
    for number in range(start + 1, end + 1):
        line = lines[number - 1]
        if button := _BUTTON.fullmatch(line):
            if button[1] in labels:
                raise WordsError(f"{file}:{number}: the button `{button[1]}` stands twice")
            labels[button[1]] = Source(button[2].strip(), file, number)
        elif begun := _PART.fullmatch(line):
            part = begun[1]
            if part in texts:
                raise WordsError(f"{file}:{number}: `!{part}` stands twice in `{head[1]}`")
            texts[part] = (number + 1, [])
        else:
            texts[part][1].append(line)
    parts = {
        name: Source(text, file, line)
        for name, (line, body) in texts.items()
        if (text := "\n".join(body).strip())
    }
    return Section(head[1], start, parts, labels)
