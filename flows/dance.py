"""
Dance: the loop the two of them get into, drawn in the person's own words, with ways out.

    mine ─▶ theirs ─▶ does ─▶ seen ─▶ inside ─▶ their_does ─▶ their_inside ─▶ feel ─▶ name ─▶ drawn
    kept already: drawn ─ draw anew ─▶ mine · the same row again ─▶ observe · delete ─▶ wiped
    drawn, again ─ ways out ─▶ exits ─▶ the exercise that helps with one of them
                                 └ a word for it ─▶ code ─▶ coded: typed later, it opens /pause
    beside somebody who harms: unfit ─▶ safe
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, GoTo, When
from flows.engine.ways import Choice, Pick, Text
from flows.guards import unsafe
from flows.knowing import dance
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=dance.told)

flow = Flow(
    "dance",
    version=3,
    command="dance",
    also=("loop",),
    knows=("pause", "observed", "same_row"),
    start=When(unsafe, "unfit", When(dance.has_dance, "again", otherwise="mine")),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("mine", reads=Pick(dance.moves, "mine", then="theirs")),
        Step("theirs", reads=Choice(*dance.MOVES, save="theirs", then="does")),
        Step("does", reads=pages("does", dance.my_deeds, "seen", most=dance.OWN)),
        Step("seen", reads=pages("seen", dance.seen, "inside", most=dance.OWN)),
        Step("inside", reads=pages("inside", dance.my_fears, "their_does", most=dance.OWN)),
        Step(
            "their_does",
            reads=pages("their_does", dance.their_deeds, "their_inside", most=dance.OWN),
        ),
        Step(
            "their_inside", reads=pages("their_inside", dance.their_fears, "feel", most=dance.OWN)
        ),
        Step("feel", reads=pages("feel", dance.feelings, "name", most=dance.OWN)),
        Step("name", reads=pages("name", dance.names, "drawn", most=28)),
        Step(
            "drawn",
            does=(dance.keep,),
            shows=(dance.picture,),
            on={"exits": "exits", "done": END},
            bar=("help",),
        ),
        Step(
            "again",
            shows=(dance.picture,),
            on={
                "exits": "exits",
                "anew": "mine",
                "row": Go("observe"),
                "wipe": "wipe",
                "done": END,
            },
            bar=("help",),
        ),
        Step(
            "exits",
            reads=Pick(dance.ways_out, "way", then=GoTo("way"), columns=2),
            on={"code": "code", "done": END},
        ),
        Step("code", reads=Text("code", "coded", offers=("none",), most=28)),
        Step("coded", does=(dance.keep_code,)),
        Step("wipe", on={"wipe": "wiped", "keep": "again"}),
        Step("wiped", does=(dance.wipe,)),
    ),
)
