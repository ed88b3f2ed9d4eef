"""What every rewrite must be before anybody sees it. Returns what is wrong, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.rewriting.feelings import genuine
from flows.rewriting.flags import flags
from flows.rewriting.tables import table
from flows.rewriting.text import read

LEAST, MOST = 15, 45  # words of a whole statement
SENTENCES = 3
_SIDE = re.compile(r"^I know [^.]*\. ")
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


def wrong(text: str, *, acknowledged: bool = False) -> tuple[str, ...]:
    """Everything that is wrong with a statement; () if it may be shown.

    `acknowledged`: it begins with what is true on the other side: there, their wishes may be told.
    """
    return tuple(_wrong(text, _SIDE.sub("", text) if acknowledged else text))


def _wrong(text: str, mine: str) -> Iterator[str]:
    if not LEAST <= len(text.split()) <= MOST:
        yield "length"
    if len(re.findall(r"[.?](?=\s|$)", text)) > SENTENCES:
        yield "sentences"
    if len(_QUESTION.findall(text)) > 1:
        yield "two requests"
    if not text[:1].isupper() or text[-1:] not in ".?":
        yield "ends"
    if found := _BROKEN.search(text):
        yield f"broken: {found[0]!r}"
    if found := _AGAINST.search(mine):
        yield f"blame: {found[0]}"
    if not _FEELS.search(text) and not _genuine().search(text):
        yield "no feeling"
    for flag in flags(read(mine)):
        if flag.blame:
            yield f"flag: {flag.id}"
    if verdict := _verdicts().search(text.lower()):
        yield f"verdict: {verdict[1]}"
    if not _REQUEST.search(text):
        yield "no request"


@cache
def _verdicts() -> re.Pattern[str]:
    found = sorted(map(re.escape, table("feelings")["verdicts"]), key=len, reverse=True)
    return re.compile(rf"\b(?:feel|felt|feeling) (?:\w+ )?({'|'.join(found)})\b")


@cache
def _genuine() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, genuine()))})\b")


_OWN = re.compile(
    r"\bI(?:'m| am|'ve been| have been|'d (?:like|love)| feel| felt| get| got)\b|"
    r"\bI (?:need|miss|was|want)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:could|can|would|will|shall|may|are you free|is there|how about|what if)\b[^.?]*(?:\?|$)|"
    r"\bI(?:'d| would) (?:like|love)\b|\bI need\b|\bplease\b|\blet's\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\bi (?:really )?(?:need|miss|long|would (?:like|love))\b|\bi'd (?:like|love)\b"
)


def holds_up(text: str) -> bool:
    """Whether somebody's own sentence is good already: a feeling or need, and a wish."""
    text = text.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'"})
    words = read(text)
    if not 4 <= len(text.split()) <= 60 or not _OWN.search(text):
        return False
    if any(flag.blame for flag in flags(words)):
        return False
    low = text.lower()
    felt = _genuine().search(low)
    need = re.search(
        r"\bi (?:really )?(?:need|miss|long|would (?:like|love))\b|\bi'd (?:like|love)\b", low
    )
    return bool((felt or need) and (_REQUEST.search(text) or (felt and need)))
