"""What a person says that somebody does or does not do: clauses taken apart.

No grammar of English, but of complaints: who, whether it is denied, the verb, the rest; told of one
time, of many, of now, or of what should be. What does not fit is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.rewriting.act import SUBJECTS, Act, Who
from flows.rewriting.clause import Clause
from flows.rewriting.grammar import verbs
from flows.rewriting.text import Word

_JOINS = frozenset({"and", "but", "or", "then"})
_BREAKS = frozenset({"because", "so", "while", "when", "if", "like", "though"})
_STARTERS = frozenset("you i we it he she they that there why now".split())


def clauses(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where clauses begin and end, marks left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for at, word in enumerate(words):
        joins = word.text in _JOINS and _begins(words, at)
        breaks = word.text in _BREAKS and at > start and _begins(words, at)
        if word.mark or joins or breaks:
            if at > start:
                found.append((start, at))
            start = at + (word.text != "when")
    if start < len(words):
        found.append((start, len(words)))
    return found


def _begins(words: Sequence[Word], at: int) -> bool:
    """Whether a clause of its own begins after this place."""
    after = [word.text for word in words[at + 1 : at + 4]]
    if not after:
        return False
    if after[0] in _STARTERS:
        return True
    if after[0] in {"my", "your", "the", "our"} and len(after) > 2:
        return after[2] in {"is", "are", "was", "were", "has", "have"}
    if words[at].text not in _JOINS - {"or"}:
        return False
    verb = verbs().is_form(after[0], "past") and not verbs().is_form(after[0], "base")
    return verb or after[0] in {"do", "did", "never", "always", "not", "refuse", "refused"}


def acts(words: Sequence[Word]) -> tuple[Act, ...]:
    """Every act of a text in the order told; a verb without a subject takes the one before."""
    found: list[Act] = []
    before: Who | None = None
    for start, end in clauses(words):
        texts = [word.text for word in words[start:end]]
        one = Clause(texts, start, before).act()
        if one:
            found.append(one)
        named = one.who if one else next((who for who in SUBJECTS if texts[:1] == [who]), None)
        before = named if named and named != "it" else before
    return tuple(found)
