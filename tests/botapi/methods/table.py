"""The methods that this server serves, by name. Each file here adds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.botapi.wire import Upload
from tests.botapi.world import World


@dataclass(frozen=True, slots=True)
class Asked:
    """A well-formed request: parameters in the spec's types, and its file parts."""

    params: Mapping[str, Any]
    files: dict[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.params[name]

    def __contains__(self, name: str) -> bool:
        return name in self.params

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter or the default."""
        return self.params.get(name, default)


Method = Callable[[World, Asked], Any]
"""Does it and returns the result (or an awaitable of it); raises ApiError."""

TABLE: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Serve a Bot API method by the decorated function."""

    def enter(function: Method) -> Method:
        TABLE[name] = function
        return function

    return enter
