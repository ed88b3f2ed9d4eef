"""
Boundary: my limit, what I will do, why it helps the two of us. Never what the other must do.

    about ─▶ limit ─▶ deed ─▶ why ─▶ sentence
      │  └ in own words: words        └ rules: how we row, for both to agree on
      ├─ said as an order ─▶ turned ─ from my side ─▶ deed, demand ─▶ say
      ├─ of their life ────▶ control ─▶ say, needs, or a limit of one's own
      └─ a threat ─────────▶ threat ─▶ pause, say
    beside somebody who harms: unfit ─▶ safe, pause
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Pick
from flows.guards import is_, unsafe
from flows.lists import pages
from flows.wording import bounds, lines
from flows.wording.own import none

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=bounds.told)
READ: Target = When(
    bounds.is_a("threat"),
    "threat",
    When(
        bounds.is_a("control"),
        "control",
        When(bounds.is_a("turned"), "turned", When(bounds.is_a("demand"), "demand", "deed")),
    ),
)
INSTEAD: Mapping[str, Target] = {"own": "about", "say": Go("say"), "needs": Go("needs")}


flow = Flow(
    "boundary",
    version=1,
    command="boundary",
    also=("boundaries", "limit"),
    start=When(unsafe, "unfit", otherwise="about"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step(
            "about",
            reads=Pick(
                bounds.abouts,
                "about",
                When(is_("about", bounds.TYPED), READ, otherwise="limit"),
                find=bounds.read_about,
                own_words=True,
            ),
            on={"own": "words", "rules": "rules"},
        ),
        Step(
            "limit",
            reads=pages(
                "limit",
                bounds.limits,
                When(none("limit"), "words", otherwise=READ),
                most=bounds.LONGEST,
                fits=bounds.enough,
            ),
        ),
        Step(
            "words", reads=Pick(bounds.nothing, "limit", READ, find=bounds.in_words, own_words=True)
        ),
        Step(
            "deed",
            reads=pages(
                "deed",
                bounds.deeds,
                When(bounds.deed_threatens, "threat", otherwise="why"),
                most=bounds.LONGEST,
                fits=bounds.may_be_deed,
            ),
        ),
        Step(
            "why",
            reads=pages(
                "why", bounds.reasons, "sentence", most=bounds.LONGEST, fits=bounds.own_reason
            ),
        ),
        Step(
            "sentence",
            copies=lines.ONE,
            on={"new": "about", "rules": "rules", "done": END},
            columns=2,
        ),
        Step("rules", copies=lines.ONE, on={"limit": "about", "done": END}),
        Step("turned", reads=Pick(bounds.turned, "limit", "deed"), on={"own": "about"}),
        Step("demand", on=INSTEAD),
        Step("control", on=INSTEAD),
        Step("threat", on={"pause": Go("pause"), "own": "about", "say": Go("say")}),
    ),
)
