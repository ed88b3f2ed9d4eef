"""The nearest of many texts to what somebody typed, by stemmed words: rare ones weigh more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from flows.engine.ways import same

COVERED = 0.4  # share of what was typed that the nearest text must have, by weight
BOTH = 0.8  # that share and the share of its best phrasing, together
STOP = frozenset(
    "a an the i me my mine we us our you your he she they them their it its is are was were be "
    "been am do does did done have has had can could will would shall should may might must of to "
    "in on at for from by with about into and or but if so than then that this these those there "
    "here what which who whom how why when where not no yes just really very much more most any "
    "some one thing get got make let s t m re ve ll d please say mean think know want like always "
    "never still even too also".split()
)
ENDINGS = (
    *("fulness", "ations", "ation", "nesses", "ments", "ment", "ness", "ingly", "edly", "ings"),
    *("ing", "able", "ible", "ally", "ions", "ion", "ers", "er", "ies", "ied", "ely", "ly", "ed"),
    *("es", "s", "e", "y"),
)  # fmt: skip
SHORTEST = 3  # characters that stay of a word


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """A word without its ending: `attached`, `attachment` and `attaches` are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return re.sub(r"(.)\1$", r"\1", word.removesuffix(ending))
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of a text's telling words."""
    return frozenset(stem(word) for word in same(text).split() if word not in STOP)


def nearest(typed: str, texts: Mapping[str, Sequence[str]]) -> str | None:
    """The key of the nearest text, or None if none is near enough.

    Each text is a few phrasings of one thing; one that was typed as it stands is found at once.
    Else, by weight, which is log(1 + texts / texts that have the word): the share of what was typed
    that a text has, and the share of its best phrasing that was typed.
    """
    for key, phrases in texts.items():
        if same(typed) in map(same, phrases):
            return key
    words = stems(typed)
    bags = {key: [stems(phrase) for phrase in phrases] for key, phrases in texts.items()}
    counts = Counter(word for bag in bags.values() for word in frozenset().union(*bag))
    unknown = math.log(1 + len(bags))

    def weight(some: Iterable[str]) -> float:
        return sum(math.log(1 + len(bags) / counts[w]) if w in counts else unknown for w in some)

    def score(bag: Sequence[frozenset[str]]) -> tuple[float, float]:
        covered = weight(words & frozenset().union(*bag)) / weight(words)
        best = max((weight(words & one) / weight(one) for one in bag if one), default=0.0)
        return covered, covered + best

    if not words:
        return None
    scores = {key: score(bag) for key, bag in bags.items()}
    key = max(scores, key=lambda one: scores[one][1])
    covered, both = scores[key]
    return key if covered >= COVERED and both >= BOTH else None
