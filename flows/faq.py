"""
FAQ: a question tapped, or typed in any words and matched to the nearest. Nothing typed is kept.

    ask ─▶ answer ─ another ─▶ ask · what helps further ─▶ that exercise
      └ none is near ─▶ not_found ─▶ ask
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, GoTo, When
from flows.engine.ways import Pick
from flows.guards import is_
from flows.learning import questions
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"))
TYPED = 300  # characters of a question
ON = When(is_("step", "another"), "ask", When(is_("step", "done"), END, otherwise=GoTo("step")))

flow = Flow(
    "faq",
    version=1,
    command="faq",
    also=("questions",),
    steps=(
        Step(
            "ask",
            reads=pages(
                "ask",
                questions.offers,
                When(questions.is_known, "answer", otherwise="not_found"),
                "asked",
                most=TYPED,
            ),
        ),
        Step(
            "answer",
            tells=questions.told,
            reads=Pick(questions.onwards, "step", ON, questions.gone_on),
            bar=("help",),
        ),
        Step("not_found", on={"ask": "ask", "words": Go("learn"), "done": END}, bar=("help",)),
    ),
)
