"""
Forget: everything, at once, in two taps.

    ask ─ everything ─▶ forgotten
     └─── no ─▶ stays
"""

from __future__ import annotations

from flows.engine.effects import Effect, Forget, Silence
from flows.engine.flow import Flow, Go, Step
from flows.engine.known import Known


def destroy(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """The key and every row."""
    return (Silence(), Forget())


flow = Flow(
    "forget",
    version=1,
    command="forget",
    gated=False,
    interrupts=True,
    steps=(
        Step("ask", on={"everything": "forgotten", "copy": Go("export"), "no": "stays"}, bar=()),
        Step("forgotten", does=(destroy,)),
        Step("stays"),
    ),
)
