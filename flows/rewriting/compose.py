"""Statements made of a brief: three that differ in kind, each by one of several skeletons.

The skeletons are those of docs/rewriting.md; the seed of the text chooses, so that the same text
always gets the same answer and two texts hardly ever do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from flows.rewriting.brief import Brief, Observed
from flows.rewriting.checker import wrong
from flows.rewriting.facts import Fact
from flows.rewriting.said import Style

_TIED = re.compile(r"\b(?:yesterday|today|tonight|last|ago|this|on|at|for|in front)\b")


def statement(brief: Brief, style: Style, avoid: Sequence[str] = ()) -> str | None:
    """The first statement of a style that passes the checker and is not one of `avoid`."""
    for text in _tried(brief, style):
        said = tidy(text)
        if said not in avoid and not wrong(said, acknowledged=bool(brief.side)):
            return said
    return None


def _tried(brief: Brief, style: Style) -> Iterator[str]:
    skeletons = {"softest": SOFT, "plain": PLAIN, "short": BRIEF}[style]
    at = brief.seed % len(skeletons)
    heard = (_side,) if brief.side and style != "short" else ()
    for skeleton in (*heard, *skeletons[at:], *skeletons[:at], _plainly, _about, _nothing_named):
        yield from skeleton(brief)


# — parts ----------------------------------------------------------------------------------------


def _felt(brief: Brief, observed: Observed | None, word: str, extra: str = "") -> str:
    """The feeling, the time, the observation: I felt worried last night when …"""
    if observed is None:
        return f"I've been feeling {word} lately"
    before, after = _facts(brief, observed)
    verb = "felt" if observed.past else "feel"
    when = f"{before} when {observed.text}{after}"
    return f"I {verb} {word}{extra}{when}"


def _facts(brief: Brief, observed: Observed) -> tuple[str, str]:
    """Facts of the text that the observation does not tell: before "when", and behind it."""
    missing = [fact for fact in brief.facts if not _told(fact, observed)]
    if not observed.past:
        rhythm = next((fact for fact in missing if fact.kind in {"count", "rhythm"}), None)
        place = next((fact for fact in missing if fact.kind == "occasion" and not fact.past), None)
        chosen = rhythm or place
        return "", f" {chosen.text}" if chosen else ""
    time = next((fact for fact in missing if fact.kind == "time"), None)
    place = next((fact for fact in missing if fact.kind == "occasion"), None)
    length = next((fact for fact in missing if fact.kind in {"duration", "count"}), None)
    before = "".join(f" {fact.text}" for fact in (place, time) if fact)
    after = (
        f" {_lasting(length)}"
        if length and not observed.own and not _TIED.search(observed.text)
        else ""
    )
    return before, after


def _lasting(fact: Fact) -> str:
    """A length of time as it stands behind an event."""
    bare = fact.kind == "duration" and fact.text[:1].isdigit()
    return f"for {fact.text}" if bare else fact.text


def _told(fact: Fact, observed: Observed) -> bool:
    words = {word for word in fact.text.lower().split() if len(word) > 2} - {"the", "for", "and"}
    return fact in observed.facts or bool(words & set(observed.text.lower().split()))


def _ask(brief: Brief, place: int = 0) -> str:
    return (
        brief.asks[place % len(brief.asks)]
        if brief.asks
        else "Could we talk about it this evening?"
    )


def _pairs(brief: Brief) -> Iterator[tuple[Observed | None, str]]:
    """Observations with feelings, the best of both first."""
    for observed in (*brief.observed[:3], None):
        for word in brief.feelings[:3]:
            yield observed, word


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# — skeletons -------------------------------------------------------------------------------------


def _when_because(brief: Brief) -> Iterator[str]:
    """I feel F when O, because N. R?"""
    for observed, word in _pairs(brief):
        if observed:
            for place, because in enumerate(brief.because[:3]):
                yield f"{_felt(brief, observed, word)}, because {because}. {_ask(brief, place)}"


def _need_first(brief: Brief) -> Iterator[str]:
    """N, so I feel F when O. R?"""
    for observed, word in _pairs(brief):
        if observed:
            for place, because in enumerate(brief.because[:2]):
                if because.startswith(("I ", "it ", "I'd", "I'm")):
                    yield (
                        f"{_capital(because)}, so {_felt(brief, observed, word)}. "
                        f"{_ask(brief, place)}"
                    )


def _when_first(brief: Brief) -> Iterator[str]:
    """When O, I feel F, because N. R?"""
    for observed, word in _pairs(brief):
        if observed and len(observed.text.split()) <= 9:
            verb = "felt" if observed.past else "feel"
            before, after = _facts(brief, observed)
            for place, because in enumerate(brief.because[:2]):
                yield (
                    f"When {observed.text}{after}{before}, I {verb} {word}, because {because}. "
                    f"{_ask(brief, place)}"
                )


def _said(brief: Brief) -> Iterator[str]:
    """A sentence whose verb carries the feeling. N? R?"""
    for place, said in enumerate(brief.says):
        for because in brief.because[:2]:
            yield f"{said} {_sentence(because)}{_ask(brief, place)}"
        yield f"{said} {_ask(brief, place)}"


def _lately(brief: Brief) -> Iterator[str]:
    """I've been feeling F about O lately, and I'd love N. R?"""
    if not brief.nouns or not brief.lasting:
        return
    for word in brief.feelings[:3]:
        for place, love in enumerate(brief.loves[:3]):
            about = f" about {brief.nouns[place % len(brief.nouns)]}"
            ask = _ask(brief, place)
            yield f"I've been feeling {word}{about} lately, and I'd love {love}. {ask}"


def _when_love(brief: Brief) -> Iterator[str]:
    """I felt F when O, and I'd love N. R?"""
    for observed, word in _pairs(brief):
        if observed:
            for place, love in enumerate(brief.loves[:3]):
                yield f"{_felt(brief, observed, word)}, and I'd love {love}. {_ask(brief, place)}"


