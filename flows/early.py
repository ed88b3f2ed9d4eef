"""
Early: then and now, side by side. Only for those who want to; light, and nothing of it is kept.

    ask ─ yes ─▶ then ─▶ now ─▶ pair ─ one more ─▶ then · enough ─▶ over
      └── not now ─▶ later      └ left out: passed ─ one more ─▶ then
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import Flow, Go, Target, When
from flows.engine.ways import Choice, Pick
from flows.guards import is_
from flows.learning import pairs

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=pairs.told)
HALF: Target = When(pairs.skipped, "passed", otherwise="now")
WHOLE: Target = When(pairs.skipped, "passed", otherwise="pair")
ON: Target = When(is_("on", "one_more"), "then", otherwise="over")

flow = Flow(
    "early",
    version=1,
    command="early",
    steps=(
        Step(
            "ask",
            reads=Choice(
                "yes", "later", save="wants", then=When(is_("wants", "yes"), "then", "later")
            ),
        ),
        Step("later", tells=None, on={"learn": Go("learn")}),
        Step("then", reads=Pick(pairs.then, "then", HALF)),
        Step("now", reads=Pick(pairs.now, "now", WHOLE)),
        Step("pair", reads=Pick(pairs.onwards, "on", ON, pairs.turned)),
        Step("passed", reads=Pick(pairs.onwards, "on", ON, pairs.turned)),
        Step("over", tells=None, on={"observe": Go("observe"), "pause": Go("pause")}),
    ),
)
