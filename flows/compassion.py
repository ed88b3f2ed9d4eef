"""
Compassion: a self-compassion break on three cards, and a line to take along.

    hard ─▶ shared ─▶ gentle ─ a line, tapped or written (not kept) ─▶ over
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import Flow, Go
from flows.engine.ways import Choice, Text

Step = partial(engine.Step, bar=("back", "cancel", "help"))
LINES = ("hard", "slow", "enough", "anyone")

flow = Flow(
    "compassion",
    version=1,
    command="compassion",
    also=("kind",),
    steps=(
        Step("hard", reads=Choice("hurts", "ashamed", "tired", "much", save="hard", then="shared")),
        Step("shared", on={"next": "gentle"}),
        Step("gentle", reads=Text("gentle", "over", offers=LINES, most=140)),
        Step("over", on={"anchor": Go("anchor"), "toolkit": Go("toolkit")}),
    ),
)
