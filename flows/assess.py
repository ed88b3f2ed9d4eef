"""
Assess: where somebody stands between closeness and distance, in taps. A position, not a label.

    (taken lately: soon ─ all the same ─┐)
    intro ─▶ partner ─▶ item ⟲ ─▶ result ─ a small step ─▶ moment ─▶ deed ─▶ planned
               │          ├ all alike ─▶ straight ─ again ─▶ item
               │          └ too blank ─▶ blanks ─ again ─▶ item
               └ 12 statements, or 36      └─ eight scenes ─▶ scene ⟲ ─▶ scenes
"""

from __future__ import annotations

from functools import partial

from flows.assessing import items, plans, results, scenes
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"))
DONE: Target = When(
    items.too_blank, "blanks", otherwise=When(items.straight, "straight", otherwise="result")
)

flow = Flow(
    "assess",
    version=2,
    command="assess",
    also=("test", "quiz"),
    knows=("assess",),
    start=When(results.too_soon, "soon", otherwise="intro"),
    steps=(
        Step("soon", tells=results.told_soon, on={"card": Go("me"), "anyway": "intro"}),
        Step("intro", reads=Choice("quick", "deeper", save="form", then="partner")),
        Step(
            "partner",
            reads=Choice("one", "unsure", items.NOBODY, save="partner", then="item"),
        ),
        Step("item", reads=items.ask(then=DONE), tells=items.told),
        Step("straight", reads=items.again(then="result", only_blanks=False)),
        Step("blanks", reads=items.again(then="result", only_blanks=True)),
        Step(
            "result",
            does=(results.keep,),
            shows=(results.picture,),
            tells=results.told,
            on={"plan": "moment", "scenes": "scene", "card": Go("me"), "done": END},
            bar=("help",),
        ),
        Step("moment", reads=pages("moment", plans.ifs, "deed", most=80)),
        Step("deed", reads=pages("deed", plans.thens, "planned", most=80), tells=plans.told),
        Step(
            "planned",
            does=(plans.keep,),
            tells=plans.told,
            on={"steps": Go("plan"), "me": Go("me")},
        ),
        Step("scene", reads=scenes.ask(then="scenes"), tells=scenes.told),
        Step(
            "scenes",
            does=(scenes.keep,),
            tells=scenes.told,
            on={"plan": "moment", "card": Go("me"), "done": END},
            bar=("help",),
        ),
    ),
)
