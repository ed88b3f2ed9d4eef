"""
Partner: what I notice of them, kept to myself. A guess, never a score and never a label.

    first (nothing noted of oneself yet) ─▶ observe
    card ⟲ conflict, openness, closeness, space, behaviours, words ─▶ card · wipe ─▶ wiped
    beside somebody who harms: unfit ─▶ safe
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice, Pick, Scale, Text
from flows.guards import is_, unsafe
from flows.knowing import behaviours, noticed
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=noticed.told)
LINE: Target = When(
    is_("line", "conflict"),
    "conflict",
    When(
        is_("line", "openness"),
        "openness",
        When(
            is_("line", "closeness"),
            "closeness",
            When(
                is_("line", "space"),
                "space",
                When(is_("line", "does"), "does", When(is_("line", "words"), "words", "wipe")),
            ),
        ),
    ),
)

flow = Flow(
    "partner",
    version=1,
    command="partner",
    knows=("pause", "observed", "moment"),
    start=When(unsafe, "unfit", When(noticed.self_first, "first", otherwise="card")),
    steps=(
        Step("first", on={"observe": Go("observe"), "assess": Go("assess")}),
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step(
            "card",
            reads=Pick(noticed.rows, "line", then=LINE, columns=2),
            on={"dance": Go("dance"), "done": END},
            bar=("help",),
        ),
        Step(
            "conflict",
            reads=Choice("shut", "resolve", "both", "unsure", save="conflict", then="noted"),
        ),
        Step(
            "openness",
            reads=Choice("hard", "easy", "both", "unsure", save="openness", then="noted"),
        ),
        Step("closeness", reads=Scale(1, 5, save="closeness", then="noted", columns=5)),
        Step("space", reads=Scale(1, 5, save="space", then="noted", columns=5)),
        Step("does", reads=pages("does", behaviours.theirs, "noted", "does", 80)),
        Step("words", reads=Text("words", "noted", most=200)),
        Step(
            "noted",
            does=(noticed.keep,),
            on={"card": "card", "frightens": Go("safe"), "done": END},
            bar=("help",),
        ),
        Step("wipe", on={"wipe": "wiped", "card": "card"}),
        Step("wiped", does=(noticed.wipe,)),
    ),
)
