"""
Repair: a day or two after a row. What happened, my part, one thing next time; one note, if wanted.

    when ─ still on ─▶ running ─▶ pause, timeout
      ├─── today ───▶ early ─ a note ─▶ remind ─▶ set ─ not after all ─▶ unset
      │                 └─ all the same ─▶ heat
      └─── since ───▶ heat ─ hot ─▶ hot ─▶ pause, remind
                        └─▶ what ─▶ part ─▶ next ─▶ sentence ─ said ─▶ went ─▶ after, not_yet
    the note, once: again ─▶ heat, or no more of it
    beside somebody who harms: unfit ─▶ safe, pause; and no note sends anybody back
"""

from __future__ import annotations

from functools import partial

from flows import promised
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Pick
from flows.guards import is_, unsafe
from flows.lists import pages
from flows.wording import mending

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=mending.told)
SINCE: Target = When(
    is_("when", "now"), "running", When(is_("when", "today"), "early", otherwise="heat")
)


def by_timer(known: Known) -> bool:
    """Whether the note that was asked for began this."""
    return known.text("by") == "timer"


flow = Flow(
    "repair",
    version=1,
    command="repair",
    also=("mend",),
    knows=("repair",),
    start=When(
        by_timer,
        When(unsafe, END, otherwise="again"),
        otherwise=When(unsafe, "unfit", otherwise="when"),
    ),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("when", reads=Choice("now", "today", "yesterday", "before", save="when", then=SINCE)),
        Step("running", on={"pause": Go("pause"), "timeout": Go("timeout")}),
        Step("early", on={"remind": "remind", "go": "heat", "no": "left"}),
        Step(
            "heat",
            reads=Choice(
                *("calm", "warm", "hot"),
                save="heat",
                then=When(is_("heat", "hot"), "hot", otherwise="what"),
            ),
        ),
        Step("hot", on={"pause": Go("pause"), "remind": "remind", "no": "left"}),
        Step("what", reads=pages("what", mending.whats, "part", most=80, fits=mending.own_what)),
        Step("part", reads=pages("part", mending.parts, "next", most=80, fits=mending.own_part)),
        Step(
            "next", reads=pages("next", mending.nexts, "sentence", most=80, fits=mending.own_next)
        ),
        Step(
            "sentence",
            copies=mending.COPIES,
            on={"said": "went", "remind": "remind", "done": END},
        ),
        Step("went", reads=Choice(*mending.WENT, save="went", then="after")),
        Step(
            "after",
            does=(mending.keep, mending.forget_it),
            on={"thanks": Go("needs"), "pause": Go("pause")},
        ),
        Step("remind", reads=Pick(promised.days, "later", "set", find=promised.read_later)),
        Step("set", does=(mending.remind,), on={"unset": "unset", "done": END}, bar=("help",)),
        Step("unset", does=(mending.forget_it,)),
        Step("left", does=(mending.forget_it,)),
        Step("again", on={"yes": "heat", "no": "left"}, bar=("help",)),
    ),
)
