"""People with a plan, and looking at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flows import lists
from flows.engine.known import Known, Person
from flows.planning import steps
from flows.planning.plan import data
from flows.planning.week import fresh
from tests.stage import CONTENT, NOON, Stage, the_book
from tests.unit.talker import at

DAY = timedelta(days=1)
FORTNIGHT = 14 * DAY
LANES = steps.LANES
FILES = {name: lists.load(CONTENT)["en"][name] for name in steps.FILES}
ALL = [entry for file in FILES.values() for entry in file.values()]
LEANS = {
    "preoccupied": "anxious",
    "dismissing": "avoidant",
    "fearful": "fearful",
    "secure": "steadier",
}


def known(now: datetime = NOON, answers: Mapping[str, Any] | None = None, **kept_: Any) -> Known:
    person = Person(kept={"adult": True, "zone": "Europe/London", **kept_})
    return Known(answers or {}, person, now, the_book().library)


def planned(lane: str, now: datetime = NOON, **kept_: Any) -> dict[str, Any]:
    plan = fresh(known(now, **kept_), lane)
    return {**kept_, "plan": data(plan)}


def begun(lane: str, **kept_: Any) -> Stage:
    stage = Stage(the_book(), {"adult": True, "zone": "Europe/London", **kept_})
    stage.types("/plan")
    stage.presses(lane)
    assert at(stage) == "plan.week"
    return stage


def slots(stage: Stage) -> dict[str, str]:
    now = stage.kept["plan"]["now"]
    return {work: slot["key"] for work, slot in now.items()}


def finish(stage: Stage, work: str) -> None:
    """Open a step and do it, whatever it asks."""
    stage.presses(work)
    stage.presses("done")
    step = at(stage)
    if step == "plan.happened_hard":
        stage.presses("3")
    elif step == "plan.promised":
        stage.presses("yes")
    assert at(stage) in {"plan.did", "plan.compared", "plan.kept"}
    stage.presses("week")


def as_known(stage: Stage, **answers: str) -> Known:
    return Known(answers, Person(kept=stage.kept), stage.now, the_book().library)