def _means_a_lot(brief: Brief) -> Iterator[str]:
    """It would mean a lot to me if R. I've been feeling F about O."""
    for place, ask in enumerate(brief.asks[:3]):
        wish = as_wish(ask)
        for word in brief.feelings[:2]:
            if wish and brief.observed and brief.past:
                felt = _felt(brief, brief.observed[0], word)
                yield f"{felt}. It would mean a lot to me if {wish}."
            if wish and brief.nouns:
                noun = brief.nouns[place % len(brief.nouns)]
                yield f"It would mean a lot to me if {wish}. I've been feeling {word} about {noun}."


def _side(brief: Brief) -> Iterator[str]:
    """I know Y. I feel F when O, and I'd like N. R?  (Y only if the person said it.)"""
    if not brief.side:
        return
    for observed, word in _pairs(brief):
        for love in (*brief.loves[:2], ""):
            wish = f", and I'd love {love}" if love else ""
            yield f"I know {brief.side}. {_felt(brief, observed, word)}{wish}. {_ask(brief)}"


def _plainly(brief: Brief) -> Iterator[str]:
    """I feel F when O. R?"""
    for observed, word in _pairs(brief):
        if observed:
            yield f"{_felt(brief, observed, word)}. {_ask(brief)}"


def _shortly(brief: Brief) -> Iterator[str]:
    """I felt F when O. Short R?"""
    for place, ask in enumerate((*brief.short_asks, *brief.asks)):
        for observed, word in _pairs(brief):
            if observed and len(observed.text.split()) <= 11:
                yield f"{_felt(brief, observed, word)}. {ask}"
        if place > 3:
            return


def _said_shortly(brief: Brief) -> Iterator[str]:
    for place, said in enumerate(brief.says):
        if len(said.split()) <= 12 and brief.short_asks:
            yield f"{said} {brief.short_asks[place % len(brief.short_asks)]}"


def _about(brief: Brief) -> Iterator[str]:
    """I feel F about the thing, because N. R?"""
    for noun in brief.nouns[:1]:
        for word in brief.feelings[:3]:
            for place, because in enumerate(brief.because[:3]):
                ask = _ask(brief, place)
                yield f"I feel {word} about {noun}, because {because}. {ask}"
            for place, love in enumerate(brief.loves[:2]):
                yield f"I feel {word} about {noun}, and I'd love {love}. {_ask(brief, place)}"


def _nothing_named(brief: Brief) -> Iterator[str]:
    """No event is known: the feeling, and a talk."""
    for word in brief.feelings[:2]:
        for place, because in enumerate(brief.because[:2]):
            yield f"I'm feeling {word} about this, because {because}. {_ask(brief, place)}"
        for place, love in enumerate(brief.loves[:2]):
            yield f"I feel {word} right now, and I'd love {love}. {_ask(brief, place)}"
        yield f"I'm feeling {word} about this, and I'd like us to talk it through. {_ask(brief)}"
        yield f"I feel {word}, and I'd like us to understand each other. {_ask(brief)}"


Skeleton: TypeAlias = Callable[[Brief], Iterator[str]]
PLAIN: tuple[Skeleton, ...] = (
    _when_because, _when_love, _need_first, _when_because, _when_first,
)  # fmt: skip
SOFT: tuple[Skeleton, ...] = (_lately, _means_a_lot, _when_love, _said, _when_because)
BRIEF: tuple[Skeleton, ...] = (_shortly, _said_shortly, _shortly)


# — last touches ---------------------------------------------------------------------------------


def as_wish(ask: str) -> str | None:
    """A question as it stands after "it would mean a lot to me if"."""
    found = re.fullmatch(r"(Could|Would|Can) (you|we) (.+)\?", ask)
    if not found or found[3].startswith("be "):
        return None
    verb = {"Could": "could", "Can": "could", "Would": "would"}[found[1]]
    return f"{found[2]} {verb} {found[3]}"


def _sentence(clause: str) -> str:
    """A clause as a sentence of its own."""
    return f"{_capital(clause)}. " if clause else ""


def tidy(text: str) -> str:
    """Spaces, "I" and sentence beginnings as they are written."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\bi(?=\b(?!'?\.))(?= |'|,|\.|\?)", "I", text)
    text = re.sub(r"([.?]) ([a-z])", lambda found: f"{found[1]} {found[2].upper()}", text)
    return _capital(text)
