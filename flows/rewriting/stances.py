"""What is no complaint about an act: stonewalling, praise, a good statement, several complaints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.rewriting.acts import acts
from flows.rewriting.compose import tidy
from flows.rewriting.facts import facts
from flows.rewriting.flags import line_of
from flows.rewriting.kinds import phrase_kind
from flows.rewriting.own import joined, told
from flows.rewriting.said import Version
from flows.rewriting.tables import table
from flows.rewriting.text import STOPS, Word, read, stops

LONG = 34  # words from which on one complaint is picked of several
_THREAT = re.compile(
    r"(?:,? ?\bor (?:else\b|we are|i am|i will|it is|that is|you can|find|move|consider|pack).*$)|"
    r"(?:^(?:it is over|i am done|we are done|i am leaving|i will leave)[^.]*\b(?:if|unless) )"
)


def time_out(words: Sequence[Word], seed: int, lean: str) -> tuple[Version, ...]:
    """A wall becomes a state, a wish for time, and a time of return."""
    rows = table("stances")["stonewall"]
    line, _ = line_of(words)
    mood = next(
        (name for name, row in rows["moods"].items() if re.search(row["finds"], line)), "full"
    )
    mine = rows["moods"][mood]
    states, breaks, returns = mine["states"], rows["breaks"], rows["returns"]
    made = [
        f"{states[(seed + n) % len(states)]} {breaks[(seed // 3 + n) % len(breaks)]} "
        f"{returns[(seed // 7 + n) % len(returns)]}"
        for n in range(2)
    ]
    short = rows["short"][seed % len(rows["short"])]
    warm = rows["warm"][seed % len(rows["warm"])]
    soft = f"{made[1]} {warm}" if lean != "avoidant" else made[1]
    return (Version("softest", soft), Version("plain", made[0]), Version("short", short))


def warmed(words: Sequence[Word]) -> tuple[Version, ...]:
    """Praise stays praise: tidied, said to the partner, with one warm line after it."""
    said = tidy(joined(words))
    said = said if said.endswith((".", "?")) else f"{said}."
    warm = table("stances")["positive"]["warm"]
    more = warm[len(said) % len(warm)]
    return (Version("plain", f"{said} {more}"),)


def tidied(text: str) -> tuple[Version, ...]:
    """A good statement, its words left alone: spelling, capitals and end marks only."""
    said = tidy(joined(read(text)))
    return (Version("plain", said if said.endswith((".", "?")) else f"{said}."),)


def chosen(words: Sequence[Word], *, cut_threat: bool) -> tuple[tuple[Word, ...], bool]:
    """The complaint to speak about: a long text's most telling sentence; without the threat."""
    kept = _without_threat(words) if cut_threat else tuple(words)
    if len(kept) < LONG:
        return kept or tuple(words), False
    sentences = [one for one in stops(kept) if len(one) > 3]
    if len(sentences) < 3:
        return kept, False
    best = max(range(len(sentences)), key=lambda n: (_telling(sentences[n]), n))
    window = sentences[best]
    return (*window,), True


def _telling(sentence: Sequence[Word]) -> float:
    """How much a sentence tells of what happened."""
    return 2 * len(told(acts(sentence))) + 1.5 * len(facts(sentence)) + 0.02 * len(sentence)


_OTHERWISE = re.compile(r"(?<=\w\w),? or (?!(?:two|three|so|not)\b).*$")  # "marry me or let me go"
_CONDITION = re.compile(
    r"\b(?P<head>if|unless|until|either) (?P<said>(?:you|we) (?:ever |still )?.+?)"
    r"(?= one more time| again\b| once more| ever\b|,| then\b| or\b|[.?!]|$| (?:i am|i will|we are|"
    r"it is|do not (?:bother|expect)|you can (?!not)|i want a|i walk|i leave|that is it|this is)\b)"
)
_ORDERS = {"unless", "until", "either"}


def _condition(words: Sequence[Word]) -> tuple[Word, ...]:
    """What an "if you …" holds against somebody, or what an "unless you …" wants of them."""
    line, starts = line_of(words)
    found = _CONDITION.search(line)
    if not found:
        return ()
    kept = [words[n] for n, at in enumerate(starts) if found.start("said") <= at < found.end()]
    return (Word("can", 0, 0), *kept) if found["head"] in _ORDERS else tuple(kept)


def _without_threat(words: Sequence[Word]) -> tuple[Word, ...]:
    """The condition of an ultimatum, which holds the need; its threat is left out."""
    if (condition := _condition(words)) and acts(condition):
        return condition
    line, starts = line_of(words)
    found = _THREAT.search(line) or _OTHERWISE.search(line)
    if not found:
        return tuple(
            word for sentence in stops(words) for word in sentence if not _threatens(sentence)
        )
    kept = [n for n, at in enumerate(starts) if not found.start() <= at < found.end()]
    return tuple(words[n] for n in kept)


def _threatens(sentence: Sequence[Word]) -> bool:
    line, _ = line_of([word for word in sentence if word.text not in STOPS])
    return phrase_kind(line) == "ultimatum" and not re.search(
        r"\bif you\b|\beither\b|\bstop\b", line
    )
