"""The lanes of a pause, one for each pull. Each begins with heat again, and leads back to it.

Beside a partner who harms, `hold` stands for reaching and for both, `leave` for getting away.
"""

from __future__ import annotations

from flows.engine.flow import Go, When
from flows.engine.ways import Choice, Minutes, Pick, Text, Timer
from flows.guards import is_
from flows.lists import pages
from flows.pausing import offers
from flows.pausing.guards import nothing_finer
from flows.pausing.routes import BUILD, FEW, HOT, LOOK, TIMEOUT, Step, building, safe
from flows.pausing.tells import breath, in_minutes, in_seconds

REACH = (
    Step("reach", reads=HOT, on={"wait": "wait", "look": LOOK}),
    Step("hold", reads=HOT, on={"wait": "wait", "name": "feel"}),
    Step(
        "wait",
        reads=Minutes(1, 1440, offers=(5, 10, 20), save="wait", then="waiting"),
        on={"enough": "again"},
    ),
    Step(
        "waiting",
        waits=Timer(in_minutes("wait"), then=safe("answer", otherwise="again"), promised=True),
        on={"ready": safe("answer", otherwise="again")},
    ),
    Step(
        "answer",
        reads=Text(
            "answer",
            When(is_("answer", "eased"), "again", safe("need", otherwise="again")),
            offers=("carry", "quiet", "before", "eased"),
        ),
    ),
    Step("need", reads=pages("need", offers.needs, When(building, BUILD, "theirs"), most=FEW)),
    Step(
        "theirs",
        reads=Choice("scared", "cornered", "tired", "unknown", save="theirs", then="ask"),
        on={"skip": "ask"},
    ),
    Step("ask", hands=("ask",), on={"done": "again"}),
)

MORE = safe("stay", otherwise="again")
AWAY = (
    Step(
        "away",
        reads=HOT,
        on={"stay": "stay", "timeout": TIMEOUT, "look": LOOK, "afraid": "afraid"},
    ),
    Step("leave", reads=HOT, on={"timeout": TIMEOUT, "name": "feel"}),
    Step(
        "stay",
        waits=Timer(in_seconds(120), then=safe("still_there", otherwise="again")),
        on={"done": "stayed", "timeout": TIMEOUT},
    ),
    Step("still_there", on={"stayed": "stayed", "left": "again", "more": MORE}),
    Step("stayed", on={"more": MORE, "done": "again"}),
)

BOTH = (
    Step(
        "both",
        reads=HOT,
        on={"parts": safe("want", otherwise="feel"), "look": LOOK, "afraid": "afraid"},
    ),
    Step("want", reads=pages("want", offers.needs, "dread", "need", FEW)),
    Step(
        "dread", reads=pages("dread", offers.fears, safe("parts", otherwise="again"), "fear", FEW)
    ),
    Step("parts", hands=("line",), on={"cycle": "cycle", "done": "again"}),
    Step(
        "cycle", shows=(breath,), waits=Timer(in_seconds(90), then="again"), on={"ready": "again"}
    ),
)

ATTACK = (
    Step(
        "attack",
        reads=HOT,
        on={"room": "room", "under": safe("under", otherwise="feel"), "look": LOOK},
    ),
    Step("room", on={"out": "again", "timeout": TIMEOUT}),
    Step(
        "under",
        reads=Text("under", "guarded", offers=("hurt", "fear", "shame", "unheard", "unsure")),
    ),
    Step(
        "guarded",
        reads=Pick(
            offers.finer_word,
            "family",
            When(nothing_finer, "feel", "finer"),
            find=offers.family_under,
        ),
        on={"look": LOOK, "done": "again"},
    ),
)

UPSET = (
    Step(
        "upset",
        reads=HOT,
        on={"say": "say", "limit": "limit", "listen": Go("listen"), "afraid": "afraid"},
    ),
    Step("say", hands=("line",), on={"limit": "limit", "afraid": "afraid", "done": "again"}),
    Step("limit", hands=("line",), on={"timeout": TIMEOUT, "done": "again"}),
    Step("afraid", on={"people": Go("safe"), "mistake": "pull"}, bar=("cancel",)),
)

LANES = (*REACH, *AWAY, *BOTH, *ATTACK, *UPSET)
