"""
Share: one line a day. A feeling, a sentence, Copy: three taps at most.

    feel (more) ─▶ line (another way, a finer word) ─ copy, share, done
              └─ a daily note: hours ─▶ set, stopped · at the hour: note, as feel
    nothing is worded towards somebody who harms: unfit ─▶ safe, pause
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, When
from flows.engine.ways import Pick
from flows.guards import unsafe
from flows.lists import pages
from flows.toolkits import said
from flows.toolkits.asking import ask_hours, begun_by_timer, by_timer
from flows.toolkits.hours import SHARE

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=said.told)
FEW_FIRST = Pick(
    said.first, "family", "line", said.read, columns=2, own_words=True, elsewhere=said.every
)
WAYS = ("line", "line2", "line3")

flow = Flow(
    "share",
    version=1,
    command="share",
    start=When(
        by_timer,
        When(unsafe, END, otherwise=begun_by_timer(SHARE, "note")),
        otherwise=When(unsafe, "unfit", otherwise="feel"),
    ),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("feel", reads=FEW_FIRST, on={"more": "more"}),
        Step("more", reads=replace(FEW_FIRST, offers=said.others)),
        *(
            Step(
                name,
                copies={"sentence": said.worded},
                on={
                    "another": WAYS[(n + 1) % len(WAYS)],
                    "finer": When(said.has_finer, "finer", otherwise="feel"),
                    "daily": "hours",
                    "done": "over",
                },
                bar=("help",),
            )
            for n, name in enumerate(WAYS)
        ),
        Step("finer", reads=pages("finer", said.finer, "line", "feeling", said.FEW, way_out=True)),
        Step("over"),
        *ask_hours(SHARE, {"share": Go("share")}),
        Step(
            "note",
            reads=FEW_FIRST,
            on={"more": "more", "stop": "stopped"},
            does=(SHARE.sent,),
            leaves=(SHARE.answered,),
            bar=(),
        ),
    ),
)
