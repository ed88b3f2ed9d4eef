"""Looking closer: the sentence in the head, alarm or fact, now or before, other readings."""

from __future__ import annotations

from flows.engine.flow import When
from flows.engine.ways import Choice, Pick
from flows.guards import is_, lacks
from flows.lists import pages
from flows.pausing import offers, prepared
from flows.pausing.guards import own_fact, wants_out
from flows.pausing.routes import BUILD, FEW, TIMEOUT, Step, building, safe

SINCE = {
    "now": ("ask", "time", "person"),
    "before": ("childhood", "love", "here", "unknown"),
    "both": ("now", "before", "even"),
    "unsure": ("worried", "little", "calm"),
}
READ_ON = When(lacks("reading"), safe("reading", otherwise="kindly"), "kindly")
KINDEST = safe("kindest", otherwise="kindly")
SEEN = When(prepared.has_script, "swap", "split")
AFTER_SINCE = When(is_("since", "ask"), safe("need", otherwise="again"), READ_ON)

LOOK_CLOSER = (
    Step("head", reads=pages("head", offers.thoughts, When(wants_out, "door", "fact"), "thought")),
    Step("door", on={"timeout": TIMEOUT, "look": "fact"}),
    Step("fact", reads=pages("fact", offers.triggers, When(building, BUILD, SEEN))),
    Step("swap", on={"will": "again", "look": "split"}),
    Step(
        "split",
        on={
            "further": "fear",
            "reading": safe("reading", otherwise="again"),
            "wrong": "afraid",
            "enough": "again",
        },
    ),
    Step("fear", reads=pages("fear", offers.fears, safe("when", otherwise="again"), most=FEW)),
    Step("when", save="when", on={answer: f"since_{answer}" for answer in SINCE}),
    *(
        Step(
            f"since_{answer}",
            reads=Choice(*keys, save="since", then=AFTER_SINCE),
        )
        for answer, keys in SINCE.items()
    ),
    Step(
        "reading",
        reads=pages(
            "reading",
            offers.readings,
            When(is_("reading", "other"), "kindly", "second"),
            way_out=True,
        ),
    ),
    Step(
        "second",
        reads=pages(
            "second",
            offers.more_readings,
            When(is_("second", "other"), "kindly", When(own_fact, "kindly", KINDEST)),
            way_out=True,
        ),
    ),
    Step("kindest", reads=Pick(offers.picked_readings, "kindest", "kindly")),
    Step("kindly", on={"next": When(is_("pull", "reach"), "wait", "again")}),
)
