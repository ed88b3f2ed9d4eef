"""
Again: somebody came back to be soothed, several times within hours. Coping first, then people.

    coping ─ something to do ─▶ first
      └───── be with somebody ─▶ people ─ I know who ─▶ call
    people (from the fifth time on) ────── numbers ──▶ safe

A tool that answers every alarm becomes the alarm's friend; so it steps back, and says so kindly.
"""

from __future__ import annotations

from flows import guards
from flows.engine.flow import Flow, Go, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice


def is_for_people(known: Known) -> bool:
    """Whether it was often enough that company helps more than any exercise."""
    return guards.loop(known) > 1


def came_back(known: Known) -> bool:
    """Whether soothing was asked for several times within hours."""
    return guards.loop(known) > 0


flow = Flow(
    "again",
    version=1,
    gated=False,
    hot=True,
    start=When(is_for_people, "people", otherwise="coping"),
    steps=(
        Step(
            "coping",
            reads=Choice("move", "phone", "write", "task", save="own", then="first"),
            on={"people": "people"},
            bar=("cancel",),
        ),
        Step("people", on={"someone": "call", "numbers": Go("safe")}, bar=("cancel",)),
        Step("first"),
        Step("call"),
    ),
)
