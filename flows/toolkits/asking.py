"""The steps that ask for the hours of notes, and the note that comes at them.

hours ─▶ (zone ─▶ which) ─▶ set · hours ─ off ─▶ stopped
at an hour: note · after eight in silence: fading
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.engine.flow import END, Go, Step, Target, When
from flows.engine.known import Known
from flows.engine.ways import Pick
from flows.toolkits.hours import Hours, switched_off
from flows.zones import ask_zone, has_zone, keep_zone


def by_timer(known: Known) -> bool:
    """Whether the appointment began this."""
    return known.text("by") == "timer"


def begun_by_timer(hours: Hours, note: str) -> Target:
    """Where an appointment leads: to the note, to the last word, or to nothing."""
    return When(hours.is_set, When(hours.is_last, "fading", otherwise=note), otherwise=END)


def ask_hours(hours: Hours, after: Mapping[str, Target]) -> tuple[Step, ...]:
    """From `hours` to `set`, `stopped` and `fading`; `after`: the links under `set`."""
    return (
        Step(
            "hours",
            reads=Pick(
                hours.offers,
                "hours",
                then=When(switched_off, "stopped", When(has_zone, "set", otherwise="zone")),
                find=hours.read,
                columns=1 if hours.most > 1 else 3,
            ),
            tells=hours.told,
        ),
        *(replace(step, tells=hours.told) for step in ask_zone(then="set")),
        Step("set", does=(keep_zone, hours.begin), tells=hours.told, on=after),
        Step("stopped", does=(hours.stop,)),
        Step("fading", does=(hours.stop,), on={hours.flow: Go(hours.flow)}),
    )
