"""Complaints about "him" or "my wife", read as said to the partner: her coat -> your coat.

Gender is never guessed: whoever is complained of becomes "you", and only where it is plain that the
partner is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.rewriting.grammar import to_second, verbs
from flows.rewriting.tables import wordlists
from flows.rewriting.text import Word, is_state

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "themself"})
_SUBJECTS = frozenset({"he", "she", "they"})
_FUNCTION = frozenset(
    (
        "and but or so to of in on at for with from by about as than then that this it i you he "
        "she we they me him her us them when if because all again too now every last until"
    ).split()
)


@cache
def _people(name: str) -> frozenset[str]:
    return frozenset(wordlists("people")[name])


def to_partner(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, with the partner in them as "you"; unchanged if nobody else is spoken of."""
    texts = [word.text for word in words]
    partner = _partner_nouns(texts)
    kinds = [kind for kind in (_HE, _SHE, _THEY) if not kind.isdisjoint(texts)]
    speaks_to = "you" in texts
    if speaks_to and not partner:
        return tuple(words)
    meant = _meant(texts, partner, kinds)
    if meant is None and not partner:
        return tuple(words)
    return _said(words, meant or frozenset(), partner)


def _partner_nouns(texts: Sequence[str]) -> dict[int, int]:
    """Where "my husband" and the like stand: place -> how many words."""
    found = {}
    for at, text in enumerate(texts):
        bare = text.removesuffix("'s")
        if text == "my" and at + 1 < len(texts):
            nouns = [texts[at + 1].removesuffix("'s"), " ".join(texts[at + 1 : at + 3])]
            if nouns[0] in _people("partners"):
                found[at] = 2
            elif at + 2 < len(texts) and texts[at + 2].removesuffix("'s") in _people("partners"):
                found[at] = 3  # my dear husband
        elif (
            text in {"the", "this"}
            and at + 1 < len(texts)
            and texts[at + 1] in {"missus", "hubby", "mrs"}
        ):
            found[at] = 2
        elif bare in {"hubby", "wifey"} and (not at or texts[at - 1] not in {"my", "the"}):
            found[at] = 1
    return found


def _meant(
    texts: Sequence[str], partner: dict[int, int], kinds: Sequence[frozenset[str]]
) -> frozenset[str] | None:
    """The pronouns that mean the partner; None if that is not plain."""
    if not kinds:
        return None
    others = _others(texts)
    subjects = [text for text in texts if text in _SUBJECTS]
    if partner:
        nearest = [kind for kind in kinds if not (kind is _THEY and others)]
        sexed = [kind for kind in nearest if kind is not _THEY]
        if len(sexed) == 1:
            return sexed[0]
        return nearest[0] if len(nearest) == 1 else None
    if not subjects:
        return None
    first = next(kind for kind in (_HE, _SHE, _THEY) if subjects[0] in kind)
    if first is _THEY and others:
        return None
    before = texts[: texts.index(subjects[0])]
    named = [text for text in before if text.removesuffix("'s") in _people("others")]
    return None if named else first


def _others(texts: Sequence[str]) -> bool:
    """Whether several other people are spoken of, whom "they" could mean."""
    return any(text.removesuffix("'s") in _people("groups") for text in texts)


def _said(
    words: Sequence[Word], meant: frozenset[str], partner: dict[int, int]
) -> tuple[Word, ...]:
    out: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        if at in partner:
            last = words[at + partner[at] - 1]
            after = words[at + partner[at]].text if at + partner[at] < len(words) else ""
            if last.text.endswith("'s") and is_state(after):
                out += [replace(word, text="you"), replace(last, text="are")]
            else:
                owns = last.text.endswith("'s")
                out.append(replace(word, text="your" if owns else "you", end=last.end))
            at += partner[at]
        elif word.text in meant:
            out.append(replace(word, text=_as_you(words, at)))
            at += 1
        else:
            follows = bool(out) and out[-1].text == "you"
            adverb = len(out) > 1 and out[-2].text == "you" and out[-1].text in _BETWEEN
            out.append(replace(word, text=to_second(word.text)) if follows or adverb else word)
            at += 1
    return tuple(_asked(out))


_BETWEEN = frozenset(
    {"always", "never", "just", "only", "constantly", "still", "even", "really", "also"}
)


def _as_you(words: Sequence[Word], at: int) -> str:
    """A pronoun of the partner in the second person."""
    text = words[at].text
    if text in _SUBJECTS or text in {"him", "them"}:
        return "you"
    if text.endswith(("self", "selves")):
        return "yourself"
    if text in {"hers", "theirs"}:
        return "yours"
    if text == "her":
        after = words[at + 1].text if at + 1 < len(words) else ""
        object_ = not after or after in _FUNCTION or not after[0].isalpha() or words[at + 1].mark
        return "you" if object_ or verbs().is_form(after, "ing") else "your"
    return "your"


def _asked(words: Sequence[Word]) -> list[Word]:
    """Verbs that stood before the pronoun: "does he" has become "does you"."""
    out = list(words)
    for at in range(len(out) - 1):
        if out[at + 1].text == "you" and out[at].text in {"does", "is", "was", "has"}:
            out[at] = replace(out[at], text=to_second(out[at].text))
    return out
