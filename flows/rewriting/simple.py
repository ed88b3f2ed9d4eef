"""Whether a clause is simple enough to be said again inside another sentence."""

from __future__ import annotations

from flows.rewriting.act import Act
from flows.rewriting.grammar import verbs

MANY = 9  # words behind the verb
_UNSEEN = frozenset("know look remember hear have".split())  # no camera sees it, unless denied
_SAYING = frozenset("say tell promise swear think forget agree claim text write".split())
_SUBJECTS = frozenset("i you we they it he she that this there".split())
_OWNERS = frozenset(
    "the a an my your our his her their this that these those of two three four".split()
)
_SECOND = frozenset(
    "what which why how who whom then than as like because if though although no not yes lah mate "
    "please just really even still only actually honestly apparently whatever here there thing is "
    "are was were am be been do does did has had have will would can could should may might must "
    "yours mine busy".split()
)  # words of a second clause, or of nothing that was done


def is_named(act: Act) -> bool:
    """Whether a thing is named of which something is told, and nobody else acts in it."""
    named = len(act.subject) > 1 and act.subject[0] in _OWNERS
    return named and not _SUBJECTS & set(act.rest)


def is_simple(act: Act) -> bool:
    """Whether nothing behind the verb begins a second clause, but for what somebody said."""
    rest = act.rest
    if act.verb in _UNSEEN and not act.denied:
        return False
    if act.verb in _SAYING and set(rest[:3]) & _SUBJECTS:
        return len(rest) <= MANY and rest[-1] not in _SECOND
    if len(rest) > MANY or not _SECOND.isdisjoint(rest):
        return False
    return not any(_acts(rest, at) for at in range(len(rest)))


def _acts(rest: tuple[str, ...], at: int) -> bool:
    """Whether somebody else begins to act here, or a verb stands where none should."""
    word, known = rest[at], verbs()
    before, after = rest[at - 1] if at else "", rest[at + 1] if at + 1 < len(rest) else ""
    if word in {"i", "he", "she", "they", "we"}:
        return True
    if word in {"you", "it"} and at and known.is_form(after, "past", "base"):
        return True
    finite = known.is_form(word, "past", "s") and not known.is_form(word, "base", "ing")
    return finite and before not in _OWNERS and before not in {"to", "got"}
