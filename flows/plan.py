"""
Plan: three small steps a week, one to know, one to calm, one to reach. Nothing is lost by a gap.

    lane ─▶ week ─ know, calm, reach ─▶ step ─ try it ─▶ expect_… ─▶ ready
              │                          ├─ done ─▶ happened_… ─▶ compared; promised ─▶ kept; did
              │                          ├─ not now ─▶ laid
              │                          ├─ too much ─▶ smaller, a step
              │                          └─ swap ─▶ swapped, a step
              ├─ room for us ─▶ room ─▶ roomed; room_now ─ it was ─▶ room_did
              └─ log, another lane
    steps towards a partner are left out beside one who harms
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Target, When
from flows.engine.ways import Choice, Pick, Scale
from flows.guards import is_
from flows.planning import marks, rooms, tells, trials

Step = partial(engine.Step, bar=("back", "cancel", "help"))
ON: Mapping[str, Target] = {"week": "week", "done": END}
STEP: Target = "step"
GO: Target = When(
    is_("go", "room"),
    When(rooms.chosen, "room_now", otherwise="room"),
    When(is_("go", "log"), "log", When(is_("go", "lane"), "lane", otherwise=STEP)),
)
ACT: Target = When(
    is_("act", "try"),
    trials.EXPECT,
    When(
        is_("act", "done"),
        trials.DONE,
        When(
            is_("act", "not_now"),
            "laid",
            When(
                is_("act", "too_much"),
                "smaller",
                When(is_("act", "swap"), "swapped", otherwise="week"),
            ),
        ),
    ),
)
READS = Pick(marks.acts, "act", then=ACT, columns=2)
REACTION, SELF = trials.WORDS["reaction"], trials.WORDS["self"]

flow = Flow(
    "plan",
    version=1,
    command="plan",
    also=("practise", "practice"),
    knows=("pause", "observed", "small_step", "experiment", "coped", "promise"),
    start=When(marks.has_plan, "week", otherwise="lane"),
    steps=(
        Step(
            "lane",
            reads=Pick(marks.lanes, "lane", then="week"),
            tells=tells.lane,
            leaves=(marks.begin,),
        ),
        Step(
            "week",
            reads=Pick(marks.rows, "go", then=GO),
            does=(marks.look,),
            tells=tells.week,
            on={"done": END},
            bar=("help",),
        ),
        Step("step", reads=READS, tells=tells.step),
        Step("smaller", reads=READS, does=(marks.too_much,), tells=tells.step),
        Step("swapped", reads=READS, does=(marks.swap,), tells=tells.step),
        Step("expect_reaction", reads=Choice(*REACTION, save="expected", then="ready")),
        Step("expect_self", reads=Choice(*SELF, save="expected", then="ready")),
        Step("expect_hard", reads=Scale(0, 10, save="expected", then="ready")),
        Step("ready", does=(trials.guess,), on=ON, bar=("help",)),
        Step("happened_reaction", reads=Choice(*REACTION, save="happened", then="compared")),
        Step("happened_self", reads=Choice(*SELF, save="happened", then="compared")),
        Step("happened_hard", reads=Scale(0, 10, save="happened", then="compared")),
        Step("compared", does=(trials.compare,), tells=tells.compared, on=ON, bar=("help",)),
        Step("promised", reads=Choice("yes", "no", save="promise", then="kept")),
        Step("kept", does=(trials.promise,), tells=tells.done, on=ON, bar=("help",)),
        Step("did", does=(marks.done,), tells=tells.done, on=ON, bar=("help",)),
        Step("laid", does=(marks.not_now,), on=ON, bar=("help",)),
        Step(
            "room",
            reads=Pick(rooms.offers, "room", then=When(is_("room", "none"), "week", "roomed")),
        ),
        Step("roomed", does=(rooms.choose,), tells=rooms.told, on=ON, bar=("help",)),
        Step(
            "room_now",
            tells=rooms.told,
            on={"did": "room_did", "change": "room", "week": "week"},
        ),
        Step("room_did", does=(rooms.did,), tells=tells.done, on=ON, bar=("help",)),
        Step("log", tells=tells.log, on=ON),
    ),
)
