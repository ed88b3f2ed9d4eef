"""Is a request well-formed? Every parameter is compared with api.json, nested objects included.

The real server overlooks some of what is refused here (parameters it does not know, a second
action in a button): in a test, each of these is a bug that would otherwise stay hidden.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.botapi.errors import malformed
from tests.botapi.limits import hold_to
from tests.botapi.spec import Field, Shape, Spec
from tests.botapi.wire import Upload

Rule = Callable[[dict[str, Any]], None]
"""What the fields of one type do not say about each other; raises `malformed`."""

MISSING = {  # of a method
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
}
_INTEGER = re.compile(r"-?\d{1,19}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_SCALARS: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}


class Checker:
    """Checks one request's parameters and turns what came as text into what the spec wants."""

    def __init__(self, spec: Spec, rules: Mapping[str, Rule], files: Mapping[str, Upload]) -> None:
        self.spec = spec
        self.rules = rules
        self.files = files
        self.used: set[str] = set()

    def parameters(self, method: Shape, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters in the spec's types; raise `malformed` at the first fault."""
        given: dict[str, Any] = {
            name: _opened(method.fields[name], value) if name in method.fields else value
            for name, value in raw.items()
            if value is not None
        }
        self.used = self.files.keys() & method.fields.keys()
        given |= {name: self.files[name] for name in self.used}
        self._object(method, given, method.name)
        if loose := self.files.keys() - self.used:
            raise malformed(f"{method.name}: file parts {sorted(loose)} belong to no parameter")
        return given

    def _object(self, shape: Shape, value: dict[str, Any], path: str) -> None:
        for name in value:
            if name not in shape.fields:
                raise malformed(f"{path}: there is no {name!r} in {self.spec.version}")
        for name in shape.missing(value):
            words = f"{path}: {name!r} is required"
            known = MISSING.get(name, words) if shape.name == path else words
            raise malformed(known, words)
        for name, item in value.items():
            self._field(shape, shape.fields[name], item, f"{path}.{name}")
        hold_to(shape, value, path)
        if rule := self.rules.get(shape.name):
            rule(value)

    def _field(self, shape: Shape, field: Field, value: Any, path: str) -> None:
        if field.constant and value != field.constant and shape.name in self.spec.types:
            raise malformed(f"{path} must be {field.constant!r}, not {value!r}")
        self._array(field, field.depth, value, path)
        if field.choices and value not in field.choices:
            raise malformed(f"{path} must be one of {sorted(field.choices)}, not {value!r}")
        if field.attachable and isinstance(value, str) and value.startswith("attach://"):
            self._attachment(value.removeprefix("attach://"), path)

    def _array(self, field: Field, depth: int, value: Any, path: str) -> None:
        if depth == 0:
            self._one_of(field, value, path)
        elif isinstance(value, list):
            for at, item in enumerate(value):
                self._array(field, depth - 1, item, f"{path}[{at}]")
        else:
            raise malformed(f"{path} must be an Array, not {_name(value)}", f"{field}")

    def _one_of(self, field: Field, value: Any, path: str) -> None:
        if isinstance(value, dict):
            self._object(self._likeliest(field, value, path), value, path)
        elif not any(_is(kind, value) for kind in field.kinds):
            raise malformed(f"{path} must be {' or '.join(field.kinds)}, not {_name(value)}")

    def _likeliest(self, field: Field, value: dict[str, Any], path: str) -> Shape:
        leaves = [leaf for kind in field.kinds for leaf in self.spec.leaves(kind)]
        types = self.spec.types
        shapes = [types[leaf] for leaf in leaves if leaf in types and leaf not in _SCALARS]
        if not shapes:
            raise malformed(f"{path} must be {' or '.join(field.kinds)}, not an Object")
        if len(shapes) == 1:
            return shapes[0]
        return max(shapes, key=lambda shape: _fit(shape, value))

    def _attachment(self, name: str, path: str) -> None:
        if name not in self.files:
            raise malformed(f"{path}: there is no file part {name!r} in the request")
        self.used.add(name)


def _fit(shape: Shape, value: dict[str, Any]) -> int:
    """How well an object fits one of the types it may be: a wrong constant counts most."""
    score = len(shape.fields.keys() & value.keys()) - len(shape.missing(value))
    for field in shape.fields.values():
        if field.constant and value.get(field.name, field.constant) != field.constant:
            score -= 100
    return score


def _opened(field: Field, value: Any) -> Any:
    """Forms carry text: read a parameter's number, truth or JSON out of it."""
    if not isinstance(value, str):
        return value
    if not field.depth and _SCALARS.keys() >= set(field.kinds):
        return _scalar(field.kinds, value)
    try:
        return json.loads(value)
    except ValueError as e:
        raise malformed(f"can't parse {field.name} JSON object") from e


def _scalar(kinds: tuple[str, ...], text: str) -> Any:
    if "Integer" in kinds and _INTEGER.fullmatch(text):
        return int(text)
    if "Float" in kinds and _NUMBER.fullmatch(text):
        return float(text)
    if "Boolean" in kinds:
        return _TRUTH.get(text.lower(), text)
    return text


def _is(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return name == "Boolean"
    return name in _SCALARS and isinstance(value, _SCALARS[name])


def _name(value: Any) -> str:
    names = {bool: "Boolean", int: "Integer", float: "Float", str: "String", list: "an Array"}
    return names.get(type(value), "an Object" if isinstance(value, dict) else "a file")
