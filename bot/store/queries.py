"""SQL lives in files: one file a group, `-- name: …` before each statement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

SQL = Path(__file__).parent / "sql"
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def named(group: str) -> Mapping[str, str]:
    """The statements of `sql/<group>.sql` by name."""
    _, *parts = _NAME.split((SQL / f"{group}.sql").read_text(encoding="utf-8"))
    return {name: sql.strip() for name, sql in zip(parts[::2], parts[1::2], strict=True)}


def as_set(values: Iterable[str | int]) -> str:
    """A set as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def migrations() -> list[str]:
    """The scripts that lead from an empty file to today's tables, in order; the n-th leads to
    version n.
    """
    return [path.read_text(encoding="utf-8") for path in sorted((SQL / "migrations").glob("*.sql"))]


def statements(script: str) -> list[str]:
    """A script, cut where its lines end statements: `executescript` would break the transaction."""
    found, text = [], ""
    for line in script.splitlines(keepends=True):
        text += line
        if line.split("--")[0].rstrip().endswith(";"):
            found.append(text)
            text = ""
    return found
