"""
Notice: three minutes of noticing, a minute each for eyes, ears and body; an end at any moment.

    ready ─▶ see ─▶ hear ─▶ touch ─▶ over
             each a minute, or sooner by a tap; "that is enough" ─▶ over
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go
from flows.engine.ways import Timer
from flows.pausing.tells import in_seconds

Step = partial(engine.Step, bar=("help",))
MINUTES = (("see", "hear"), ("hear", "touch"), ("touch", "over"))

flow = Flow(
    "notice",
    version=1,
    command="notice",
    steps=(
        Step("ready", on={"go": "see", "not_now": END}),
        *(
            Step(
                name,
                waits=Timer(in_seconds(60), then=then),
                on={"next": then, "enough": "over"},
            )
            for name, then in MINUTES
        ),
        Step("over", on={"toolkit": Go("toolkit")}),
    ),
)
