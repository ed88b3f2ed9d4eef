"""
Privacy: what is kept, where, for how long, who can see it; and what can be done about it.

    short ─ more ─▶ more
      ├──── copy ──▶ export
      └──── forget ▶ forget
"""

from __future__ import annotations

from flows.engine.flow import Flow, Go, Step

flow = Flow(
    "privacy",
    version=1,
    command="privacy",
    gated=False,
    interrupts=True,
    steps=(
        Step(
            "short",
            on={"more": "more", "copy": Go("export"), "forget": Go("forget")},
            bar=("cancel",),
        ),
        Step("more", on={"copy": Go("export"), "forget": Go("forget")}),
    ),
)
