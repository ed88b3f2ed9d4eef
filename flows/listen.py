"""
Listen: mirror, check, validate, ask. What to say before anything of one's own is said.

    said ─▶ mirror ─▶ check ─▶ validate ─▶ ask ─▶ whole (to send; or first: now or later?)
      ├─ look at my reply ─▶ draft ─ fixes, defends, blames ─▶ flagged ─▶ instead ─▶ taken
      │                        └──── hears ─▶ clear
      └─ small scenes ─▶ scene ─▶ feedback ⟲ ─▶ finished
    beside somebody who harms nothing is worded to them: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice, Pick
from flows.guards import unsafe
from flows.hearing import drafts, drill, lines
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"))
Line = partial(Step, tells=lines.told)
SAID = 300  # characters of what the partner said
JUDGED: Target = When(drafts.is_marked, "flagged", otherwise="clear")
DRAFT = Pick(drafts.nothing_offered, "draft", JUDGED, find=drafts.read_draft, own_words=True)


def one(step: str, then: Target) -> Pick:
    """One line of those that a step offers, or own words."""
    return pages(step, lines.offers(step), then, most=lines.LINE)


flow = Flow(
    "listen",
    version=1,
    command="listen",
    also=("hear",),
    start=When(unsafe, "unfit", otherwise="said"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step(
            "said",
            reads=pages("said", lines.sayings, "mirror", most=SAID),
            on={"reply": "draft", "drill": "scene"},
        ),
        Line("mirror", reads=one("mirror", "check")),
        Line("check", reads=one("check", "validate")),
        Line("validate", reads=one("validate", "ask")),
        Line("ask", reads=one("ask", When(lines.has_whole, "whole", otherwise="nothing"))),
        Line(
            "whole",
            copies={"whole": lines.has_whole, "now": lines.has_whole},
            on={"reply": "draft", "another": "said", "done": END},
            columns=2,
            bar=("back", "help"),
        ),
        Step("nothing", on={"another": "said", "done": END}),
        Step("draft", reads=DRAFT),
        Step(
            "flagged",
            tells=drafts.told,
            on={"instead": "instead", "anew": "draft", "say": Go("say"), "done": END},
            columns=2,
        ),
        Step("clear", on={"anew": "draft", "drill": "scene", "done": END}),
        Line("instead", reads=one("instead", When(lines.has_instead, "taken", otherwise="draft"))),
        Line(
            "taken",
            copies={"line": lines.has_instead},
            on={"another": "instead", "anew": "draft", "done": END},
            columns=2,
            bar=("back", "help"),
        ),
        Step(
            "scene",
            tells=drill.told,
            reads=Choice(*drill.PLACES, save="reply", then="feedback", columns=3),
        ),
        Step(
            "feedback",
            tells=drill.told,
            reads=Pick(
                drill.next_one,
                "turn",
                When(drill.goes_on, "scene", otherwise="finished"),
                find=drill.read_next,
            ),
            on={"retry": "scene", "done": END},
            columns=2,
        ),
        Step("finished", on={"bids": Go("bids"), "pause": Go("pause")}),
    ),
)
