"""Negation, idiom, person, tense, joke: what the net caught and should let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.safety.heard import RISKS
from flows.safety.notation import DENIALS
from flows.safety.patterns import Hit, net

MASK = "·"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a text: hits that stand, hits let go, and the signs beside them."""

    words: Sequence[str]
    hits: tuple[Hit, ...]
    let_go: tuple[Hit, ...]
    signs: frozenset[str]
    masked: Sequence[str]


def read(said: Sequence[str]) -> Reading:
    """Everything the patterns find, after the rules."""
    signs = frozenset(hit.entry.id for hit in net("signs").find(said))
    masked = said if "meant" in signs else _masked(said, net("idioms").find(said))
    found = net("net").find(masked)
    stand = [hit for hit in found if not _denied(hit, masked)]
    if "past" in signs and "recovered" in signs and "returning" not in signs:
        stand = []
    gone = tuple(hit for hit in found if hit not in stand)
    return Reading(said, tuple(stand), gone, signs, masked)


def _masked(said: Sequence[str], idioms: Sequence[Hit]) -> Sequence[str]:
    """The words with every saying covered."""
    if not idioms:
        return said
    covered = list(said)
    for hit in idioms:
        for at in range(hit.start, hit.end):
            if covered[at] not in {".", ","}:
                covered[at] = MASK
    return covered


def _denied(hit: Hit, said: Sequence[str]) -> bool:
    """Whether a denial stands right before what was found, in the same clause."""
    if any(word in DENIALS for word in said[hit.start : hit.end]):
        return False
    before = said[max(0, hit.start - 3) : hit.start]
    for word in reversed(before):
        if word in {".", ",", "but", "just", "only", "because", "and"}:
            return False
        if word in DENIALS:
            return True
    return False
