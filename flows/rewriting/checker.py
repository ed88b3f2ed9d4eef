"""What every rewrite must be before anybody sees it. Returns what is wrong, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.rewriting.feelings import genuine
from flows.rewriting.flags import flags
from flows.rewriting.tables import table
from flows.rewriting.text import read

LEAST, MOST = 9, 52  # words of a whole statement
SHORT = 6
SENTENCES = 4
_QUESTION = re.compile(r"\?")
_TWICE = "a the my your you I to in of is do when because and that".split()
_FEELS = re.compile(
    r"\bI(?:'m| am| was| feel| felt| get| got|'ve been| have been|'d (?:love|like|really like))\b|"
    r"\bI (?:miss|missed|worry|long|hate|dread|care|love)\b|"
    r"\b(?:hard for me|means? (?:a lot|so much)|it hurts?|matters? to me)\b"
)
_BROKEN = re.compile(
    rf"\b(?:{'|'.join(f'{word} {word}' for word in _TWICE)})\b|"
    r"\b(?:the|my|your|a|an|our) (?:the|my|your|a|an|our)\b|"
    r"\b(?:you (?:am|is|was|has|does|doesn't)|I (?:is|are|has|does)|we (?:is|was|has|does))\b|"
    r"  |\s[,.?]|[,.?]{2}|[{}]|^\W|\bi\b(?!')|\bwhen you never\b"
)
_AGAINST = re.compile(
    r"\b(?:always|never|every time|constantly|all the time|should|ought to|must|or else)\b|"
    r"\bwhy (?:do|are)\b",
    re.IGNORECASE,
)


def wrong(text: str, *, short: bool = False) -> tuple[str, ...]:
    """Everything that is wrong with a statement; () if it may be shown."""
    return tuple(_wrong(text, short=short))


def _wrong(text: str, *, short: bool) -> Iterator[str]:
    count = len(text.split())
    if not (SHORT if short else LEAST) <= count <= MOST:
        yield "length"
    if len(re.findall(r"[.?](?=\s|$)", text)) > SENTENCES:
        yield "sentences"
    if len(_QUESTION.findall(text)) > 1:
        yield "two requests"
    if not text[:1].isupper() or text[-1:] not in ".?":
        yield "ends"
    if found := _BROKEN.search(text):
        yield f"broken: {found[0]!r}"
    if found := _AGAINST.search(text):
        yield f"blame: {found[0]}"
    if not _FEELS.search(text) and not any(word in text for word in genuine()):
        yield "no feeling"
    for flag in flags(read(text)):
        if flag.id in _HARD:
            yield f"flag: {flag.id}"
    for verdict in _verdicts_felt(text):
        yield f"verdict: {verdict}"


_HARD = frozenset(
    "insult diagnosis always_never makes_me thought_as_feeling pseudo_feeling should comparison "
    "swearing identity motive evaluation pressure".split()
)


def _verdicts_felt(text: str) -> Iterator[str]:
    low = text.lower()
    for verdict in table("feelings")["verdicts"]:
        if re.search(rf"\b(?:feel|felt|feeling) (?:\w+ )?{re.escape(verdict)}\b", low):
            yield verdict


_OWN = re.compile(
    r"\bI(?:'m| am|'ve been| have been|'d (?:like|love)| feel| felt| get| got)\b|"
    r"\bI (?:need|miss|was|want)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:could|can|would|will|shall|may|are you free|is there|how about|what if)\b[^.?]*(?:\?|$)|"
    r"\bI(?:'d| would) (?:like|love)\b|\bI need\b|\bplease\b|\bgive me\b|\blet's\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\bi (?:really )?(?:need|miss|long|would (?:like|love))\b|\bi'd (?:like|love)\b"
)


def holds_up(text: str) -> bool:
    """Whether somebody's own sentence is good already: a feeling or need, and a wish."""
    words = read(text)
    if not 4 <= len(text.split()) <= 60 or not _OWN.search(text):
        return False
    if any(flag.blame for flag in flags(words)):
        return False
    low = text.lower()
    felt = any(re.search(rf"\b{re.escape(word)}\b", low) for word in genuine())
    need = re.search(
        r"\bi (?:really )?(?:need|miss|long|would (?:like|love))\b|\bi'd (?:like|love)\b", low
    )
    return bool((felt or need) and (_REQUEST.search(text) or (felt and need)))
