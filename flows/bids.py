"""
Bids: small reaches for contact. Spot one, answer one, log one.

    note ─ practise ─▶ spot ─▶ answer ─▶ answered ⟲ another
      └─── log one ─▶ whose ─▶ logged ─▶ reassure
    beside somebody who harms: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, When
from flows.engine.ways import Choice, Pick
from flows.guards import unsafe
from flows.hearing import small

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=small.told)

flow = Flow(
    "bids",
    version=1,
    command="bids",
    also=("bid",),
    knows=("bid",),
    start=When(unsafe, "unfit", otherwise="note"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("note", on={"spot": "spot", "log": "whose"}, bar=("cancel", "help")),
        Step("spot", reads=Choice(*small.REACHES, save="reach", then="answer", columns=2)),
        Step("answer", reads=Choice(*small.PLACES, save="answer", then="answered", columns=3)),
        Step(
            "answered",
            reads=Pick(small.next_one, "turn", "spot", find=small.read_next),
            on={"log": "whose", "done": END},
            columns=2,
        ),
        Step(
            "whose",
            reads=Choice(
                *("they_answered", "they_missed", "me_answered", "me_missed"),
                save="logged",
                then="logged",
            ),
        ),
        Step("logged", does=(small.keep,), on={"reassure": Go("reassure")}),
    ),
)
