"""Which topic and situation a text is about, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from flows.rewriting import model
from flows.rewriting.brief import HALF, SURE
from flows.rewriting.situations import Situation, by_key, topics

LIKELY = 3  # topics to tap where it is not plain
ANCHORED, BARE = 6.0, 0.35  # how much an anchor, or none, moves a situation's chance


@dataclass(frozen=True, slots=True)
class Match:
    """The likeliest topic, and its situation: one with an anchor in the text, else the general."""

    topic: str
    sure: float
    situation: Situation | None
    anchored: bool
    likely: tuple[str, ...]


def match(seen: set[str], tapped: str = "") -> Match:
    """Match a text. `tapped`: a situation or topic that the person chose; it is believed."""
    chances = model.topics(seen)
    ranked = sorted(chances, key=lambda topic: -chances[topic])
    likely = tuple(ranked[:LIKELY])
    if tapped in by_key():
        one = by_key()[tapped]
        return Match(one.topic, 1.0, one, anchored=True, likely=likely)
    topic = tapped if tapped in topics() else ranked[0]
    sure = 1.0 if tapped in topics() else chances[topic]
    if topic not in topics() or sure < HALF:
        return Match(topic, sure, None, anchored=False, likely=likely)
    situation, anchored = _situation(topic, seen, sure)
    return Match(topic, sure, situation, anchored, likely)


def _situation(topic: str, seen: set[str], sure: float) -> tuple[Situation, bool]:
    """The likeliest situation that an anchor speaks for; without one, the topic's general words."""
    chances = model.situations(seen, topic)
    weighed = {
        key: chance * (ANCHORED if f"@{key}" in seen else 1.0 if by_key()[key].general else BARE)
        for key, chance in chances.items()
        if key in by_key()
    }
    if not weighed:
        return topics()[topic].general, False
    best = max(weighed, key=weighed.__getitem__)
    one = by_key()[best]
    spoken_for = f"@{best}" in seen or (one.general and sure >= SURE)
    return (one, f"@{best}" in seen) if spoken_for else (topics()[topic].general, False)
