"""
Worry: written down, parked, and looked at once at a set time, with "did it happen?".

    write ─▶ when ─▶ park ─ keep it till then ─▶ parked · let it go ─▶ dropped
    something parked: overview ─▶ write, wipe ─▶ wiped · five of them: full
    at its time: note, which says nothing ─▶ look ─ no, partly, yes, open ─▶ answered (more: look)
    beside somebody who harms fear is no false alarm, and is not parked: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows import promised
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice, Pick, Text
from flows.guards import unsafe
from flows.toolkits import parked
from flows.toolkits.asking import by_timer

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=parked.told)
BY_HAND: Target = When(
    unsafe,
    "unfit",
    When(parked.any_due, "look", When(parked.any_parked, "overview", otherwise="write")),
)

flow = Flow(
    "worry",
    version=1,
    command="worry",
    knows=("worry",),
    start=When(
        by_timer, When(unsafe, END, When(parked.any_due, "note", otherwise=END)), otherwise=BY_HAND
    ),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step(
            "overview",
            on={"new": When(parked.full, "full", otherwise="write"), "wipe": "wipe", "done": END},
            bar=("help",),
        ),
        Step("write", reads=Text("worry", "when", most=parked.LONGEST)),
        Step("when", reads=Pick(promised.days, "later", then="park", find=promised.read_later)),
        Step("park", on={"keep": "parked", "drop": "dropped"}),
        Step("parked", does=(parked.park,), on={"toolkit": Go("toolkit")}),
        Step("dropped"),
        Step("full", on={"wipe": "wipe", "done": END}),
        Step("wipe", on={"wipe": "wiped", "keep": "overview"}),
        Step("wiped", does=(parked.drop,)),
        Step("note", does=(parked.wake,), on={"look": "look", "wipe": "wipe"}, bar=()),
        Step(
            "look",
            reads=Choice(
                *("no", "partly", "yes", "open"),
                save="happened",
                then=When(parked.more_due, "answered_more", otherwise="answered"),
            ),
            bar=("cancel", "help"),
        ),
        Step("answered", does=(parked.settle,), on={"toolkit": Go("toolkit")}),
        Step(
            "answered_more",
            does=(parked.settle,),
            on={"next": "look", "done": END},
            bar=("help",),
        ),
    ),
)
