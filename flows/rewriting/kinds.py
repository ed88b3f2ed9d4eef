"""What kind of text it is: phrases that settle it, then the model, then a guard for praise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, TypeAlias

from flows.rewriting.checker import holds_up
from flows.rewriting.flags import flags, line_of
from flows.rewriting.model import kinds as chances
from flows.rewriting.model import topics
from flows.rewriting.tables import table
from flows.rewriting.text import Word

Kind: TypeAlias = Literal[
    "complaint",
    "good_i_statement",
    "positive",
    "not_a_complaint",
    "stonewall",
    "ultimatum",
    "unsafe",
    "unsupported_language",
]
ORDER: tuple[Kind, ...] = ("stonewall", "ultimatum", "positive", "not_a_complaint")
FEW, ABOUT = 3, 0.5  # words; the chance of a topic from which on they are about something
PRAISE, NEUTRAL = 0.5, 0.55  # chances from which on the model alone is believed
BARELY = 0.15  # the chance below which not even a turn of phrase makes it praise
_SPOILT = re.compile(
    r"\b(?:but|except|though|however|until|unless|if only|would be nice if|not|never|no|without|"
    r"instead|shame)\b"
)
_BREAK = re.compile(r"\bback\b|\b(?:talk|pick (?:this|it) up|return)\b")
_SOMETHING = re.compile(
    r"\b(?:you|your|yours|i|me|my|we|us|our|he|she|they|again|never|not|no|nothing|always|every|"
    r"still|only|just|why|enough|another|late|so|such|too|stop|please|feel|feeling)\b"
)
_GOOD = re.compile(
    r"\bi (?:feel|felt|am|was|need|would (?:like|love)|miss|get|have been feeling|really need)\b"
)


@cache
def _phrases() -> Mapping[str, tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]]]:
    found = {}
    for kind, rows in table("kinds").items():
        whole = rows.get("whole")
        found[kind] = (
            re.compile("|".join(f"(?:{one})" for one in whole)) if whole else None,
            tuple(re.compile(one) for one in rows.get("part") or ()),
        )
    return found


def phrase_kind(line: str) -> Kind | None:
    """The kind that a turn of phrase settles; None if none does."""
    bare = " ".join(re.sub(r"[.,?!]", " ", line).split())
    whole, _ = _phrases()["stonewall"]
    sentences = [one.strip(" ,") for one in re.split(r"[.?!]", line) if one.strip(" ,")]
    if len(sentences) > 1 and all(whole and whole.fullmatch(one) for one in sentences):
        return "stonewall"
    for kind in ORDER:
        whole, parts = _phrases()[kind]
        if whole and whole.fullmatch(bare):
            return kind
        if any(part.search(line) for part in parts):
            return kind
    return None


def kind_of(text: str, words: Sequence[Word], seen: set[str]) -> Kind:
    """The kind of a text that is safe and English."""
    line, _ = line_of(words)
    if not any(word.text.isalnum() for word in words):
        return "not_a_complaint"
    if _GOOD.search(line) and holds_up(text):
        return "good_i_statement"
    by_phrase = phrase_kind(line)
    if _owns(line) and not any(flag.blame for flag in flags(words)):
        return "good_i_statement"
    guess = chances(seen)
    best = max(guess, key=guess.__getitem__)
    if by_phrase == "positive":
        spoilt = _SPOILT.search(_behind(line)) and guess.get("positive", 0) < PRAISE
        return "complaint" if spoilt or guess.get("positive", 0) < BARELY else "positive"
    if by_phrase == "not_a_complaint":
        return by_phrase if guess.get("complaint", 0) < 0.85 else "complaint"
    if by_phrase:
        return by_phrase
    if says_little(line, seen):
        return "not_a_complaint"
    if best == "positive":
        return "positive" if guess[best] >= PRAISE else "complaint"
    if best == "not_a_complaint":
        return "not_a_complaint" if guess[best] >= NEUTRAL else "complaint"
    if best in {"stonewall", "ultimatum"}:
        return best if guess[best] >= PRAISE else "complaint"  # type: ignore[return-value]
    return "complaint"


def is_break(words: Sequence[Word]) -> bool:
    """Whether somebody asks for a break, and says that they come back."""
    line, _ = line_of(words)
    return bool(_BREAK.search(line)) and _owns(line)


def _owns(line: str) -> bool:
    """Whether it is a break that says when it ends, or a pattern of their own."""
    _, parts = _phrases()["good_i_statement"]
    return " i " in f" {line} " and any(part.search(line) for part in parts)


def says_little(line: str, seen: set[str]) -> bool:
    """Whether it is a word or three with nothing in them of anybody, of a wish, or of a topic."""
    if len(line.split()) > FEW or _SOMETHING.search(line):
        return False
    return max(topics(seen).values()) < ABOUT


def _behind(line: str) -> str:
    """What follows the first clause: where praise is taken back."""
    return line.partition(",")[2] or line.partition(" but ")[2] or line.partition(".")[2]
