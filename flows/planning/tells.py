"""The plan in words: the week, one step, the log of small steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Known
from flows.guards import unsafe
from flows.planning import marks, rooms, trials
from flows.planning.plan import OPEN, Slot
from flows.planning.steps import WORKS, every
from flows.planning.week import current, step_of

LATEST = 5  # small steps that the log names


def lane(known: Known) -> Mapping[str, JSON]:
    """What is suggested, and the lane one is in."""
    plan = current(known)
    return {"suggested": marks.suggested(known), "lane_now": plan.lane if plan else ""}


def week(known: Known) -> Mapping[str, JSON]:
    """The week: its number, its steps with their states, and whether all are answered."""
    plan = current(known)
    states: dict[str, dict[str, JSON]] = {
        work: {"title": pair[1].label, "state": _state(pair[0])}
        for work in WORKS
        if (pair := step_of(known, work)) is not None
    }
    shown: dict[str, JSON] = {work: states.get(work) for work in WORKS}
    room = rooms.told(known)
    hidden = plan is None or plan.lane == "single" or unsafe(known)
    return {
        "lane_now": plan.lane if plan else "",
        "week_number": plan.week if plan else 1,
        "steps": shown,
        "after_gap": bool(plan and plan.after_gap),
        "all_done": bool(states) and all(one["state"] == "done" for one in states.values()),
        **room,
        "room_label": "" if hidden else room["room_label"],
    }


def _state(slot: Slot) -> str:
    return "small" if slot.small and slot.state == OPEN else slot.state


def step(known: Known) -> Mapping[str, JSON]:
    """The step that is open, whole."""
    pair = step_of(known, known.text("go"))
    if pair is None:
        return dict.fromkeys(
            ("step_title", "step_text", "why", "how", "know", "state", "guess"), ""
        ) | {"small": False}
    slot, entry = pair
    return {
        "step_title": entry.label,
        "step_text": entry.text,
        "why": entry.why,
        "how": entry.how,
        "know": entry.know,
        "state": slot.state,
        "guess": slot.guess,
        "small": slot.small,
    }


def done(known: Known) -> Mapping[str, JSON]:
    """The plain line after a small step; another one each time."""
    entries: Sequence[lists.Entry] = list(lists.of(known, "acks").values())
    count = len(known.records("small_step"))
    return {"ack": entries[count % len(entries)].text, "count": count + 1}


def compared(known: Known) -> Mapping[str, JSON]:
    """Expected and real side by side, with the plain line."""
    return {**done(known), **trials.told(known)}


def log(known: Known) -> Mapping[str, JSON]:
    """Small steps so far: how many, the latest by their titles, and what the trials came to."""
    records = known.records("small_step")
    titles = {key: entry.label for key, entry in every(known).items()}
    titles |= {key: entry.label for key, entry in lists.of(known, "rooms").items()}
    latest = [titles[key] for one in records if (key := str(one.data.get("step"))) in titles]
    return {"count": len(records), "latest": latest[::-1][:LATEST], **trials.counted(known)}
