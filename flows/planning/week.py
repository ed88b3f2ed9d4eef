"""The three steps of a week, and the one for today.

A week goes on when seven days are over; weeks in which nobody looked are not counted. A step that
was done or laid aside makes way for the next one. One that is open stays: for good while nothing
at all was answered (a gap costs nothing), else for one week more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from flows.engine.known import JSON, Known
from flows.lists import Entry
from flows.localtime import local_date
from flows.planning.choose import DAY, fill
from flows.planning.plan import OPEN, Plan, Slot, kept
from flows.planning.steps import WORKS, allowed, every

WEEK = 7 * DAY
QUIET = timedelta(days=14)  # nobody looked at the plan for so long: it is not brought up


def fresh(known: Known, lane: str, before: Plan | None = None) -> Plan:
    """A plan that begins now; what was done in another lane stays done."""
    at = int(known.now.timestamp())
    plan = Plan(lane, at, at)
    if before is not None:
        plan = replace(plan, past=before.past, done=before.done)
    for work in WORKS:
        plan = fill(known, plan, work, at)
    return plan


def current(known: Known) -> Plan | None:
    """The plan as it stands now, its week gone on if seven days are over; None without one.

    Pure, and the same all through a week: the choice is made as of the week's first moment.
    """
    return known.once("current_plan", lambda: _current(known))


def _current(known: Known) -> Plan | None:
    plan = kept(known)
    if plan is None:
        return None
    weeks = max(0, (int(known.now.timestamp()) - plan.began) // WEEK)
    if weeks:
        plan = _next_week(known, plan, plan.began + weeks * WEEK)
    may = allowed(known)
    for work in WORKS:
        slot = plan.now.get(work)
        if slot is None or slot.key not in may:
            plan = fill(known, plan, work, plan.began)
    return plan


def _next_week(known: Known, plan: Plan, at: int) -> Plan:
    touched = plan.touched
    following = replace(plan, began=at)
    if not touched:
        return following
    following = replace(following, week=plan.week + 1, room="", room_done=False)
    for work, slot in plan.now.items():
        if slot.state == OPEN and not slot.carried:
            now = {**following.now, work: replace(slot, carried=True)}
            following = replace(following, now=now)
        else:
            following = fill(known, following, work, at)
    return following


def gap(known: Known) -> bool:
    """Whether nobody looked for a week or longer."""
    plan = kept(known)
    return plan is not None and int(known.now.timestamp()) - plan.looked >= WEEK


def step_of(known: Known, work: str) -> tuple[Slot, Entry] | None:
    """The slot and step of a lane of work this week."""
    plan = current(known)
    slot = plan.now.get(work) if plan else None
    step = every(known).get(slot.key) if slot else None
    return (slot, step) if slot and step else None


def today_step(known: Known) -> str | None:
    """The key of the step to bring up today, for a check-in; None if there is nothing to say.

    It goes round the steps of the week that are still open, by the person's own calendar. Nothing
    comes where there is no plan, where all is answered, or where nobody has opened /plan for a
    fortnight. Needs nothing but `known.person.kept`; no step towards a partner who harms.
    """
    plan = current(known)
    if plan is None or int(known.now.timestamp()) - plan.looked > QUIET.total_seconds():
        return None
    waiting = [
        plan.now[work].key for work in WORKS if work in plan.now and plan.now[work].state == OPEN
    ]
    day = local_date(known.now, known.person.zone).toordinal()
    return waiting[day % len(waiting)] if waiting else None


def told_today(known: Known) -> Mapping[str, JSON]:
    """For the words of a check-in: `practice`, and `practice_text`; both "" without a step.

    `Step(..., tells=told_today)`, then in the words: {% if practice %}Practice: **{{ practice }}**.
    {{ practice_text }}{% endif %}, with a button `plan` that leads to Go("plan").
    """
    step = every(known).get(today_step(known) or "")
    return {"practice": step.label if step else "", "practice_text": step.text if step else ""}
