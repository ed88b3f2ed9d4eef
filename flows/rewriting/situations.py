"""The situations of a quarrel, as therapists write them: `content/rewriting/en/situations/*.yaml`.

What is read here is `situations.json`, made from them by `python -m tools.train_rewriter` without
the examples, because a thousand sentences must be there within milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Literal, TypeAlias

import msgspec

from flows.rewriting.facts import cased
from flows.rewriting.tables import CONTENT

COMPILED = CONTENT / "situations.json"
GENERAL = "general"
Strength: TypeAlias = Literal["mild", "medium", "strong"]


class Asks(msgspec.Struct, frozen=True):
    """Questions answerable with yes or no: from now on, next time, to mend it now, in few words."""

    habit: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    repair: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class Situation(msgspec.Struct, frozen=True, dict=True):
    """One thing that happens between two people, and words for it. See docs/rewriting.md.

    `habit` and `event` stand after "when", `noun` after "about", `because` after "because", `love`
    after "I'd love"; `say` are whole sentences, `side` stands after "I know". `anchors` are stems
    of words one of which must be in a text for this to be said of it.
    """

    topic: str
    id: str
    label: str
    anchors: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    whos: tuple[str, ...] = ()
    habit: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    love: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    feelings: Mapping[Strength, tuple[str, ...]] = {}
    asks: Asks = Asks()

    @property
    def key(self) -> str:
        """Its name among all: topic/id."""
        return f"{self.topic}/{self.id}"

    @property
    def general(self) -> bool:
        """Whether it tells no fact beyond its topic."""
        return self.id == GENERAL or not self.anchors

    @cached_property
    def _anchor(self) -> re.Pattern[str] | None:
        parts = [re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", " ") for one in self.anchors]
        return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None

    def anchored(self, line: str) -> bool:
        """Whether the words of a text hold one of its anchors; a general one needs none."""
        return self._anchor is None or bool(self._anchor.search(line))


class Topic(msgspec.Struct, frozen=True):
    """What quarrels are about."""

    id: str
    title: str
    general: Situation
    situations: tuple[Situation, ...]


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id."""
    found = msgspec.json.decode(COMPILED.read_bytes(), type=list[Topic])
    return {topic.id: topic for topic in found}


@cache
def by_key() -> Mapping[str, Situation]:
    """Every situation by its key, the general ones too."""
    return {
        one.key: one for topic in topics().values() for one in (topic.general, *topic.situations)
    }


def filled(text: str, words: Sequence[str], situation: Situation) -> str:
    """A sentence with its slots filled from a text, or with what stands in them otherwise."""
    return _SLOT.sub(lambda slot: _found(slot, words, situation), text)


_SLOT = re.compile(r"\{(thing|who):([^}]*)\}")
_OWNERS = frozenset(
    {"my", "your", "our", "the", "that", "this", "those", "these", "his", "her", "their"}
)


_BARE = frozenset("dinner lunch breakfast tea supper bed work school home church".split())
_MEANT = {"his": "your", "her": "your", "their": "your", "this": "the", "these": "the"}


def _found(slot: re.Match[str], words: Sequence[str], situation: Situation) -> str:
    kinds = situation.things if slot[1] == "thing" else situation.whos
    default: str = slot[2]
    for at in range(len(words)):
        for kind in kinds:
            size = kind.count(" ") + 1
            if " ".join(words[at : at + size]).lower().removesuffix("'s") != kind.lower():
                continue
            owner = words[at - 1] if at and words[at - 1] in _OWNERS else ""
            first = default.split(maxsplit=1)[0]
            if not owner and kind not in _BARE and first in _OWNERS:
                owner = first
            owner = _MEANT.get(owner, owner)
            return cased(f"{owner} {kind}".strip())
    return default


def slots_of(text: str) -> list[str]:
    """What stands in the slots of a sentence when nothing takes their place."""
    return [slot[2] for slot in _SLOT.finditer(text)]
