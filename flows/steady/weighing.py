"""Both sides of "closeness is dangerous", with one person; off while the safety flag is on.

Records: `evidence` {speaks_for, against}, in own words, by choice alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.effects import Effect, Keep
from flows.engine.known import JSON, Known
from flows.guards import unsafe

SIDES = ("speaks_for", "against")
NOTHING = "nothing"  # the key for having nothing to put there


def side(known: Known, name: str) -> str:
    """What was written for a side; "" for nothing."""
    words = known.text(name)
    return "" if words == NOTHING else words


def told(known: Known) -> Mapping[str, JSON]:
    """Both sides, with what was counted in /observe for each."""
    promises = [r for r in known.records("promise") if r.data.get("who") == "they"]
    kept = sum(record.data.get("kept") is True for record in promises)
    return {
        "for_side": side(known, "speaks_for"),
        "against_side": side(known, "against"),
        "promises_kept": kept,
        "promises_broken": len(promises) - kept,
        "were_there": len(known.records("there")),
    }


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep both sides, where one of them has words; never beside somebody who harms."""
    sides: dict[str, JSON] = {name: side(known, name) for name in SIDES if side(known, name)}
    return () if unsafe(known) or not sides else (Keep("evidence", sides),)
