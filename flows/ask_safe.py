"""
Are you safe? Asked once, when words could be meant in two ways. Yes goes on without a comment.

    ask ─ yes, or not what I meant ─▶ end (the very step beneath goes on)
     └─── not sure, no ─▶ danger
"""

from __future__ import annotations

from flows.engine.flow import END, Flow, Go, Step

flow = Flow(
    "ask_safe",
    version=1,
    gated=False,
    interrupts=True,
    steps=(
        Step(
            "ask",
            on={"yes": END, "meant": END, "unsure": Go("danger"), "no": Go("danger")},
            bar=("help",),
        ),
    ),
)
