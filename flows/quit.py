"""
Quit: somebody may look over the shoulder. One tap, no question; a dull word stays behind.

    /quit, delete and leave ─▶ gone (the end; nothing that was open comes back by itself)
"""

from __future__ import annotations

from flows import daily
from flows.engine.effects import Effect, Silence, Wipe
from flows.engine.flow import Flow, Step
from flows.engine.known import Known
from flows.toolkits import hours


def leave_nothing(known: Known) -> tuple[Effect, ...]:
    """No more reminders, and no messages; what was kept stays, for /forget to delete."""
    return (Silence(), *daily.stop(known), *hours.stop_all(known), Wipe())


flow = Flow(
    "quit",
    version=1,
    command="quit",
    gated=False,
    interrupts=True,
    steps=(Step("gone", does=(leave_nothing,)),),
)
