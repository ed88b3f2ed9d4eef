"""
Me: the card of oneself. Every line can be changed and cleared; one card can be handed on.

    card ─ a line ─▶ line ─ pick, write, clear ─▶ card
      ├─ plan ─▶ moment ─▶ deed ─▶ card
      ├─ script ─▶ script ─ own words ─▶ instead ─▶ card
      └─ to hand on ─▶ share
    empty (nothing is known yet) ─▶ assess, observe
"""

from __future__ import annotations

from functools import partial

from flows import lists
from flows.assessing import plans
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Pick, Text
from flows.guards import is_
from flows.knowing import card
from flows.lists import pages


def has_card(known: Known) -> bool:
    """Whether there is anything to show."""
    return card.told(known)["anything"] is True


def in_own_words(known: Known) -> bool:
    """Whether the old script was written and not picked."""
    picked = lists.chosen(known, "picked")
    return picked is not None and picked not in lists.of(known, "scripts")


Step = partial(engine.Step, bar=("back", "cancel", "help"))
ROW: Target = When(
    is_("line", "plan"),
    "moment",
    When(is_("line", "script"), "script", When(is_("line", "share"), "share", otherwise="line")),
)
NEXT: Target = When(has_card, "card", otherwise="empty")

flow = Flow(
    "me",
    version=2,
    command="me",
    also=("card",),
    knows=("pause", "observed"),
    start=NEXT,
    steps=(
        Step("empty", on={"assess": Go("assess"), "observe": Go("observe")}),
        Step(
            "card",
            reads=Pick(card.rows, "line", then=ROW, columns=2),
            tells=card.told,
            on={"assess": Go("assess"), "done": END},
            bar=("help",),
        ),
        Step(
            "line",
            reads=pages("line", card.choices, "changed", "value", card.OWN, way_out=True),
            tells=card.told,
        ),
        Step(
            "changed",
            does=(card.keep_line,),
            tells=card.told,
            on={"steps": Go("plan"), "card": NEXT, "done": END},
        ),
        Step("moment", reads=pages("moment", plans.ifs, "deed", most=80)),
        Step("deed", reads=pages("deed", plans.thens, "planned", most=80), tells=plans.told),
        Step(
            "planned",
            does=(plans.keep,),
            tells=plans.told,
            on={"steps": Go("plan"), "card": "card", "done": END},
        ),
        Step(
            "script",
            reads=pages(
                "script",
                card.scripts,
                When(in_own_words, "instead", otherwise="scripted"),
                "picked",
                card.OWN,
                way_out=True,
            ),
        ),
        Step("instead", reads=Text("instead", "scripted", most=card.OWN)),
        Step(
            "scripted",
            does=(card.keep_script,),
            tells=card.told,
            on={"steps": Go("plan"), "card": NEXT, "done": END},
        ),
        Step("share", tells=card.shared, hands=("card",), on={"card": "card", "done": END}),
    ),
)
