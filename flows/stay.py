"""
Stay: two minutes with what one would rather get away from, and an end at any moment.

    what ─▶ before ─▶ staying ─ two minutes ─▶ how ─ easier, same, harder ─▶ easier, same, harder
                          └──── end it here ──▶ how       two more ─▶ staying (once)
    beside somebody who harms nothing advises to stay: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.effects import Effect, Keep
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Timer
from flows.guards import is_, unsafe
from flows.pausing.tells import in_seconds

Step = partial(engine.Step, bar=("cancel", "help"))
SECONDS = 120
WHAT = ("close", "feeling", "silence", "request")
HOW = ("easier", "same", "harder")
AFTER: Target = When(
    is_("how", "easier"), "easier", When(is_("how", "same"), "same", otherwise="harder")
)


def keep(known: Known) -> tuple[Effect, ...]:
    """`stayed`: with what, whether to the end, how it was then; taps only."""
    return (
        Keep(
            "stayed", {"what": known.text("what"), "whole": _whole(known), "how": known.text("how")}
        ),
    )


def _whole(known: Known) -> bool:
    """Whether the two minutes were stayed to the end."""
    return known.text("ended") != "end"


flow = Flow(
    "stay",
    version=1,
    command="stay",
    start=When(unsafe, "unfit", otherwise="what"),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("what", reads=Choice(*WHAT, save="what", then="ready")),
        Step("ready", on={"go": "staying", "not_now": END}, bar=("back", "cancel", "help")),
        Step(
            "staying",
            waits=Timer(in_seconds(SECONDS), then=When(unsafe, END, otherwise="how")),
            on={"end": "how"},
            save="ended",
        ),
        Step("how", reads=Choice(*HOW, save="how", then=AFTER)),
        *(
            Step(
                name,
                does=(keep,),
                on={
                    "toolkit": Go("toolkit"),
                    **({"timeout": Go("timeout")} if name == "harder" else {}),
                },
            )
            for name in HOW
        ),
    ),
)
