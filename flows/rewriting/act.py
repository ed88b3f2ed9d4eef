"""Something that somebody does or does not do, as a person tells it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.rewriting.tables import wordlists

Who = Literal["you", "we", "i", "it"]
Frame = Literal["habit", "event", "now", "future", "wish"]
SUBJECTS: tuple[Who, ...] = ("you", "we", "i", "it")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done, or that is not (`denied`); `rest` are the words after the verb.

    `subject` holds the words of a thing (who is `it`). `limited`: "only" stood before the verb, so
    that without its condition it would say something else. `start`, `end`: places in the words.
    """

    who: Who
    verb: str  # its base
    rest: tuple[str, ...]
    denied: bool
    frame: Frame
    start: int
    end: int
    subject: tuple[str, ...] = ()
    limited: bool = False


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `stopwords.yaml`."""
    return frozenset(wordlists("stopwords")[name])
