"""
Goal: what somebody is here for, picked once, changed or dropped at any time.

    pick ─▶ set ─▶ /progress, /home
    with a goal: current ─ change ─▶ pick · drop ─▶ dropped
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, When
from flows.engine.known import Known
from flows.lists import chosen, pages
from flows.tracking import goals

Step = partial(engine.Step, bar=("back", "cancel", "help"))
LINE = 80  # characters of a goal in own words


def is_picked(known: Known) -> bool:
    """Whether something was picked or typed."""
    return chosen(known, "goal") is not None


flow = Flow(
    "goal",
    version=1,
    command="goal",
    also=("goals",),
    start=When(goals.is_set, "current", otherwise="pick"),
    steps=(
        Step(
            "current",
            on={"change": "pick", "drop": "dropped", "progress": Go("progress"), "done": END},
            tells=goals.told,
            bar=("help",),
        ),
        Step(
            "pick",
            reads=pages(
                "pick", goals.offers, When(is_picked, "set", otherwise="none"), "goal", LINE
            ),
        ),
        Step("set", does=(goals.keep,), on={"progress": Go("progress"), "home": Go("home")}),
        Step("none", on={"home": Go("home")}),
        Step("dropped", does=(goals.drop,)),
    ),
)
