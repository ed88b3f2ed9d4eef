"""The machine-readable Bot API (api.json), made ready for checking requests against it.

Limits, constants and choices stand in that file as English sentences ("1-64 bytes", "must be
photo", "Must be one of …"). They are read from there, so a newer api.json brings its own.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

API = Path(__file__).with_name("api.json")

_CONSTANT = re.compile(r"(?:must be|always) [\"“]?(\w+)[\"”]?$")
_CHOICES = re.compile(r"[Mm]ust be one of (.+?)(?:\. |;|$)")
_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
_COUNT = re.compile(r"(?:(\d+)-|[Aa]t most |[Uu]p to )(\d+)")
_RANGE = re.compile(r"(?<![\d-])(\d+)-(\d+)(?![\d-])")


@dataclass(frozen=True, slots=True)
class Limit:
    """From `low` to `high` of a unit: characters, bytes, items, or the number itself."""

    low: int
    high: int
    unit: str

    def __str__(self) -> str:
        return f"{self.low}-{self.high} {self.unit}"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method or a field of an object: `depth` arrays around one of `kinds`."""

    name: str
    depth: int
    kinds: tuple[str, ...]
    required: bool
    constant: str | None = None
    choices: frozenset[str] = frozenset()
    limit: Limit | None = None
    parsed: bool = False  # the limit counts what is left when the entities are parsed
    attachable: bool = False  # "attach://name" in it means the request's file part of that name

    def __str__(self) -> str:
        return "Array of " * self.depth + " or ".join(self.kinds)


@dataclass(frozen=True, slots=True)
class Shape:
    """A method with its parameters, or an object with its fields."""

    name: str
    fields: dict[str, Field]
    subtypes: tuple[str, ...] = ()

    def missing(self, present: dict[str, Any]) -> list[str]:
        """Return the required names that are not there."""
        return [f.name for f in self.fields.values() if f.required and f.name not in present]


@dataclass(frozen=True, slots=True)
class Spec:
    """All methods (by lower-case name: Telegram does not mind the case) and all types."""

    version: str
    methods: dict[str, Shape]
    types: dict[str, Shape]

    def leaves(self, name: str) -> list[str]:
        """Return the concrete types behind a name: itself, or what its subtypes come to."""
        shape = self.types.get(name)
        if shape is None or not shape.subtypes:
            return [name]
        return [leaf for subtype in shape.subtypes for leaf in self.leaves(subtype)]


@functools.cache
def load() -> Spec:
    """Read api.json, once in a process."""
    raw = json.loads(API.read_text(encoding="utf-8"))
    return Spec(
        raw["version"],
        {name.lower(): _shape(method) for name, method in raw["methods"].items()},
        {name: _shape(kind) for name, kind in raw["types"].items()},
    )


def _shape(raw: dict[str, Any]) -> Shape:
    fields = {f["name"]: _field(f) for f in raw.get("fields", ())}
    return Shape(raw["name"], fields, tuple(raw.get("subtypes", ())))


def _field(raw: dict[str, Any]) -> Field:
    says: str = raw["description"]
    # Where there are several types, they stand in equally many arrays.
    depth = raw["types"][0].count("Array of ")
    kinds = tuple(name.removeprefix("Array of " * depth) for name in raw["types"])
    constant = _CONSTANT.search(says) if raw["name"] in {"type", "source", "status"} else None
    choices = _CHOICES.search(says)
    return Field(
        raw["name"],
        depth,
        kinds,
        raw["required"],
        constant[1] if constant else None,
        frozenset(re.findall(r'"([^"]+)"', choices[1])) if choices else frozenset(),
        _limit(depth, kinds, says),
        parsed="after entit" in says,
        attachable="attach://" in says or "InputFile" in raw["types"],
    )


def _limit(depth: int, kinds: tuple[str, ...], says: str) -> Limit | None:
    if depth:
        found = _COUNT.search(says)
        return _ordered(int(found[1] or 0), int(found[2]), "items") if found else None
    if "String" in kinds and (found := _LENGTH.search(says)):
        return _ordered(int(found[1]), int(found[2]), found[3].lower())
    if {"Integer", "Float"} & set(kinds) and (found := _RANGE.search(says)):
        return _ordered(int(found[1]), int(found[2]), "")
    return None


def _ordered(low: int, high: int, unit: str) -> Limit | None:
    return Limit(low, high, unit) if low < high else None  # "ISO 3166-1" is no limit
