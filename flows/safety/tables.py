"""The data of the listener, read line by line.

The files are YAML of a plain kind (one line a fact, no anchors, no nesting beyond what is shown in
them), so that reading them takes milliseconds; `flows.safety.check` holds them against a full YAML
reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content" / "safety"


def unquoted(text: str) -> str:
    """A plain or quoted scalar, without a trailing comment."""
    text = text.strip()
    if text[:1] in {'"', "'"}:
        end = text.find(text[0], 1)
        while text[0] == "'" and text[end : end + 2] == "''":
            end = text.find("'", end + 2)
        return text[1:end].replace("''", "'") if text[0] == "'" else text[1:end]
    return text.split(" #", 1)[0].rstrip()


def lines(path: Path) -> Iterator[tuple[int, int, str]]:
    """Number, indentation and text of every line that says something."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        bare = line.strip()
        if bare and bare[0] != "#":
            yield number, len(line) - len(line.lstrip()), bare


def sections(path: Path) -> dict[str, dict[str, str]]:
    """A mapping of mappings: `section:` and under it `key: value` lines."""
    found: dict[str, dict[str, str]] = {}
    into: dict[str, str] = {}
    for _, indent, bare in lines(path):
        if not indent:
            into = found[bare.removesuffix(":")] = {}
            continue
        key, _, value = bare.partition(": ")
        into[unquoted(key)] = unquoted(value)
    return found


def wordlists(path: Path) -> dict[str, tuple[str, ...]]:
    """A mapping of names to words divided by spaces; a value may go on over indented lines."""
    found: dict[str, str] = {}
    name = ""
    for _, indent, bare in lines(path):
        if indent:
            found[name] += " " + unquoted(bare)
        else:
            name, _, value = bare.partition(":")
            found[name] = unquoted(value).removeprefix(">").strip()
    return {name: tuple(value.split()) for name, value in found.items()}
