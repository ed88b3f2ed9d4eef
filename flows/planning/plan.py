"""What is kept of a plan, as data. Kept on the person: `plan`.

A week holds one slot for each lane of work: a step and what became of it. `past` says when each
step was last put before the person, `done` which were done. Nothing in it is ever taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.engine.known import JSON, Known
from flows.planning.steps import LANES, WORKS

KEY = "plan"
OPEN, DONE, LATER = "open", "done", "later"


@dataclass(frozen=True, slots=True)
class Slot:
    """One step of this week. `small`: only its smaller form; `guess`: what was predicted."""

    key: str
    state: str = OPEN
    small: bool = False
    guess: str = ""
    carried: bool = False  # it was open already in a week in which others were answered


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan. Moments are Unix seconds: `began` this week, `looked` when that was last done."""

    lane: str
    began: int
    looked: int
    week: int = 1
    now: Mapping[str, Slot] = field(default_factory=dict)
    past: Mapping[str, int] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    room: str = ""
    room_done: bool = False
    after_gap: bool = False  # it was looked at again after a gap

    @property
    def touched(self) -> bool:
        """Whether any step of this week was answered."""
        return any(slot.state != OPEN for slot in self.now.values())


def kept(known: Known) -> Plan | None:
    """The plan as it was last kept; None without one."""
    found = known.person.kept.get(KEY)
    if not isinstance(found, Mapping) or found.get("lane") not in LANES:
        return None
    began = _number(found.get("began"), int(known.now.timestamp()))
    slots = {work: _slot(raw) for work, raw in _mapping(found.get("now")).items() if work in WORKS}
    done = found.get("done")
    return Plan(
        lane=str(found["lane"]),
        began=began,
        looked=_number(found.get("looked"), began),
        week=_number(found.get("week"), 1),
        now={work: slot for work, slot in slots.items() if slot is not None},
        past={key: _number(at, 0) for key, at in _mapping(found.get("past")).items()},
        done=tuple(map(str, done)) if isinstance(done, list | tuple) else (),
        room=str(found.get("room") or ""),
        room_done=found.get("room_done") is True,
        after_gap=found.get("after_gap") is True,
    )


def data(plan: Plan) -> Mapping[str, JSON]:
    """The plan as it is kept."""
    return {
        "lane": plan.lane,
        "began": plan.began,
        "looked": plan.looked,
        "week": plan.week,
        "now": {work: _raw(slot) for work, slot in plan.now.items()},
        "past": dict(plan.past),
        "done": list(plan.done),
        "room": plan.room,
        "room_done": plan.room_done,
        "after_gap": plan.after_gap,
    }


def _slot(raw: JSON) -> Slot | None:
    found = _mapping(raw)
    if not found.get("key"):
        return None
    return Slot(
        key=str(found["key"]),
        state=str(found.get("state") or OPEN),
        small=found.get("small") is True,
        guess=str(found.get("guess") or ""),
        carried=found.get("carried") is True,
    )


def _raw(slot: Slot) -> Mapping[str, JSON]:
    raw: dict[str, JSON] = {"key": slot.key, "state": slot.state}
    if slot.guess:
        raw["guess"] = slot.guess
    marks = {"small": slot.small, "carried": slot.carried}
    return {**raw, **{name: True for name, on in marks.items() if on}}


def _mapping(value: JSON) -> Mapping[str, JSON]:
    return value if isinstance(value, Mapping) else {}


def _number(value: JSON, default: int) -> int:
    return value if isinstance(value, int) else default
