"""The steps of the plan: which there are for a lane, in which ladders, and which are left out.

`kind` of an entry is the lane of work (know, calm, reach), `leads` its ladder, `rank` its rung.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from flows import lists
from flows.engine.known import Known
from flows.guards import unsafe
from flows.lists import Entry

LANES = ("anxious", "avoidant", "fearful", "steadier", "single")
WORKS = ("know", "calm", "reach")
CLOSER = "steps_closer"  # leads nearer to a partner, or advises staying
LETS_WAIT = "uncertainty"  # the ladder on which an answer waits: somebody may be made to pay for it
FILES = ("steps_know", CLOSER, "steps_calm", "steps_reach")
Ladder = Sequence[Entry]


def every(known: Known) -> Mapping[str, Entry]:
    """All steps by key, whoever they are for."""
    return known.once("plan_steps", lambda: _every(known))


def _every(known: Known) -> Mapping[str, Entry]:
    found = chain.from_iterable(lists.of(known, name).items() for name in FILES)
    return dict(found)


def allowed(known: Known) -> Mapping[str, Entry]:
    """All steps that may be put before this person.

    Beside a partner who harms: none that leads to them, and none that lets them wait.
    """
    steps = every(known)
    if not unsafe(known):
        return steps
    closer = lists.of(known, CLOSER)
    return {
        key: step for key, step in steps.items() if key not in closer and step.leads != LETS_WAIT
    }


def ladders(known: Known, lane: str, work: str) -> list[Ladder]:
    """The ladders of a lane for one lane of work, the likeliest first, from their lowest rungs."""
    found: dict[str, list[Entry]] = {}
    for step in allowed(known).values():
        if step.kind == work and lane in step.lanes:
            found.setdefault(step.leads, []).append(step)
    return [sorted(steps, key=lambda step: step.rank) for steps in found.values()]


def below(known: Known, lane: str, key: str) -> Entry | None:
    """The next lower rung of the same ladder; None at the lowest."""
    step = every(known)[key]
    lower = [
        one
        for ladder in ladders(known, lane, step.kind)
        for one in ladder
        if one.leads == step.leads and one.rank < step.rank
    ]
    return lower[-1] if lower else None
