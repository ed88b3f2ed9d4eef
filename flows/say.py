"""
Say: from "you never" to "I feel". What will land badly and why; then what could really be said.

    write ─ complaint, ultimatum ─▶ versions ⟲ feeling, request, time, what happened, their side
      ├─── a wall ───────────────▶ break ─▶ timeout
      ├─── fair already ─▶ good     ├─── praise ─▶ praise     ├─── a break ─▶ pausing ─▶ timeout
      ├─── neither ─▶ neutral       └─── not English ─▶ foreign
      └─── a threat, control ─▶ refused ─▶ boundary, pause
    beside somebody who harms nothing is worded to them: unfit ─▶ safe, pause
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Option, Pick
from flows.guards import unsafe
from flows.lists import pages
from flows.pausing import offers
from flows.pausing.guards import nothing_finer
from flows.rewriting import typed
from flows.wording import tuned

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=tuned.told)
BY_KIND: Target = When(
    tuned.is_kind("complaint", "ultimatum"),
    "versions",
    When(
        tuned.is_kind("stonewall"),
        "break",
        When(
            tuned.is_kind("good_i_statement"),
            When(tuned.is_break, "pausing", otherwise="good"),
            When(
                tuned.is_kind("positive"),
                "praise",
                When(
                    tuned.is_kind("unsupported_language"),
                    "foreign",
                    When(tuned.is_kind("unsafe"), "refused", otherwise="neutral"),
                ),
            ),
        ),
    ),
)


def came_with_words(known: Known) -> bool:
    """Whether the words were typed before, outside of any exercise."""
    return known.has("words")


def no_offers(known: Known) -> tuple[Option, ...]:  # noqa: ARG001 - it is written
    """Nothing to tap: the person's own words are asked for."""
    return ()


ONE = {"one": tuned.version(0)}
WRITTEN = Pick(no_offers, "text", BY_KIND, find=tuned.read_text, own_words=True)


flow = Flow(
    "say",
    version=4,
    command="say",
    also=("rewrite",),
    start=When(unsafe, "unfit", otherwise=When(came_with_words, "offered", otherwise="write")),
    steps=(
        Step("unfit", on={"safe": Go("safe"), "pause": Go("pause")}, alone=True),
        Step("write", reads=WRITTEN, leaves=(tuned.marks,)),
        Step("offered", tells=tuned.marked, on={"go": BY_KIND, "other": "write"}),
        Step(
            "versions",
            copies=tuned.COPIES,
            reads=Pick(tuned.another, "turn", "versions", find=tuned.read_another),
            on={"change": "change", "hot": Go("pause"), "new": "write", "done": END},
            columns=2,
            bar=("help",),
        ),
        Step(
            "change",
            on={
                "feeling": "feel",
                "request": "request",
                "need": "need",
                "time": "time",
                "happened": "happened",
                "side": "side",
                "parts": Go("needs"),
                "versions": "versions",
            },
            columns=2,
        ),
        Step(
            "feel",
            reads=pages(
                "feel",
                offers.families,
                When(nothing_finer, "versions", "finer"),
                "family",
                40,
                fits=typed.feeling,
            ),
        ),
        Step(
            "finer",
            reads=pages(
                "finer",
                offers.finer,
                "versions",
                "feeling",
                40,
                way_out=True,
                fits=typed.feeling,
            ),
        ),
        Step(
            "request",
            reads=pages(
                "request", tuned.ask_offers, "versions", "request", 140, fits=typed.request
            ),
        ),
        Step("need", reads=pages("need", offers.needs, "versions", "need", 140, fits=typed.need)),
        Step(
            "time",
            reads=Choice(*(t.replace(" ", "_") for t in tuned.TIMES), save="time", then="versions"),
        ),
        Step(
            "happened",
            reads=Pick(tuned.situation_offers, "situation", "versions", find=tuned.read_situation),
            on={"own": "own"},
        ),
        Step("own", reads=WRITTEN),
        Step(
            "side",
            reads=pages("side", tuned.side_offers, "versions", most=100, fits=typed.side),
        ),
        Step(
            "break",
            copies=tuned.COPIES,
            on={"timeout": Go("timeout"), "new": "write", "done": END},
            bar=("help",),
        ),
        Step(
            "pausing",
            copies=ONE,
            on={"timeout": Go("timeout"), "new": "write", "done": END},
            bar=("help",),
        ),
        Step("good", copies=ONE, on={"new": "write", "done": END}, bar=("help",)),
        Step("praise", copies=ONE, on={"new": "write", "done": END}, bar=("help",)),
        Step(
            "neutral", reads=WRITTEN, leaves=(tuned.marks,), on={"needs": Go("needs"), "done": END}
        ),
        Step("foreign", on={"new": "write", "done": END}),
        Step(
            "refused",
            on={"boundary": Go("boundary"), "pause": Go("pause"), "new": "write", "done": END},
        ),
    ),
)
