"""
Leave: something else was asked for in the midst of an exercise. Begun with `from` and `to`.

    ask ─ keep ──▶ the other; this one afterwards
     ├─── instead ▶ the other
     └─── stay ──▶ this one
"""

from __future__ import annotations

from flows.engine.flow import END, Flow, Go, GoTo, Step, When
from flows.engine.known import Known

NOTHING_TO_LOSE = ("home", "settings", "start")  # menus, and what keeps each change at once


def by_hand(known: Known) -> bool:
    """Whether somebody typed this flow's name, which is no command."""
    return not known.has("to")


def nothing_to_lose(known: Known) -> bool:
    """Whether what is left holds nothing half done."""
    return known.text("from") in NOTHING_TO_LOSE


flow = Flow(
    "leave",
    version=1,
    gated=False,
    start=When(
        by_hand,
        Go("home"),
        otherwise=When(nothing_to_lose, GoTo("to", instead=True), otherwise="ask"),
    ),
    steps=(
        Step(
            "ask",
            on={"keep": GoTo("to"), "instead": GoTo("to", instead=True), "stay": END},
            bar=("help",),
        ),
    ),
)
