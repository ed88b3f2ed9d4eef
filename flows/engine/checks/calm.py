"""One idea a message: a card is short, even for somebody who is not hot."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof

CARD = 600  # characters, with answers of usual length
HELD = 900  # of a flow that holds the talk: it says at once what cannot be told in steps


def check(proof: Proof) -> Iterator[Problem]:
    """Every part of every step outside the hot flows, which are stricter."""
    told = set()
    for card in proof.cards:
        if card.stand.flow.hot or not card.stand.usual:
            continue
        for line in card.parts:
            most = HELD if card.stand.flow.holds else CARD
            if line.source is None or line.source in told or len(line.plain) <= most:
                continue
            told.add(line.source)
            text = f"{line.place} has {len(line.plain)} characters"
            remedy = f"a card holds {most}: cut it, or make it two steps"
            yield proof.at_source(line.source, text, remedy)
