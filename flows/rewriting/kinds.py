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
from flows.rewriting.tables import table, wordlists
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
SCORN = 9  # words of a text that is nothing but scorn
FEW, ABOUT = 3, 0.5  # words; the chance of a topic from which on they are about something
PRAISE, NEUTRAL, WALL = 0.4, 0.4, 0.5  # chances from which on the model alone is believed
COLD = 0.6  # the chance of praise that is needed where no word of it is warm
FAIR, MEANT = 0.8, 0.3  # likewise of a good statement; of one that reads like it
SETTLED = 0.985  # the chance of a complaint below which a neutral turn of phrase settles it
SURELY = 0.5  # the chance from which on a "but" behind it does not spoil praise
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
    guess = chances(seen)
    fair = guess.get("good_i_statement", 0)
    if _GOOD.search(line) and holds_up(text) and fair >= MEANT:
        return "good_i_statement"
    by_phrase = phrase_kind(line)
    if (_owns(line) or fair >= FAIR) and not any(flag.blame for flag in flags(words)):
        return "good_i_statement"
    if by_phrase == "positive":
        spoilt = _SPOILT.search(_behind(_unpraised(line))) and guess.get("positive", 0) < SURELY
        return "complaint" if spoilt or guess.get("positive", 0) < BARELY else "positive"
    if by_phrase == "not_a_complaint":
        return by_phrase if guess.get("complaint", 0) < SETTLED else "complaint"
    if by_phrase:
        return by_phrase
    if len(line.split()) == 1 or says_little(line, seen):
        return "not_a_complaint"
    if _SCORN & {word.text.lower() for word in words} and not _is_warm(words):
        guess = {**guess, "positive": 0.0}
    return _guessed(guess, warm=_is_warm(words))


def _is_warm(words: Sequence[Word]) -> bool:
    """Whether a word of it is warm, and no "never" stands beside it ("you never say thanks")."""
    low = {word.text.lower() for word in words}
    tones = wordlists("tone")
    return bool(low & set(tones["warm"])) and "never" not in low


_SCORN = frozenset("hate hated disgusting pathetic useless selfish liar lazy stupid idiot".split())


def _guessed(guess: Mapping[str, float], *, warm: bool) -> Kind:
    """The model's kind, if it is sure enough.

    Praise made into a complaint hurts most, so praise has least to prove.
    """
    best = max(guess, key=guess.__getitem__)
    if guess.get("positive", 0) >= (PRAISE if warm else COLD):
        return "positive"
    if guess.get("not_a_complaint", 0) >= NEUTRAL and best != "complaint":
        return "not_a_complaint"
    if best in {"stonewall", "ultimatum"} and guess[best] >= WALL:
        return best  # type: ignore[return-value]
    return "complaint"


@cache
def _refused() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile("|".join(rows)) for name, rows in table("refused").items()}


def refused(words: Sequence[Word]) -> str:
    """What is not polished: `threat`, `control`, or "" (research on safety, X7)."""
    line, _ = line_of(words)
    return next((name for name, one in _refused().items() if one.search(line)), "")


_HATES = re.compile(r"\bi (?:\w+ )?(?:hate|despise|loathe|can not stand) (?:you|your guts)\b")


def scorned(words: Sequence[Word]) -> str:
    """The words for bare scorn ("I hate you"), which tells of no event; "" for any other text."""
    line, _ = line_of(words)
    return "verdicts/general" if _HATES.search(line) and len(line.split()) <= SCORN else ""


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


def _unpraised(line: str) -> str:
    """The line without its praise, whose "never" spoils nothing ("you never gave up on me")."""
    _, parts = _phrases()["positive"]
    for part in parts:
        line = part.sub(" ", line)
    return line


def _behind(line: str) -> str:
    """What follows the first clause: where praise is taken back."""
    return line.partition(",")[2] or line.partition(" but ")[2] or line.partition(".")[2]
