"""
Anchor: a line to hold on to, on the two beliefs that felt security rests on.

    open ─ a belief ─▶ line1 ─ one more ─▶ line2 ─▶ line3 (then a line of one's own)
      ├─── write ─▶ whose ─▶ own ─▶ keep ─▶ kept, dropped
      ├─── mine (read, take one away) ─▶ removed
      └─── at set hours, up to three a day: hours ─▶ set, stopped
    at an hour: note, which says nothing ─ show ─▶ shown
    asked for again and again within hours: again (coping, then people)
"""

from __future__ import annotations

from functools import partial

from flows.again import came_back
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Pick, Text
from flows.guards import is_, unsafe, visit
from flows.toolkits import lines
from flows.toolkits.asking import ask_hours, begun_by_timer, by_timer
from flows.toolkits.hours import ANCHOR

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=lines.told)
OPENED: Target = When(
    is_("belief", "write"),
    When(unsafe, "own", otherwise="whose"),
    When(
        is_("belief", "mine"),
        "mine",
        When(is_("belief", "notes"), "hours", When(came_back, Go("again"), otherwise="line1")),
    ),
)
COUNTED = (visit, lines.turn)


flow = Flow(
    "anchor",
    version=1,
    command="anchor",
    also=("anchors",),
    start=When(by_timer, begun_by_timer(ANCHOR, "note"), otherwise="open"),
    steps=(
        Step(
            "open",
            reads=Pick(lines.choices, "belief", then=OPENED),
            on={"done": END},
            bar=("help",),
        ),
        Step(
            "line1",
            does=COUNTED,
            on={"more": "line2", "own": "own", "done": END},
            bar=("help",),
        ),
        Step(
            "line2",
            does=COUNTED,
            on={"more": "line3", "own": "own", "done": END},
            bar=("help",),
        ),
        Step(
            "line3",
            does=COUNTED,
            on={"own": "own", "toolkit": Go("toolkit"), "done": END},
            bar=("help",),
        ),
        Step("whose", reads=Pick(lines.both, "belief", then="own")),
        Step("own", reads=Text("own", "keep", most=lines.LONGEST)),
        Step("keep", on={"keep": "kept", "drop": "dropped"}, bar=("back",)),
        Step("kept", does=(lines.keep,), on={"anchor": Go("anchor"), "me": Go("me")}),
        Step("dropped"),
        Step("mine", reads=Pick(lines.mine, "gone", then="removed"), on={"open": "open"}),
        Step("removed", does=(lines.remove,), on={"anchor": Go("anchor")}),
        *ask_hours(ANCHOR, {"anchor": Go("anchor")}),
        Step(
            "note",
            reads=Pick(lines.shows, "show", then="shown", find=lines.read_show),
            on={"later": "later", "stop": "stopped"},
            does=(ANCHOR.sent,),
            leaves=(ANCHOR.answered,),
            bar=(),
        ),
        Step("shown", does=(lines.turn,)),
        Step("later"),
    ),
)
