"""
Learn: the article in cards of a minute, with one question each, and words looked up by any name.

    (an old lesson is due, if that was switched on: review ─▶ reviewed ─▶ menu)
    menu ─ next, week ─▶ card ⟲ ─▶ question ─▶ personal ─▶ read ─▶ shelf · an exercise
      ├─ a shelf ─▶ shelf ─▶ (warn) ─▶ card      └ skipped ─▶ left
      ├─ words ─▶ words ─▶ term · no_term
      └─ old lessons again ─▶ again
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, GoTo, Target, When
from flows.engine.ways import Pick
from flows.guards import is_
from flows.learning import cards, review, shelves, terms
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=cards.told)
BEGIN: Target = When(cards.warned, "warn", otherwise="card")
ENDS: Target = When(cards.asks_personally, "personal", otherwise="read")
AFTER: Target = When(
    cards.has_card,
    "card",
    When(cards.skipped, "left", When(cards.asks, "question", otherwise=ENDS)),
)
CHOSEN: Target = When(
    is_("pick", "words"),
    "words",
    When(
        is_("pick", "again"), "again", When(is_("pick", "next", "week"), BEGIN, otherwise="shelf")
    ),
)
ON: Target = When(
    is_("step", "shelf"),
    "shelf",
    When(is_("step", "further"), BEGIN, When(is_("step", "done"), END, otherwise=GoTo("step"))),
)

flow = Flow(
    "learn",
    version=1,
    command="learn",
    also=("lessons", "glossary"),
    start=When(review.is_due, "review", otherwise="menu"),
    steps=(
        Step(
            "review",
            tells=review.told,
            reads=Pick(review.options, "recalled", "reviewed", review.answered),
        ),
        Step("reviewed", tells=review.told, does=(review.keep,), on={"menu": "menu", "done": END}),
        Step("menu", reads=Pick(shelves.offers, "pick", CHOSEN, shelves.chosen, columns=2)),
        Step("shelf", reads=Pick(shelves.on_shelf, "lesson", BEGIN, shelves.take)),
        Step("warn", on={"go": "card", "leave": "left"}),
        Step(
            "card", shows=(cards.picture,), reads=Pick(cards.onwards, "turn", AFTER, cards.turned)
        ),
        Step("question", reads=Pick(cards.asked, "chose", ENDS)),
        Step("personal", reads=Pick(cards.asked_personally, "mine", "read")),
        Step(
            "read",
            does=(cards.keep,),
            reads=Pick(cards.afterwards, "step", ON, cards.gone_on),
            bar=("back", "help"),
        ),
        Step("left", on={"shelf": "shelf", "done": END}, bar=("help",)),
        Step(
            "words",
            tells=None,
            reads=pages(
                "words", terms.offers, When(terms.is_known, "term", "no_term"), "term", most=60
            ),
        ),
        Step("term", tells=terms.told, on={"words": "words", "menu": "menu", "done": END}),
        Step("no_term", tells=None, on={"words": "words", "menu": "menu", "done": END}),
        Step(
            "again",
            tells=review.told,
            on={"switch": "switched", "menu": "menu"},
        ),
        Step(
            "switched", tells=review.told, does=(review.switch,), on={"menu": "menu", "done": END}
        ),
    ),
)
