"""Negation, idiom, person, tense, joke: what the net caught and should let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.safety.notation import DENIALS, Group
from flows.safety.patterns import Hit, Pattern, net

MASK = "·"
REACH = 3  # words before a pattern in which a denial still governs it
_CLAUSE = frozenset([".", ",", "but", "just", "only", "because", "and", "yet", "though"])
REASSURED, DENIED_THEN, DESPAIR = "reassured", "denied-then", "despair"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a text: hits that stand, hits let go, and the signs beside them."""

    words: Sequence[str]
    masked: Sequence[str]
    hits: tuple[Hit, ...]
    let_go: tuple[Hit, ...]
    signs: frozenset[str]

    @property
    def turns(self) -> bool:
        """Denies wanting to die and goes on to say that they cannot go on."""
        return DENIED_THEN in self.signs and any(hit.entry.id == DESPAIR for hit in self.hits)


def read(said: Sequence[str]) -> Reading:
    """Everything the patterns find, after the rules."""
    signs = frozenset(hit.entry.id for hit in net("signs").find(said))
    sayings = [] if "meant" in signs else net("idioms").find(said)
    masked = _masked(said, sayings)
    found = net("net").find(masked)
    if any(hit.entry.id == REASSURED for hit in sayings):
        # "he hasn't hit me this week" denies as well, and is no reassurance
        others = _masked(said, [hit for hit in sayings if hit.entry.id != REASSURED])
        found += [hit for hit in net("net").find(others) if _says_no(hit, others)]
    stand = [hit for hit in found if not _denied(hit, masked)]
    if "past" in signs and "recovered" in signs and "returning" not in signs:
        stand = []
    gone = tuple(hit for hit in found if hit not in stand)
    return Reading(said, masked, tuple(stand), gone, signs)


def _masked(said: Sequence[str], sayings: Sequence[Hit]) -> Sequence[str]:
    """The words with every saying covered."""
    if not sayings:
        return said
    covered = list(said)
    for hit in sayings:
        for at in range(hit.start, hit.end):
            if covered[at] not in {".", ","}:
                covered[at] = MASK
    return covered


def _says_no(hit: Hit, said: Sequence[str]) -> bool:
    """Whether what was found denies, and the pattern means it to."""
    return not DENIALS.isdisjoint(said[hit.start : hit.end]) and denies(hit.pattern)


def denies(pattern: Pattern) -> bool:
    """Whether a word that denies is part of what the pattern looks for."""
    stack = list(pattern.elements)
    while stack:
        kind, value = stack.pop()
        if kind in {"word", "maybe"} and not DENIALS.isdisjoint(value):  # type: ignore[arg-type]
            return True
        if isinstance(value, Group):
            stack += [part for one in value.alternatives for part in one]
    return False


def _denied(hit: Hit, said: Sequence[str]) -> bool:
    """Whether a denial stands right before what was found, in the same clause."""
    if any(word in DENIALS for word in said[hit.start : hit.end]):
        return False
    for word in reversed(said[max(0, hit.start - REACH) : hit.start]):
        if word in _CLAUSE:
            return False
        if word in DENIALS:
            return True
    return False
