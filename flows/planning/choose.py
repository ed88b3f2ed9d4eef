"""Which step comes next: up the ladder, one rung at a time, and none again within a fortnight.

The first ladder of a lane comes every second week; the second rests two fortnights after it was
used, the third three, so that all have their turns. The one step that may come again within a
fortnight is the smaller one that somebody asks for who finds a step too much.
"""

from __future__ import annotations

from dataclasses import replace

from flows.engine.known import Known
from flows.lists import Entry
from flows.planning.plan import DONE, OPEN, Plan, Slot
from flows.planning.steps import Ladder, below, every, ladders

DAY = 24 * 60 * 60  # seconds
REST = 14 * DAY


def rested(plan: Plan, key: str, at: int) -> bool:
    """Whether a step may come again."""
    return at - plan.past.get(key, at - REST) >= REST


def following(known: Known, plan: Plan, work: str, at: int) -> Entry | None:
    """The next step for a lane of work at a moment; None while everything there rests."""
    rungs = ladders(known, plan.lane, work)
    waiting: list[tuple[int, Entry]] = []  # since when the ladder rests, and its next rung
    for turns, ladder in enumerate(rungs, start=1):
        step, used = _next_rung(plan, ladder, at), _used(plan, ladder)
        if step is not None and (used is None or at - used >= turns * REST):
            return step
        if step is not None and used is not None:
            waiting.append((used, step))
    if waiting:
        return min(waiting, key=lambda pair: pair[0])[1]
    again = [step for ladder in rungs for step in ladder if rested(plan, step.key, at)]
    again = [step for step in again if step.key in plan.done]
    return min(again, key=lambda step: plan.past.get(step.key, 0), default=None)


def _next_rung(plan: Plan, ladder: Ladder, at: int) -> Entry | None:
    """The lowest rung not done yet, if it may come again; rungs are not jumped over."""
    step = next((one for one in ladder if one.key not in plan.done), None)
    return step if step is not None and rested(plan, step.key, at) else None


def _used(plan: Plan, ladder: Ladder) -> int | None:
    """When a ladder was last used."""
    return max((plan.past[step.key] for step in ladder if step.key in plan.past), default=None)


def placed(plan: Plan, work: str, slot: Slot | None, at: int) -> Plan:
    """The plan with another step for a lane of work, put before the person now; or with none."""
    now = {name: one for name, one in plan.now.items() if name != work}
    if slot is None:
        return replace(plan, now=now)
    return replace(plan, now={**now, work: slot}, past={**plan.past, slot.key: at})


def aside(plan: Plan, work: str, at: int) -> Plan:
    """The plan with an open step laid aside: it rests from now on, and not since it first came."""
    slot = plan.now.get(work)
    if slot is None or slot.state == DONE:
        return plan
    return replace(plan, past={**plan.past, slot.key: at})


def fill(known: Known, plan: Plan, work: str, at: int) -> Plan:
    """The plan with the next step for a lane of work."""
    slot = plan.now.get(work)
    if slot is not None and slot.state == OPEN:
        plan = aside(plan, work, at)
    step = following(known, plan, work, at)
    return placed(plan, work, None if step is None else Slot(step.key), at)


def smaller(known: Known, plan: Plan, work: str, at: int) -> Plan:
    """The plan with the rung below; at the lowest one, the same step in its smallest form."""
    slot, plan = plan.now[work], aside(plan, work, at)
    lower = below(known, plan.lane, slot.key) if slot.key in every(known) else None
    if lower is None:
        return placed(plan, work, Slot(slot.key, small=True), at)
    return placed(plan, work, Slot(lower.key), at)
