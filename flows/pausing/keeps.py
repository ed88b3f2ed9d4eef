"""What a pause leaves behind: numbers and keys; own words only where the person says so."""

from __future__ import annotations

from flows.engine.effects import Effect, Keep, Remember
from flows.engine.known import JSON, Known
from flows.pausing import heat
from flows.pausing.answers import LISTED, entry, own, words
from flows.pausing.guards import today
from flows.pausing.tells import pattern

ASKED = ("pull", "before", "after", "when", "since", "under", "answer", "theirs", "wait", "choice")
OPEN = {"under", "answer"}  # of these, the ones that take own words beside their keys
OWN_TRIGGERS = 3  # remembered, the latest first


def record(known: Known) -> tuple[Effect, ...]:
    """`pause`: the two numbers, the minutes between them, and what was tapped."""
    tapped = (name for name in ASKED if name not in OPEN and known.has(name))
    data: dict[str, JSON] = {name: known.answers[name] for name in tapped}
    data |= {name: found.key for name in LISTED if (found := entry(known, name))}
    if (minutes := heat.minutes(known)) is not None:
        data["minutes"] = minutes
    return (Keep("pause", {**data, "pattern": pattern(known)}),)


def moment(known: Known) -> tuple[Effect, ...]:
    """`moment`: the same with the person's own words; a trigger of their own joins the list."""
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
