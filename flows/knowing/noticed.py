"""What somebody notices of their partner: kept for themselves alone, worded as a guess.

Kept on the person: `partner`, a mapping of line -> answer. Nothing in it is added up.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.knowing import behaviours

LINES = ("conflict", "openness", "closeness", "space", "does", "words")


def kept(known: Known) -> Mapping[str, JSON]:
    """What is on the card."""
    found = known.person.kept.get("partner")
    return found if isinstance(found, Mapping) else {}


def self_first(known: Known) -> bool:
    """Whether nothing was noted of oneself yet: that comes before looking at the other."""
    noted = any(known.records(kind) for kind in ("observed", "moment", "pause"))
    return not (noted or known.person.kept.get("position") or kept(known))


def rows(known: Known) -> list[Option]:
    """Lines that can be filled or changed; the wipe only where there is something."""
    return [*(Option(line) for line in LINES), *([Option("wipe_all")] if kept(known) else [])]


def told(known: Known) -> Mapping[str, JSON]:
    """The card, with the fear and need that may lie under what they do."""
    card = {line: kept(known).get(line) for line in LINES}
    does = str(card["does"] or "")
    return {
        "card": card,
        "empty": not kept(known),
        **behaviours.explained(known, does),
        "has_does": bool(does),
    }


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the line that was just answered; "other" clears it."""
    line = known.text("line")
    if line not in LINES:
        return ()
    value = lists.chosen(known, line) if line == "does" else known.answers.get(line)
    card = {name: was for name, was in kept(known).items() if name != line}
    if value is not None:
        card[line] = value
    return (Remember("partner", card or None),)


def wipe(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - all of it, whatever there is
    """Delete the card."""
    return (Remember("partner", None),)
