"""What becomes of a step: done, not now, too much, swapped. Each is kept, none is judged.

Records: `small_step` {step, work, lane, small}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.engine.effects import Effect, Keep, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.knowing import card
from flows.planning import choose
from flows.planning.plan import DONE, KEY, LATER, OPEN, Plan, Slot, data, kept
from flows.planning.steps import LANES, WORKS
from flows.planning.week import current, fresh, gap, step_of

LEANS: Mapping[str, str] = {
    "distance": "anxious", "closeness": "avoidant", "both": "fearful", "steady": "steadier",
}  # fmt: skip


def has_plan(known: Known) -> bool:
    """Whether a plan was begun."""
    return kept(known) is not None


def suggested(known: Known) -> str:
    """The lane that fits how the person leans, by /assess or by what was noted; "" if unknown."""
    return LEANS.get(card.side(known), "")


def lanes(known: Known) -> list[Option]:
    """The lanes, the suggested one first; any can be chosen."""
    first = suggested(known)
    return [Option(lane) for lane in sorted(LANES, key=lambda lane: lane != first)]


def save(plan: Plan) -> Effect:
    """Keep the plan."""
    return Remember(KEY, data(plan))


def begin(known: Known) -> tuple[Effect, ...]:
    """Begin in the chosen lane; the lane one is in already goes on as it is."""
    lane, before = known.text("lane"), current(known)
    if lane not in LANES or (before is not None and before.lane == lane):
        return ()
    return (save(fresh(known, lane, before)),)


def look(known: Known) -> tuple[Effect, ...]:
    """The week is looked at: keep what it is by now, and whether that was after a gap."""
    plan = current(known)
    if plan is None:
        return ()
    looked = replace(plan, looked=int(known.now.timestamp()), after_gap=gap(known))
    return () if looked == kept(known) else (save(looked),)


def rows(known: Known) -> list[Option]:
    """The week's steps, each by its title, and what else there is."""
    plan = current(known)
    found = [(work, step_of(known, work)) for work in WORKS]
    titles = [Option(work, pair[1].label) for work, pair in found if pair is not None]
    return [*titles, *([Option("room")] if _has_room(known, plan) else []), Option("log"),
            Option("lane")]  # fmt: skip


def _has_room(known: Known, plan: Plan | None) -> bool:
    return plan is not None and plan.lane != "single" and not unsafe(known)


def acts(known: Known) -> Sequence[Option]:
    """What can be done with the step that is open."""
    pair, plan = step_of(known, known.text("go")), current(known)
    if pair is None or plan is None or pair[0].state == DONE:
        return [Option("week")]
    slot, step = pair
    if slot.state == LATER:
        return [Option("done"), Option("week")]
    tests = step.test in {"hard", "reaction", "self"} and not (slot.guess or slot.small)
    tried = [Option("try")] if tests else []
    less = [] if slot.small else [Option("too_much")]
    other = choose.following(known, plan, step.kind, int(known.now.timestamp()))
    swap = [Option("swap")] if other is not None else []
    return [*tried, Option("done"), Option("not_now"), *less, *swap, Option("week")]


def marked(known: Known, state: str, **changes: str) -> Plan | None:
    """The plan with the open step in another state; None without such a step.

    A step that was only pictured does not count as its rung: that comes again, whole.
    """
    plan, work = current(known), known.text("go")
    slot = plan.now.get(work) if plan else None
    if plan is None or slot is None:
        return None
    changed = Slot(slot.key, state, slot.small, changes.get("guess", slot.guess), slot.carried)
    whole = state == DONE and not slot.small and slot.key not in plan.done
    done = (*plan.done, slot.key) if whole else plan.done
    return replace(plan, now={**plan.now, work: changed}, done=done)


def done(known: Known) -> tuple[Effect, ...]:
    """The step was done: keep it as a small step."""
    plan, pair = marked(known, DONE), step_of(known, known.text("go"))
    if plan is None or pair is None or pair[0].state == DONE:
        return ()
    slot, step = pair
    record: dict[str, JSON] = {"step": step.key, "work": step.kind, "lane": plan.lane}
    if slot.small:
        record["small"] = True
    return (save(plan), Keep("small_step", record))


def not_now(known: Known) -> tuple[Effect, ...]:
    """The step is laid aside; it comes again after a fortnight or later."""
    plan, at = marked(known, LATER), int(known.now.timestamp())
    return () if plan is None else (save(choose.aside(plan, known.text("go"), at)),)


def too_much(known: Known) -> tuple[Effect, ...]:
    """A smaller step of the same ladder instead."""
    plan, work = current(known), known.text("go")
    if plan is None or work not in plan.now or plan.now[work].state != OPEN:
        return ()
    return (save(choose.smaller(known, plan, work, int(known.now.timestamp()))),)


def swap(known: Known) -> tuple[Effect, ...]:
    """Another step of the same lane of work instead."""
    plan, work = current(known), known.text("go")
    if plan is None or work not in plan.now or plan.now[work].state != OPEN:
        return ()
    at = int(known.now.timestamp())
    if choose.following(known, plan, work, at) is None:
        return ()
    return (save(choose.fill(known, plan, work, at)),)
