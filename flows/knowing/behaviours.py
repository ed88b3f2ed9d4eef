"""Behaviour, fear, need: the one list that /reframe, /partner and /dance look things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.knowing.card import side
from flows.lists import Entry


def every(known: Known) -> Mapping[str, Entry]:
    """The list."""
    return lists.of(known, "behaviours")


def offers(known: Known, *, first: str = "") -> Sequence[Option]:
    """Behaviours as buttons, beginning with one side's."""
    entries = sorted(every(known).values(), key=lambda one: one.kind != first)
    return lists.options(entries)


def mine(known: Known) -> Sequence[Option]:
    """My own, beginning with those of the side that I lean to."""
    return offers(known, first=side(known))


def theirs(known: Known) -> Sequence[Option]:
    """The other's, beginning with those that often answer mine."""
    opposite = {"distance": "closeness", "closeness": "distance"}
    return offers(known, first=opposite.get(side(known), ""))


def explained(known: Known, answer: str) -> Mapping[str, JSON]:
    """What a behaviour may mean: fear, need, the direct way, and what it can be beside that."""
    found = every(known).get(answer)
    if found is None:
        return {"known": False, "does": answer, "their_does": answer}
    fears, needs = lists.of(known, "fears"), lists.of(known, "needs")
    fear = fears.get(found.fear)
    return {
        "known": True,
        "does": found.says,
        "their_does": found.theirs,
        "meaning": found.text,
        "fear_words": fear.says if fear else "",
        "need_words": [needs[key].says for key in found.needs if key in needs],
        "instead": found.asks,
        "caution": found.note,
    }


def frightening(known: Known, answer: str) -> bool:
    """Whether it can be more than a way of coping, or good will may not be assumed at all."""
    found = every(known).get(answer)
    return unsafe(known) or bool(found and found.note)
