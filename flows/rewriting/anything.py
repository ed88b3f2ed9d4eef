"""Words for where it is not plain what a text is about: themes that fit any event, and its things.

A wrong situation says what nobody said; a theme colours only feeling, need and request, and what
happened stays in the person's own words. Themes and lists stand in `anything.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from flows.rewriting.facts import cased
from flows.rewriting.grammar import verbs
from flows.rewriting.situations import GENERAL, Asks, Situation, Strength
from flows.rewriting.tables import table

NAME = "anything"
MOST = 3  # words of a thing beside its owner
_OWNERS = {"my": "my", "our": "our", "your": "your", "the": "the", "that": "that", "those": "those"}


class Theme(msgspec.Struct, frozen=True):
    """What colours an event that belongs to no situation; `finds` is looked for in the text."""

    finds: str
    feelings: Mapping[Strength, tuple[str, ...]]
    because: tuple[str, ...]
    love: tuple[str, ...]
    asks: tuple[str, ...]
    short: tuple[str, ...]

    def situation(self) -> Situation:
        """The theme as what statements are made of."""
        asks = Asks(habit=self.asks, next=self.asks, repair=self.asks, short=self.short)
        return Situation(
            NAME,
            GENERAL,
            "",
            because=self.because,
            love=self.love,
            feelings=self.feelings,
            asks=asks,
        )


@cache
def _themes() -> tuple[tuple[re.Pattern[str], Situation], ...]:
    themes = msgspec.convert(table(NAME)["themes"], tuple[Theme, ...])
    return tuple((re.compile(one.finds), one.situation()) for one in themes)


def theme(line: str) -> Situation:
    """The first theme found in a line of words as read; the last fits any."""
    return next(found for pattern, found in _themes() if pattern.search(line))


@cache
def figures() -> re.Pattern[str]:
    """Turns of phrase that tell nothing a camera would have seen."""
    return re.compile(table(NAME)["figures"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(str(table(NAME)["empty"]).split())


def things(words: Sequence[str]) -> tuple[str, ...]:
    """What the text is about, as it names it ("our savings", "your ex's photos"): longest first."""
    found = dict.fromkeys(_things([word.lower() for word in words], words))
    return tuple(sorted(found, key=lambda one: -len(one.split())))


def _things(low: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(low):
        if word not in _OWNERS:
            continue
        size = _size(low[at + 1 : at + 1 + MOST])
        head = low[at + size]
        vague = word in {"the", "that"} and size == 1 and at == 0
        if size and not vague and head not in _empty() and not head.endswith("'s"):
            yield cased(" ".join([_OWNERS[word], *words[at + 1 : at + 1 + size]]))


def _size(following: Sequence[str]) -> int:
    """How many words after an owner belong to the thing: up to a verb, a small word or a mark."""
    size = 0
    for word in following:
        if not _noun(word):
            break
        size += 1
        if word in _empty():
            return 0
    return size


def _noun(word: str) -> bool:
    bare = word.removesuffix("'s")
    if not bare.replace("-", "").isalpha() or bare in _SMALL or len(bare) < 3:
        return False
    if bare.endswith(("ly", "ing")):
        return False
    return not (verbs().base(bare) and not _noun_too(bare))


def _noun_too(word: str) -> bool:
    """Whether a form of a verb is a thing as often ("phone", "text", "drinks")."""
    return word in _BOTH or word.removesuffix("s") in _BOTH


_BOTH = frozenset(
    "phone text call drink game work party post message photo email laundry washing dress shower "
    "shop trip date hug kiss visit promise plan view record book cook paint plant water walk run "
    "play bath report rent bill file study race project cat dog car coat diet budget gym".split()
)
_SMALL = frozenset(
    "and but or so because when while that this these those who which what where why how if then "
    "than as of at in on for to with from by about into over under up down out off not never "
    "always ever just even still only again you your yours i me my mine we us our he him his she "
    "her they them their it its is are was were be been am do does did have has had will would "
    "can could should may might must there here now every all any some no none much many like "
    "after before until since without apparently really actually please away back down off over "
    "again once twice anymore either else".split()
)
