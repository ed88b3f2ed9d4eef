"""The questions of the journal: sets of them, one at a time, none twice while others are left.

Saved while writing: `set` (what was chosen), `prompt` (key of the question; none on a free page).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flows import lists
from flows.engine.flow import Target
from flows.engine.known import Answers, Known
from flows.engine.ways import Option, Pick
from flows.guards import unsafe
from flows.journalling.shelf import entries
from flows.lists import Entry

PROMPTED = ("triggers", "history", "conflict", "closeness")
"""Sets with questions; `conflict` and `closeness` are the two halves of "inside me"."""
TURN = timedelta(minutes=5)  # coming back after this begins with another question


def questions(known: Known, of: str) -> Sequence[Entry]:
    """The questions of a set, in the order of the list."""
    return [one for one in lists.of(known, "prompts").values() if one.kind == of]


def first(known: Known, of: str) -> str:
    """Where a set begins now: it turns with the clock, and passes over what was answered."""
    every = questions(known, of)
    at = known.now.timestamp() // TURN.total_seconds()
    return _open(known, every, int(at) % len(every))


def following(known: Known) -> str:
    """The question after the one that is open."""
    every = questions(known, known.text("set"))
    keys = [one.key for one in every]
    at = keys.index(known.text("prompt")) + 1 if known.text("prompt") in keys else 0
    return _open(known, every, at)


def question(known: Known, key: str) -> str:
    """The words of a question; "" for none, and for one that the list has no more."""
    found = lists.of(known, "prompts").get(key)
    return found.text if found else ""


def tiles(known: Known) -> list[Option]:
    """What can be written or read. Beside somebody who harms no question points at oneself."""
    sets = ("free",) if unsafe(known) else ("triggers", "history", "inside", "free")
    return [Option(key) for key in (*sets, *(("read",) if entries(known) else ()))]


def choose(*keys: str, then: Target) -> Pick:
    """A choice of sets; a set with questions comes with the first of them."""

    def offers(known: Known) -> list[Option]:
        return [Option(key) for key in keys] if keys else tiles(known)

    def find(key: str, known: Known) -> Answers | None:
        if key not in {option.key for option in offers(known)}:
            return None
        prompt = first(known, key) if key in PROMPTED else None
        return {"set": key, "prompt": prompt, "text": None, "when": None, "more": None}

    return Pick(offers, "set", then, find, columns=1 if keys else 2)


def _open(known: Known, every: Sequence[Entry], at: int) -> str:
    """The first from there on that no kept page answers; if all were answered, that one again."""
    turned = [one.key for one in (*every[at:], *every[:at])]
    answered = {str(record.data.get("prompt")) for record in known.records("journal")}
    return next((key for key in turned if key not in answered), turned[0])
