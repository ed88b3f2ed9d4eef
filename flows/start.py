"""
Start: two screens, with a way to /pause before any question. Who has been here is led home.

    hello ─▶ facts ─ 18 or over ─▶ home, or the exercise that was asked for
      │        └──── under 18 ──▶ young
      └─▶ pause
"""

from __future__ import annotations

from flows.engine.effects import Effect, Remember
from flows.engine.flow import Flow, Go, GoTo, Step, When
from flows.engine.known import Known


def is_adult(known: Known) -> bool:
    """Whether they said so before."""
    return known.person.adult


def keep_adult(known: Known) -> tuple[Effect, ...]:
    """Remember "18 or over"; of anybody else nothing is kept."""
    return (Remember("adult", True),) if known.text("age") == "adult" else ()


flow = Flow(
    "start",
    version=1,
    command="start",
    gated=False,
    start=When(is_adult, GoTo("next"), otherwise="hello"),
    steps=(
        Step("hello", on={"pause": Go("pause"), "next": "facts"}, bar=()),
        Step(
            "facts",
            on={"adult": GoTo("next"), "minor": "young"},
            save="age",
            leaves=(keep_adult,),
            bar=("back", "help"),
        ),
        Step("young", on={"pause": Go("pause")}),
    ),
)
