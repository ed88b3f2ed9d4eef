"""
Reassure: two sentences at most, true, specific, with one's own limit in them. Then a small gesture.

    afraid ─▶ truth ─▶ offer ─▶ limit ─▶ honest ─ each word is true ─▶ line
      │                                     ▲ (nothing to offer: no limit)
      │         ▲         ▲                 ├─ not quite ─▶ truth, offer
      │         └─────────┴─────────────────┘
      │                                     └─ none of it ─▶ unsure
      ├─ gestures ─▶ kind ─▶ gesture ─▶ small
      └─ I want to hear it myself ─▶ mine ─▶ pause · third time in hours: often ─▶ again
    beside somebody who harms nothing is worded to them: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice
from flows.guards import COPING, unsafe, visit, visits
from flows.hearing import reassuring
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=reassuring.told)


def always(known: Known) -> bool:  # noqa: ARG001 - it is the same for everybody
    """A sentence that stands in the words: it is there to be copied."""
    return True


def keeps_asking(known: Known) -> bool:
    """Whether this is at least the third time within hours that soothing is asked for."""
    return len(visits(known)) + 1 >= COPING


MADE: Target = When(reassuring.has_line, "honest", otherwise="unsure")
MINE: Target = When(keeps_asking, "often", otherwise="mine")

flow = Flow(
    "reassure",
    version=1,
    command="reassure",
    also=("gestures",),
    start=When(unsafe, "unfit", otherwise="afraid"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step(
            "afraid",
            reads=pages("afraid", reassuring.alarms, "truth", most=80),
            on={"gestures": "kind", "mine": MINE},
        ),
        Step(
            "truth",
            reads=pages(
                "truth",
                reassuring.truths,
                "offer",
                most=reassuring.TRUTH,
                fits=reassuring.one_sentence,
            ),
        ),
        Step(
            "offer",
            reads=pages(
                "offer",
                reassuring.offers,
                When(reassuring.has_offer, "limit", otherwise=MADE),
                most=reassuring.OFFER,
                fits=reassuring.one_sentence,
            ),
        ),
        Step(
            "limit",
            reads=pages(
                "limit",
                reassuring.limits,
                MADE,
                most=reassuring.LIMIT,
                fits=reassuring.one_sentence,
            ),
        ),
        Step(
            "honest",
            on={"yes": "line", "truth": "truth", "offer": "offer", "none": "unsure"},
        ),
        Step(
            "line",
            copies={"line": reassuring.has_line, "once_more": always},
            on={"gestures": "kind", "done": END},
            bar=("back", "help"),
        ),
        Step("unsure", copies={"line": always}, on={"truth": "truth", "done": END}),
        Step("kind", reads=Choice(*reassuring.KINDS, save="kind", then="gesture", columns=2)),
        Step("gesture", reads=pages("gesture", reassuring.gestures, "small", most=80)),
        Step("small", on={"another": "kind", "done": END}),
        Step(
            "mine",
            does=(visit,),
            copies={"ask": always},
            on={"pause": Go("pause"), "done": END},
        ),
        Step("often", does=(visit,), on={"again": Go("again"), "pause": Go("pause")}),
    ),
)
