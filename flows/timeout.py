"""
Time-out: leave without leaving. A sentence with a time to return, and a reminder that keeps it.

    why ─▶ length ─▶ sentence ─ it is time ─▶ back ─ yes ──▶ going ─ a while ─▶ asked ─▶ returned
           (words, meanwhile, zone) │         │ │              └─ done ─▶ returned  └▶ not_returned
                 └───── ready ──▶ going       │ └ ten more, once ─▶ sentence            │    └▶ rest
                                              ├─ not today ─▶ later ◀───────────────────┘
                                              └─ not safe ─▶ unsafe
    later ─▶ agreed … at that time: again ─▶ going, later, unsafe
    beside a partner who is known to harm: unfit; and no reminder sends anybody back
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from flows import promised
from flows.engine.effects import Effect, Keep, Schedule
from flows.engine.flow import END, Flow, Go, Step, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Pick, Text, Timer
from flows.guards import unsafe
from flows.zones import ask_zone, keep_zone


def by_timer(known: Known) -> bool:
    """Whether the time that was agreed on began this."""
    return known.text("by") == "timer"


def chose(known: Known, key: str) -> bool:
    """What was chosen when the time had come."""
    return known.text("back") == key


def a_while(known: Known) -> datetime:
    """When to ask whether they went back."""
    return known.now + timedelta(minutes=20)


def record(known: Known, returned: str) -> tuple[Effect, ...]:
    """How it ended. That somebody does not feel safe is never kept."""
    given = {key: known.answers[key] for key in ("why", "minutes", "extended") if known.has(key)}
    return (Keep("timeout", {**given, "returned": returned}),)


def remind(known: Known) -> tuple[Effect, ...]:
    """Begin again at the time that was agreed on."""
    return (Schedule("timeout", promised.end(known)),)


RETURN: Target = When(
    partial(chose, key="yes"),
    "going",
    When(
        partial(chose, key="more"),
        "sentence",
        When(partial(chose, key="later"), "later", otherwise="unsafe"),
    ),
)
THEN = Timer(promised.end, then=When(unsafe, END, otherwise="back"), promised=True)
HELP: Mapping[str, Target] = {"safe": Go("safe"), "pause": Go("pause")}
CARING = ("matter", "love", "way", "hear", "staying")

flow = Flow(
    "timeout",
    version=2,
    command="timeout",
    interrupts=True,
    gated=False,
    hot=True,
    start=When(
        by_timer,
        When(unsafe, END, otherwise="again"),
        otherwise=When(unsafe, "unfit", otherwise="why"),
    ),
    steps=(
        Step(
            "why",
            reads=Choice(
                *("overwhelmed", "need_to_think", "tired", "too_angry", "back_and_forth"),
                save="why",
                then="length",
            ),
        ),
        Step(
            "length",
            reads=Pick(
                promised.lengths, "minutes", then="sentence", find=promised.read_length, columns=3
            ),
        ),
        Step(
            "sentence",
            reads=Pick(promised.clock_wanted, "wish", then="zone"),
            waits=THEN,
            on={"meanwhile": "meanwhile", "words": "words", "ready": "going", "unsafe": "unsafe"},
            does=(keep_zone,),
            tells=promised.told,
            hands=("sentence",),
        ),
        Step("meanwhile", waits=THEN, on={"ready": "going", "again": "sentence"}),
        Step("words", reads=Text("care", then="sentence", offers=CARING, most=90), waits=THEN),
        *ask_zone(then="sentence", waits=THEN),
        Step(
            "back",
            reads=Pick(promised.returns, "back", then=RETURN, find=promised.read_return),
            bar=("cancel", "help"),
        ),
        Step(
            "again",
            on={"yes": "going", "done": "returned", "later": "later", "unsafe": "unsafe"},
            bar=("help",),
        ),
        Step(
            "going",
            waits=Timer(a_while, then=When(unsafe, END, otherwise="asked"), promised=True),
            on={"done": "returned", "unsafe": "unsafe"},
        ),
        Step("asked", on={"yes": "returned", "no": "not_returned"}, bar=("cancel", "help")),
        Step("returned", does=(partial(record, returned="yes"),), on={"repair": Go("repair")}),
        Step("not_returned", on={"later": "later", "rest": "rest"}),
        Step("rest", does=(partial(record, returned="no"),)),
        Step("later", reads=Pick(promised.days, "later", then="agreed", find=promised.read_later)),
        Step(
            "agreed",
            does=(partial(record, returned="later"), remind),
            tells=promised.told,
            hands=("sentence",),
        ),
        Step("unsafe", on=HELP, alone=True),
        Step("unfit", on=HELP, alone=True),
    ),
)
