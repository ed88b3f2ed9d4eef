"""
Reframe: from a behaviour to the fear and the need that may lie below it, on either side.

    whose ─ mine ─▶ mine ─────▶ meaning ─ another ─▶ whose
      ├──── theirs ─▶ theirs ─▶ meaning ─ it frightens me ─▶ safe
      └──── a sentence for me ─▶ feel ─▶ finer ─▶ tend ─▶ sentence (to copy)
    beside somebody who harms only one's own side is looked at
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from flows import lists
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, When
from flows.engine.known import JSON, Known
from flows.engine.ways import Option, Pick
from flows.guards import is_, unsafe
from flows.knowing import behaviours
from flows.lists import pages
from flows.pausing import offers
from flows.pausing.answers import inside
from flows.pausing.guards import nothing_finer

OWN = 80  # characters of one's own words


def sides(known: Known) -> Sequence[Option]:
    """Whose behaviour; beside somebody who harms, only one's own."""
    return [
        Option(key)
        for key in (("mine", "sentence") if unsafe(known) else ("mine", "theirs", "sentence"))
    ]


def told(known: Known) -> Mapping[str, JSON]:
    """What the chosen behaviour may mean, and the halves of the pattern sentence."""
    answer = lists.chosen(known, "behaviour") or ""
    tends = behaviours.every(known).get(lists.chosen(known, "tends") or "")
    return {
        **behaviours.explained(known, answer),
        "felt": inside(known, "feeling") or inside(known, "family"),
        "tends_words": tends.says if tends else lists.chosen(known, "tends") or "",
    }


Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=told)
WHOSE = When(is_("whose", "mine"), "mine", When(is_("whose", "theirs"), "theirs", otherwise="feel"))
TENDS = "tends"

flow = Flow(
    "reframe",
    version=1,
    command="reframe",
    also=("why",),
    knows=("pause", "observed"),
    steps=(
        Step("whose", reads=Pick(sides, "whose", then=WHOSE)),
        Step("mine", reads=pages("mine", behaviours.mine, "meaning", "behaviour", OWN)),
        Step("theirs", reads=pages("theirs", behaviours.theirs, "meaning", "behaviour", OWN)),
        Step(
            "meaning",
            on={"another": "whose", "frightens": Go("safe"), "done": END},
            bar=("back", "help"),
        ),
        Step(
            "feel",
            reads=pages("feel", offers.families, When(nothing_finer, TENDS, "finer"), "family", 40),
        ),
        Step("finer", reads=pages("finer", offers.finer, TENDS, "feeling", 40)),
        Step(TENDS, reads=pages(TENDS, behaviours.mine, "sentence", TENDS, OWN)),
        Step(
            "sentence", hands=("line",), on={"another": "whose", "done": END}, bar=("back", "help")
        ),
    ),
)
