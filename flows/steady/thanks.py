"""A thank-you in one line: what they did, what it changed. Nothing of it is sent or kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Known
from flows.engine.ways import Option

OWN = 90  # characters of own words in each half
STING = re.compile(
    r"\b(?:finally|for once|at last|for a change|about time|but|although|even though|unlike)\b",
    re.IGNORECASE,
)
"""Words that take a thank-you back while it is said."""
_LEAD = re.compile(r"(?:thank you|thanks|thankful|grateful)?\s*(?:for\s+)?", re.IGNORECASE)
_FITS_AFTER_FOR = re.compile(
    r"(?!nothing|everything)(?:(?:not|always|just|simply|really) )?"
    r"(?:\w+ing|your|the|our|that|all)\b"
)
_CAUSE = re.compile(r"(?:because of (?:it|that|this),?|so|and)\s+", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:I|i|it|we|my|our|the|there|this|that|nothing)(?:[’']\w+)?\b")


def deeds(known: Known) -> Sequence[Option]:
    """What they did."""
    return lists.options(lists.of(known, "thanks").values())


def changes(known: Known) -> Sequence[Option]:
    """What it changed."""
    return lists.options(lists.of(known, "changes").values())


def deed(text: str) -> str:
    """Own words as they follow "Thank you for"; "" where they do not, or where they sting."""
    words = " ".join(text.split()).strip(" .,;…!")
    words = words[_lead(words) :]
    words = words[:1].lower() + words[1:]
    return words if _FITS_AFTER_FOR.match(words) and not STING.search(words) else ""


def change(text: str) -> str:
    """Own words as they follow "Because of it,"; "" where they sting."""
    words = " ".join(text.split()).strip(" .,;…!")
    words = _CAUSE.sub("", words, count=1) if _CAUSE.match(words) else words
    if STING.search(words) or not words:
        return ""
    if not _SUBJECT.match(words[:1].lower() + words[1:]):
        words = f"I {words[:1].lower()}{words[1:]}"
    if re.match(r"i\b", words):
        return "I" + words[1:]
    return words if re.match(r"I\b", words) else words[:1].lower() + words[1:]


def told(known: Known) -> Mapping[str, JSON]:
    """The two halves of the line; `changed` is "" where it was left out."""
    return {
        "deed": _half(known, "did", "thanks", deed),
        "change": _half(known, "changed", "changes", change),
    }


def _lead(words: str) -> int:
    found = _LEAD.match(words)
    return found.end() if found else 0


def _half(known: Known, name: str, of: str, own: Callable[[str], str]) -> str:
    answer = lists.chosen(known, name)
    if answer is None:
        return ""
    entry = lists.of(known, of).get(answer)
    return entry.inside if entry else own(answer)
