"""Feelings: those that are said, those that a verdict leaves, and how strong it all is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.rewriting.flags import line_of
from flows.rewriting.situations import Strength
from flows.rewriting.tables import table
from flows.rewriting.text import Word


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says they feel. `want`: what a verdict word asks for instead of itself."""

    word: str
    want: str = ""
    check: bool = False


@cache
def genuine() -> dict[str, Strength]:
    """Feelings that may be said, and how strong each is; longer ones first."""
    rows: dict[Strength, str] = table("feelings")["genuine"]
    found: dict[str, Strength] = {
        word.strip(): strength for strength, line in rows.items() for word in line.split(",")
    }
    return dict(sorted(found.items(), key=lambda row: -len(row[0])))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    mine = "|".join(map(re.escape, genuine()))
    said = "|".join(sorted(map(re.escape, table("feelings")["said"]), key=len, reverse=True))
    verdicts = "|".join(
        sorted(map(re.escape, table("feelings")["verdicts"]), key=len, reverse=True)
    )
    between = "|".join(sorted(table("feelings")["between"].split(", "), key=len, reverse=True))
    i_feel = rf"i (?:(?:{between}) )*"
    return (
        re.compile(rf"\b{i_feel}({mine})\b"),
        re.compile(rf"\b({said})\b"),
        re.compile(rf"\b{i_feel}(?:like i am |as if i am )?({verdicts})\b"),
    )


def stated(words: Sequence[Word], seed: int = 0) -> Stated | None:
    """The feeling that is said, genuine ones before verdicts, verdicts before turns of phrase."""
    line, _ = line_of(words)
    mine, said, verdict = _patterns()
    found = mine.search(line)
    if found and not _denied(line, found.start(1)):
        return Stated(_strengthened(found[1], found[0]))
    found = verdict.search(line)
    if found:
        row = table("feelings")["verdicts"][found[1]]
        return Stated(row["feel"][seed % len(row["feel"])], row["want"], bool(row.get("check")))
    found = said.search(line)
    if found and not _denied(line, found.start(1)):
        word = table("feelings")["said"][found[1]]
        return None if word == "missing you" else Stated(word)
    return None


def _denied(line: str, at: int) -> bool:
    return bool(re.search(r"\b(?:not|never|no|do not)(?: \w+)?\s$", line[:at]))


def _strengthened(word: str, whole: str) -> str:
    """So angry is "really angry"; what is strong by itself stays."""
    loud = re.search(r"\b(so|very|really|absolutely|completely|totally|too)\b", whole)
    if loud and genuine()[word] == "medium" and " " not in word:
        return f"really {word}"
    return word


@cache
def _signs(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('feelings')['signs'][name])})\b")


def strength(text: str, words: Sequence[Word]) -> Strength:
    """How strong the text is, by its words, capitals and marks."""
    line, _ = line_of(words)
    letters = [c for c in text if c.isalpha()]
    shouting = len(letters) > 8 and sum(map(str.isupper, letters)) > 0.5 * len(letters)
    if _signs("strong").search(line) or shouting or "!!" in text or "😡" in text or "🤬" in text:
        return "strong"
    return "mild" if _signs("mild").search(line) else "medium"
