"""
Export: all that is kept of the person, as a page to read and as data. Asked once, for it lies open
in the chat afterwards.

    ask ─ send ─▶ sent
     └─── no ──▶ not_now
"""

from __future__ import annotations

from flows.engine.effects import Effect, Export
from flows.engine.flow import Flow, Step
from flows.engine.known import Known


def hand_over(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """Everything, decrypted."""
    return (Export(),)


flow = Flow(
    "export",
    version=1,
    command="export",
    gated=False,
    interrupts=True,
    steps=(
        Step("ask", on={"send": "sent", "no": "not_now"}, bar=()),
        Step("sent", does=(hand_over,)),
        Step("not_now"),
    ),
)
