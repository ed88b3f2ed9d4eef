"""One thing that is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Printed as `content/en/pause.md:14: flow `pause` has no button `skp`; did you mean …`."""

    file: str
    line: int
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}; {self.remedy}"


def nearest(name: str, names: Iterable[str], otherwise: str) -> str:
    """The remedy for a name that does not exist: the one probably meant, or `otherwise`."""
    near = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise
