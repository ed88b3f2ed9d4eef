"""Room for the two of us: one shared choice a week, chosen freely. Never beside one who harms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows import lists
from flows.engine.effects import Effect, Keep
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.planning import marks
from flows.planning.week import current

A_WEEK = 3  # offers; a round of four weeks brings each of twelve once


def offers(known: Known) -> list[Option]:
    """Offers of this week, and none of them; beside one who harms there is no offer."""
    if unsafe(known):
        return [Option("none")]
    plan, entries = current(known), list(lists.of(known, "rooms").values())
    week = (plan.week if plan else 1) - 1
    shown = [entries[(week * A_WEEK + at) % len(entries)] for at in range(A_WEEK)]
    return [*lists.options(shown), Option("none")]


def chosen(known: Known) -> bool:
    """Whether one was chosen this week."""
    plan = current(known)
    return plan is not None and bool(plan.room)


def choose(known: Known) -> tuple[Effect, ...]:
    """Keep the choice for this week."""
    plan, key = current(known), known.text("room")
    if plan is None or unsafe(known) or key not in lists.of(known, "rooms"):
        return ()
    return (marks.save(replace(plan, room=key, room_done=False)),)


def did(known: Known) -> tuple[Effect, ...]:
    """It took place: a small step as well."""
    plan = current(known)
    if plan is None or not plan.room or plan.room_done:
        return ()
    record: Mapping[str, JSON] = {"step": plan.room, "work": "room", "lane": plan.lane}
    return (marks.save(replace(plan, room_done=True)), Keep("small_step", record))


def told(known: Known) -> Mapping[str, JSON]:
    """The choice of this week, in words; "" without one."""
    plan = current(known)
    entry = lists.of(known, "rooms").get(plan.room) if plan else None
    return {
        "room_text": entry.text if entry else "",
        "room_label": entry.label if entry else "",
        "room_done": bool(plan and plan.room_done),
    }
