"""What is to be said, before it is put into sentences: observation, feeling, need, request, facts.

Observations come from the situation's author or from the person's own words; whichever keeps more
of what happened stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.rewriting.act import Act
from flows.rewriting.anything import NAME
from flows.rewriting.facts import Fact
from flows.rewriting.feelings import Stated, genuine
from flows.rewriting.own import observation, request, told
from flows.rewriting.said import Tuning
from flows.rewriting.situations import Situation, Strength, filled
from flows.rewriting.text import Word

SURE, HALF = 0.5, 0.2  # chance of a topic from which on it is trusted; from which on it is guessed


AUTHORED = 1.8  # an author's observation of many times, in long words of one's own, by halves


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation: stands after "when", tells of one time (`past`) or of many."""

    text: str
    past: bool
    own: bool
    weight: float
    facts: tuple[Fact, ...] = ()  # those that are in it already


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that can go into a statement, the fittest first."""

    past: bool
    strength: Strength
    observed: tuple[Observed, ...]
    nouns: tuple[str, ...]
    feelings: tuple[str, ...]
    because: tuple[str, ...]
    loves: tuple[str, ...]
    says: tuple[str, ...]
    asks: tuple[str, ...]
    short_asks: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    side: str = ""
    seed: int = 0
    lasting: bool = True  # it is known to go on, or its situation to be of that sort


def rotated(items: Sequence[str], seed: int) -> tuple[str, ...]:
    """The items, beginning where the seed says: the same text always gets the same."""
    if not items:
        return ()
    at = seed % len(items)
    return (*items[at:], *items[:at])


@dataclass(frozen=True, slots=True)
class Source:
    """A text taken apart: what the brief is made of."""

    words: Sequence[Word]
    acts: Sequence[Act]
    facts: Sequence[Fact]
    strength: Strength
    stated: Stated | None
    seed: int

    @property
    def texts(self) -> list[str]:
        """The words alone."""
        return [word.text for word in self.words]


def brief(source: Source, situation: Situation | None, tuning: Tuning) -> Brief:
    """Gather it. `situation` is one that fits the text, or its topic's general one, or None."""
    seed, stated = source.seed, source.stated
    past = one_time(source.texts, source.acts, source.facts)
    observed = tuple(_observations(source, situation, past=past))
    if observed:
        past = observed[0].past
    return Brief(
        past=past,
        strength=source.strength,
        observed=observed,
        nouns=_lines(source, situation, "noun", seed),
        feelings=_feelings(situation, source, tuning.feeling),
        because=_wants(tuning, stated) + _lines(source, situation, "because", seed // 5),
        loves=(tuning.need,) if tuning.need else _lines(source, situation, "love", seed // 7),
        says=() if tuning.feeling or tuning.need else _lines(source, situation, "say", seed),
        asks=_asks(source, situation, tuning.ask, past=past),
        short_asks=(tuning.ask,) if tuning.ask else _short_asks(source, situation),
        facts=tuple(source.facts),
        side=tuning.side,
        seed=seed,
        lasting=situation is None or situation.topic != NAME,
    )


def _wants(tuning: Tuning, stated: Stated | None) -> tuple[str, ...]:
    """What the person chose to need, or what their own verdict asks for."""
    if tuning.need:
        return (f"I need {tuning.need}",) * 3
    return (stated.want,) if stated and stated.want else ()


def _lines(source: Source, situation: Situation | None, name: str, turn: int) -> tuple[str, ...]:
    """An author's lines, their slots filled, beginning where the seed says."""
    if situation is None:
        return ()
    lines = rotated(getattr(situation, name), turn)
    return tuple(filled(line, source.texts, situation) for line in lines)


def _asks(
    source: Source, situation: Situation | None, chosen: str, *, past: bool
) -> tuple[str, ...]:
    """Requests: the one that was chosen, else the author's and those in the person's own words."""
    if chosen:
        return (chosen,)
    own = tuple(ask for act in source.acts if (ask := request(act, source.seed)))
    if situation is None:
        return own
    asks = situation.asks
    timed = (*asks.repair, *asks.next) if past else asks.habit
    lines = rotated(timed or asks.habit, source.seed // 3)
    written = tuple(filled(line, source.texts, situation) for line in lines)
    wished = any(act.frame == "wish" for act in source.acts)
    return (*own, *written) if situation.general or wished else (*written, *own)


def _short_asks(source: Source, situation: Situation | None) -> tuple[str, ...]:
    if situation is None:
        return ()
    lines = rotated(situation.asks.short, source.seed // 11)
    return tuple(filled(line, source.texts, situation) for line in lines)


def one_time(texts: Sequence[str], acts: Sequence[Act], facts: Sequence[Fact]) -> bool:
    """Whether it is told of one time rather than of many."""
    if {"always", "never", "every", "constantly", "forever", "keep", "keeps", "whenever"} & set(
        texts
    ):
        dated = any(fact.past for fact in facts)
        events = [act for act in acts if act.frame == "event"]
        return dated and bool(events) and not {"always", "every", "whenever"} & set(texts)
    if any(fact.past for fact in facts):
        return not any(act.frame == "habit" and act.who == "you" for act in acts)
    mine = [act for act in acts if act.frame in {"event", "habit"} and act.who != "i"]
    if mine:
        return mine[0].frame == "event"
    return bool(acts) and acts[0].frame == "event"


def _observations(source: Source, situation: Situation | None, *, past: bool) -> Iterator[Observed]:
    found: list[Observed] = []
    for act in told(source.acts):
        own = observation(act)
        if own is None or own.past != past:
            continue
        inside = tuple(f for f in source.facts if own.start <= f.start and f.end <= own.end)
        mine = sum(len(word) > 2 for word in own.text.split())
        weight = min(mine, 7) / 2 - (1.5 if own.denied else 0) - (0.8 if not past else 0)
        found.append(Observed(own.text, own.past, True, weight, inside))
    if situation:
        lines = situation.event if past else situation.habit
        for at, line in enumerate(rotated(lines, source.seed)):
            text = filled(line, source.texts, situation)
            slot = 0.6 if "{" in line and text != filled(line, (), situation) else 0
            base = AUTHORED - 0.5 * situation.general - 0.3 * past
            found.append(Observed(text, past, False, base + slot - at / 100))
    yield from sorted(found, key=lambda one: -one.weight)


def _feelings(situation: Situation | None, source: Source, chosen: str) -> tuple[str, ...]:
    """Words for what is felt: the chosen or the said one, then others as strong as the text is."""
    if chosen:
        return (chosen,)
    seed, strength = source.seed, source.strength
    if source.stated and not source.stated.want:
        return (source.stated.word,)
    first = (source.stated.word,) if source.stated else ()
    if situation:
        table = situation.feelings
        others = rotated(table.get(strength, ()), seed // 2) + rotated(
            table.get("medium", ()), seed
        )
    else:
        others = NEUTRAL[strength]
    return tuple(dict.fromkeys((*first, *others)))


NEUTRAL: Mapping[Strength, tuple[str, ...]] = {
    "mild": ("a bit sad", "uneasy"),
    "medium": ("upset", "sad"),
    "strong": ("really upset", "hurt"),
}


def known_feeling(word: str) -> bool:
    """Whether a word may stand after "I feel"."""
    return re.sub(r"^(?:a bit|a little|really|so|very) ", "", word) in genuine()
