"""Asking where somebody's clock is: a tap on the time it shows, a typed place, or that time itself.

zone ─ a sure place ─▶ …
  └─── several ─▶ which ─▶ …
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from flows import daily
from flows.engine.effects import Effect, Remember
from flows.engine.flow import Step, Target, When
from flows.engine.known import Answers, Known
from flows.engine.ways import Option, Pick, Timer
from flows.localtime import clock
from flows.places import Gazetteer, Match
from flows.places.typed_clock import time_of_day
from flows.toolkits import hours

MOST = 5  # buttons


def ask_zone(then: Target, waits: Timer | None = None) -> tuple[Step, Step]:
    """The steps `zone` and `which`, which answer `zone`; the flow's words hold their texts."""
    go_on = When(is_answered, then, otherwise="which")
    return (
        Step("zone", reads=Pick(likely, "zone", then=go_on, find=understood), waits=waits),
        Step("which", reads=Pick(candidates, "zone", then=go_on, find=understood), waits=waits),
    )


def has_zone(known: Known) -> bool:
    """Whether the person's own clock is known; the operator's default is not theirs."""
    return known.person.kept.get("zone") is not None


def is_answered(known: Known) -> bool:
    """Whether the answer left no question open."""
    return known.has("zone")


def keep_zone(known: Known) -> tuple[Effect, ...]:
    """Remember a newly answered zone; every note keeps its hour there."""
    zone = known.text("zone")
    if not zone or zone == known.person.kept.get("zone"):
        return ()
    followed = (*daily.follow_zone(known, zone), *hours.follow_zone(known, zone))
    return (Remember("zone", zone), *followed)


def likely(known: Known) -> list[Option]:
    """Three clocks, by the language of the person's app and by their country."""
    language = known.person.kept.get("app_language") or known.person.language
    matches = places(known).likely_zones(str(language), known.person.country)
    return [_option(match.zone, match.label, known) for match in matches]


def candidates(known: Known) -> list[Option]:
    """What a typed place may mean."""
    several = known.answers.get("several")
    pairs = several if isinstance(several, list) else []
    return [_option(str(zone), str(label), known) for zone, label in pairs]


def understood(text: str, known: Known) -> Answers | None:
    """A zone that leaves no question open, or `several`, or None for what names no place."""
    found = _at_clock(text, known) or places(known).find_zone(
        text, known.person.country, now=known.now
    )
    if not found:
        return None
    if found[0].sure:
        return {"zone": found[0].zone}
    return {"zone": None, "several": [[match.zone, match.label] for match in found[:MOST]]}


def places(known: Known) -> Gazetteer:
    """The gazetteer of the book's library."""
    found: Gazetteer = known.library["places"]
    return found


def _at_clock(text: str, known: Known) -> Sequence[Match]:
    """Where it is that time now; of "9:40" both halves of the day are meant."""
    typed = time_of_day(text)
    if typed is None:
        return ()
    hours = (typed.hour, (typed.hour + 12) % 24) if typed.either_half else (typed.hour,)
    found = [
        places(known).zones_at(
            f"{hour:02}:{typed.minute:02}", known.now, known.person.country, known.person.language
        )[: MOST if len(hours) == 1 else 3]
        for hour in hours
    ]
    return [match for matches in zip_longest(*found) for match in matches if match]


def _option(zone: str, label: str, known: Known) -> Option:
    # The place comes first: a typed "21:40" must not be taken for the beginning of a label.
    return Option(zone, f"{label} · {clock(known.now, zone)}")
