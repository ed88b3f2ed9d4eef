"""
Pause: the worst minute of a quarrel. Body first, then a number, the pull, a choice of one's own.

    breath ─▶ heat ─▶ pull ─▶ a lane, heat again ─▶ next ─▶ talk, time-out, words, toolkit, let be
       ╎        ╎                 ╎                            ├───▶ keep this moment? (once a day)
       ╎        ╎                 ╎                            └───▶ again (the third time in hours)
    another   name it         go deeper, each lane its own way, and back to heat:
    pattern,                    reach   wait 5, 10, 20 minutes ─▶ answer myself ─▶ one clear ask
    longer                      away    stay two minutes, or a time-out
                                both    part of me wants, part of me fears ─▶ wait 90 seconds
                                attack  what is under it; or out of the room
                                upset   staying steady, my own limit; or: I am afraid of them
                                look    sentence ─▶ alarm or right? ─▶ fear ─▶ now or before?
                                        ─▶ other readings ─▶ the kindest ─▶ three kind lines

The lanes are in `pausing/lanes.py`, looking closer in `pausing/closer.py`.
Shortest way: breath, heat, pull, heat again, choice: five taps. Where a partner is known to
frighten or control (`unsafe`), nothing assumes good will, advises to stay or words a line to them.
"""

from __future__ import annotations

from flows.engine.effects import Set
from flows.engine.flow import Flow, Go, GoTo, When
from flows.engine.ways import Choice, Minutes, Parsed, Pick, Text, Timer
from flows.guards import is_, lacks, visit
from flows.lists import pages
from flows.pausing import heat, keeps, offers, prepared
from flows.pausing.closer import LOOK_CLOSER
from flows.pausing.guards import can_write, has_haven, is_named, nothing_finer
from flows.pausing.heat import Heat
from flows.pausing.lanes import LANES
from flows.pausing.routes import BUILD, CLOSE, FEW, HOT, NEXT, TIMEOUT, Step, building, safe
from flows.pausing.tells import PATTERNS, breath, in_minutes, in_seconds

HEAT = When(is_named, "heat_named", "heat")
OWN = 600  # characters of what one would say oneself
SAY = GoTo("to", "say", carry="words")  # what was typed goes along in the talk and is not kept
NAMED = When(building, BUILD, When(lacks("before"), HEAT, "again"))

BODY = (
    Step(
        "breath",
        shows=(breath,),
        does=(visit,),
        on={"done": "heat", "another": "pattern", "longer": "longer"},
        bar=("cancel",),
    ),
    Step(
        "pattern",
        reads=Choice(*PATTERNS, save="pattern", then="breath"),
        leaves=(Set("breath", "pattern"),),
    ),
    Step("longer", reads=Minutes(1, 60, offers=(1, 3, 5), save="long", then="breathing")),
    Step(
        "breathing",
        shows=(breath,),
        waits=Timer(in_minutes("long"), then="heat"),
        on={"done": "heat"},
    ),
)

NUMBER_NAME_PULL = (
    *(
        Step(name, reads=Heat(0, 10, save="before", then="pull"), on={"name": "feel"})
        for name in ("heat", "heat_named")
    ),
    Step(
        "feel",
        reads=pages("feel", offers.families, When(nothing_finer, NAMED, "finer"), "family", FEW),
    ),
    Step("finer", reads=pages("finer", offers.finer, NAMED, "feeling", FEW)),
    Step(
        "pull",
        reads=Parsed(
            offers.typed_pull, save="typed", then=When(is_("typed", "afraid"), "afraid", "feel")
        ),
        save="pull",
        leaves=(prepared.remind,),
        on={
            "reach": safe("reach", otherwise="hold"),
            "away": safe("away", otherwise="leave"),
            "both": safe("both", otherwise="hold"),
            "attack": "attack",
            "upset": safe("upset", otherwise="afraid"),
        },
    ),
)

CHOICE = (
    Step("again", reads=HOT, on={"skip": NEXT}),
    Step(
        "next",
        does=(keeps.record,),
        save="choice",
        on={
            "talk": "talk",
            "timeout": TIMEOUT,
            "words": BUILD,
            "toolkit": "toolkit",
            "let_be": CLOSE,
        },
    ),
    Step(
        "next_alone",
        does=(keeps.record,),
        save="choice",
        on={"toolkit": "toolkit", "let_be": CLOSE, "afraid": "afraid"},
    ),
    Step("talk", hands=("opener",), on={"done": CLOSE}),
    Step("sentence", hands=("sentence",), on={"mine": "mine", "done": CLOSE}),
    Step("mine", reads=Text("words", SAY, most=OWN), on={"done": CLOSE}),
    Step(
        "toolkit",
        reads=Pick(
            offers.spare,
            "spare",
            then=When(has_haven, "haven", "tools"),
            find=offers.read_spare,
            columns=3,
        ),
    ),
    Step("haven", copies={"line": can_write}, on={"done": CLOSE}),
    Step(
        "tools",
        reads=pages("tools", offers.tools, When(is_("tool", "notice"), "notice", "doing"), "tool"),
    ),
    Step("doing", on={"done": CLOSE}),
    Step("notice", waits=Timer(in_seconds(180), then=CLOSE), on={"done": CLOSE}),
    Step("log", does=(keeps.asked,), on={"keep": "kept", "no": "bye"}),
    Step(
        "kept",
        does=(keeps.moment,),
        shows=(heat.picture,),
        on={"observe": Go("observe"), "progress": Go("progress")},
    ),
    Step("bye", on={"home": Go("home")}),
    Step("company", on={"people": Go("safe")}),
    Step("rest"),
    Step("rest_noted", on={"observe": Go("observe")}),
    Step("rest_steady", on={"secure": Go("secure"), "observe": Go("observe")}),
)

flow = Flow(
    "pause",
    version=4,
    command="pause",
    also=("breathe", "calm"),
    interrupts=True,
    gated=False,
    hot=True,
    knows=("pause",),
    steps=(*BODY, *NUMBER_NAME_PULL, *LANES, *LOOK_CLOSER, *CHOICE),
)
