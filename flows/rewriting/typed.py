"""What is typed to change a version: a feeling, a need, a request, their side. None may blame."""

from __future__ import annotations

import re

from flows.rewriting.feelings import stated
from flows.rewriting.flags import flags
from flows.rewriting.grammar import verbs
from flows.rewriting.text import read

ASKS = re.compile(
    r"^(?:can|could|will|would|may|might|shall|should|do you|are|is|how|what|when|where|which)\b",
    re.IGNORECASE,
)
WISHES = re.compile(
    r"^(?:please\s+|i(?:'d| would| want| need| wish)\b.*?\b(?:you to|you'd|you would)\s+|"
    r"(?:that )?you\s+|to\s+)",
    re.IGNORECASE,
)
SIDES = re.compile(
    r"^(?:you|this|that|it|work|things|the|your|we|there|I have|I do|changing|sorry)\b"
)
AGREEING = {"you has": "you have", "you was": "you were", "you is": "you are", "you's": "you're"}
QUALITY = re.compile(
    r"(?:ed|y|less|ful|ous|ive|ish|ic|meh|blah|low|raw|sore|small|lost|torn|shut down)$"
)
LONGEST_NEED = 12  # words
NO_FEELING = frozenset(
    (
        "i you he she it we they me him her us them my your the a an and or but if when because "
        "that this like as not no yes ok"
    ).split()
)


def blames(text: str) -> bool:
    """Whether anything in it is marked as landing badly."""
    return any(flag.blame for flag in flags(read(text)))


def feeling(text: str) -> str:
    """What may stand after "I feel" for what somebody calls their feeling; "" if it is none.

    A verdict ("ignored") gives what it leaves in one, as it does anywhere else.
    """
    said = re.sub(r"^(?:i(?:'m| am| feel| felt)\s+)+", "", _bare(text).lower())
    if found := stated(read(f"i feel {said}")):
        return found.word
    words = said.split()
    plain = all(re.fullmatch(r"[a-z][a-z'-]+", word) and word not in NO_FEELING for word in words)
    return said if plain and len(words) in (1, 2) and QUALITY.search(said) else ""


def request(text: str) -> str:
    """A wish as a question to which a no is allowed; "" if it is none, or blames."""
    asked = _bare(text)
    if not ASKS.match(asked):
        rest = WISHES.sub("", asked)
        first = re.match(r"[A-Za-z']+", rest)
        wishes = first is not None and verbs().base(first[0].lower()) == first[0].lower()
        asked = f"Could you {_lower(rest)}" if wishes else ""
    if len(asked.split()) < 3 or blames(asked):
        return ""
    return f"{asked[:1].upper()}{asked[1:]}?"


def need(text: str) -> str:
    """What may stand after "I need" and "I'd love"; "" if it is a demand, or blames."""
    said = re.sub(r"^i(?:'d| would)?\s+(?:need|want|like|love|miss)\s+", "", _lower(_bare(text)))
    demands = re.match(r"(?:you|him|her|them)\b", said) or len(said.split()) > LONGEST_NEED
    return "" if demands or not said or blames(f"i need {said}") else said


def side(text: str) -> str:
    """What may stand after "I know", said to them; "" if it is nothing of the kind, or blames."""
    said = re.sub(r"^i know(?: that)?\s+", "", _lower(_bare(text)))
    said = re.sub(r"^(?:they|he|she)(?=['\s])", "you", said)
    for wrong, right in AGREEING.items():
        said = re.sub(rf"^{wrong}\b", right, said)
    return said if SIDES.match(said) and len(said.split()) > 1 and not blames(said) else ""


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".!? ")


def _lower(text: str) -> str:
    """Without a capital at its beginning, but for a name of oneself."""
    mine = re.match(r"I(?:'|\s)(?!know|need|want|would|'d)", text)
    return text if mine else f"{text[:1].lower()}{text[1:]}"
