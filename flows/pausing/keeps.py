"""What a pause leaves behind: two numbers and the pull; all else where the person says so."""

from __future__ import annotations

from flows.engine.effects import Effect, Keep, Remember
from flows.engine.known import JSON, Known
from flows.pausing import heat
from flows.pausing.answers import LISTED, entry, own, words
from flows.pausing.guards import today
from flows.pausing.tells import pattern

COUNTED = ("pull", "before", "after")
ASKED = (*COUNTED, "when", "since", "under", "answer", "theirs", "wait", "choice")
OWN_TRIGGERS = 3  # remembered, the latest first


def record(known: Known) -> tuple[Effect, ...]:
    """`pause`: the pull, both numbers, the minutes between them; nothing else that was tapped."""
    data: dict[str, JSON] = {name: known.answers[name] for name in COUNTED if known.has(name)}
    if (minutes := heat.minutes(known)) is not None:
        data["minutes"] = minutes
    return (Keep("pause", {**data, "pattern": pattern(known)}),)


def moment(known: Known) -> tuple[Effect, ...]:
    """`moment`: what was tapped and written; a trigger of the person's own joins the list."""
    data: dict[str, JSON] = {name: known.answers[name] for name in ASKED if known.has(name)}
    data |= {name: text for name in LISTED if (text := words(known, name))}
    kept = Keep("moment", {"from": "pause", **data})
    fact = words(known, "fact")
    if fact is None or entry(known, "fact"):
        return (kept,)
    before = [text for _, text in own(known, "fact") if text != fact]
    return (kept, Remember("triggers", [fact, *before][:OWN_TRIGGERS]))


def asked(known: Known) -> tuple[Effect, ...]:
    """Offered today, so not again today."""
    return (Remember("pause_asked", today(known)),)
