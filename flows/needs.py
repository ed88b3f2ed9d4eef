"""
Needs: what happens, what I feel, what I need, what I ask. And three shorter lines beside it.

    line ─ a need ──▶ fact ⟲ marked (it blames: where, and why) ─▶ say
      │                └▶ feel ─▶ need ─▶ ask ─▶ sentence
      ├─── a fear ──▶ fear ─▶ help ─▶ feared          └ of them: afraid ─▶ safe
      ├─── small ───▶ small ─▶ today
      └─── thanks ──▶ did ─▶ left ─▶ thanked
    beside somebody who harms: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice
from flows.guards import is_, unsafe
from flows.lists import pages
from flows.rewriting import typed
from flows.wording import lines, needed
from flows.wording.own import none

Step = partial(engine.Step, bar=("back", "cancel", "help"))
LINES: Target = When(
    is_("line", "need"),
    "fact",
    When(is_("line", "fear"), "fear", When(is_("line", "small"), "small", otherwise="did")),
)

flow = Flow(
    "needs",
    version=1,
    command="needs",
    also=("need", "ask"),
    start=When(unsafe, "unfit", otherwise="line"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("line", reads=Choice("need", "fear", "small", "thanks", save="line", then=LINES)),
        Step(
            "fact",
            reads=pages(
                "fact",
                needed.facts,
                When(needed.fact_blames, "marked", otherwise="feel"),
                most=140,
                fits=needed.may_be_fact,
            ),
        ),
        Step("marked", tells=needed.marked, on={"again": "fact", "say": Go("say")}),
        Step("feel", reads=pages("feel", needed.feelings, "need", most=40, fits=typed.feeling)),
        Step("need", reads=pages("need", needed.needs, "ask", most=100, fits=needed.own_need)),
        Step("ask", reads=pages("ask", needed.asks, "sentence", most=140, fits=needed.own_ask)),
        Step(
            "sentence",
            tells=needed.told,
            copies=needed.COPIES,
            on={"hot": Go("pause"), "new": "line", "done": END},
            columns=2,
        ),
        Step(
            "fear",
            reads=pages(
                "fear",
                lines.fears,
                When(lines.is_of_them, "afraid", When(none("fear"), "line", otherwise="help")),
                most=100,
                fits=lines.may_be_fear,
            ),
        ),
        Step("afraid", on={"safe": Go("safe"), "fear": "fear", "done": END}),
        Step("help", reads=pages("help", needed.asks, "feared", "ask", 140, fits=needed.own_ask)),
        Step(
            "feared",
            tells=lines.told_fear,
            copies=lines.FEAR_COPIES,
            on={"new": "line", "done": END},
            columns=2,
        ),
        Step(
            "small",
            reads=pages(
                "small",
                lines.small,
                When(none("small"), "line", otherwise="today"),
                most=100,
                fits=needed.own_ask,
            ),
        ),
        Step("today", tells=lines.told_small, copies=lines.ONE, on={"new": "line", "done": END}),
        Step(
            "did",
            reads=pages(
                "did",
                lines.did,
                When(none("did"), "line", otherwise="left"),
                most=100,
                fits=lines.own_did,
            ),
        ),
        Step("left", reads=pages("left", lines.left, "thanked", most=100, fits=lines.own_left)),
        Step("thanked", tells=lines.told_thanks, copies=lines.ONE, on={"new": "line", "done": END}),
    ),
)
