"""Notes that come by themselves at hours somebody chose, up to three a day; they thin out.

Kept on the person, for each exercise that has them (`anchor_hours`, `share_hours`,
`toolkit_hours`): {"at": ["08:30", "21:00"], "unanswered": 0}. Three notes in a row without an
answer: then one every second day; the ninth says that it is the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.engine.effects import Effect, Remember, Schedule, Unschedule
from flows.engine.known import JSON, Answers, Known, Person
from flows.engine.ways import Option
from flows.localtime import describe_day, in_quiet, next_local, read_time

OFF = "off"
FEW = 3  # notes without an answer, from which on they are rare
LAST = 8  # and after which the next is the last
_BETWEEN = re.compile(r"\s*(?:[,;+&/]|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Hours:
    """The notes of one exercise. `presets`: a button's key -> the hours that it stands for."""

    flow: str
    presets: Mapping[str, tuple[str, ...]]
    most: int = 1

    @property
    def name(self) -> str:
        """What they are kept as."""
        return f"{self.flow}_hours"

    def at(self, person: Person) -> tuple[str, ...]:
        """The hours, earliest first; none while there are no notes."""
        kept = person.kept.get(self.name)
        found = kept.get("at") if isinstance(kept, Mapping) else None
        times = found if isinstance(found, list | tuple) else ()
        return tuple(sorted(str(time) for time in times))

    def unanswered(self, person: Person) -> int:
        """How many in a row nobody answered."""
        kept = person.kept.get(self.name)
        count = kept.get("unanswered") if isinstance(kept, Mapping) else 0
        return count if isinstance(count, int) else 0

    def is_set(self, known: Known) -> bool:
        """Whether there are any."""
        return bool(self.at(known.person))

    def is_last(self, known: Known) -> bool:
        """Whether the note that is due only says goodbye."""
        return self.unanswered(known.person) >= LAST

    def offers(self, known: Known) -> Sequence[Option]:
        """Hours to tap, and none where there are some."""
        keys = [*self.presets, *([OFF] if self.is_set(known) else [])]
        return [Option(key, key if read_time(key) else None) for key in keys]

    def read(self, text: str, known: Known) -> Answers | None:  # noqa: ARG002 - alike for everybody
        """A button, or up to so many typed times: `8:30, 13:00 and 9 pm`."""
        if text == OFF:
            return {"hours": OFF, "at": []}
        times = self.presets.get(text) or _times(text)
        return {"hours": text, "at": list(times)} if 0 < len(times) <= self.most else None

    def begin(self, known: Known) -> tuple[Effect, ...]:
        """Keep the chosen hours and wake at the next of them."""
        return self._wake(known, _chosen(known), zone_of(known))

    def sent(self, known: Known) -> tuple[Effect, ...]:
        """A note goes out: count it, and wake for the next, which is later the less is answered."""
        at, count = self.at(known.person), self.unanswered(known.person) + 1
        if not at:
            return ()
        zone = zone_of(known)
        if count < FEW:
            due, local = _next(known.now, zone, at)
        else:
            due, local = next_local(known.now, zone, at[0], 2), at[0]
        state = Remember(self.name, {"at": list(at), "unanswered": count})
        return (state, Schedule(self.flow, due, local=local))

    def answered(self, known: Known) -> tuple[Effect, ...]:
        """Any answer: the next note comes at the next hour again."""
        at = self.at(known.person)
        return self._wake(known, at, zone_of(known)) if at else ()

    def stop(self, known: Known) -> tuple[Effect, ...]:
        """No more notes."""
        if not self.is_set(known):
            return ()
        return (Unschedule(self.flow), Remember(self.name, None))

    def go_on(self, known: Known, zone: str = "") -> tuple[Effect, ...]:
        """The next one at its hour, after a mistaken silence or in another zone."""
        at = self.at(known.person)
        if not at:
            return ()
        due, local = _next(known.now, zone or zone_of(known), at)
        return (Schedule(self.flow, due, local=local),)

    def told(self, known: Known) -> Mapping[str, JSON]:
        """The chosen hours in a line, the day of the first note, whether one falls into quiet."""
        at = _chosen(known) or self.at(known.person)
        if not at:
            return {"times": "", "day": "", "quiet": False}
        zone, hours = zone_of(known), known.person.kept.get("quiet")
        moments = [next_local(known.now, zone, one) for one in at]
        hushed = isinstance(hours, list | tuple) and any(
            in_quiet(moment, zone, str(hours[0]), str(hours[1])) for moment in moments
        )
        day = describe_day(min(moments), known.now, zone)
        return {"times": ", ".join(at), "day": day, "quiet": hushed}

    def _wake(self, known: Known, at: Sequence[str], zone: str) -> tuple[Effect, ...]:
        due, local = _next(known.now, zone, at)
        state = Remember(self.name, {"at": list(at), "unanswered": 0})
        return (state, Schedule(self.flow, due, local=local))


ANCHOR = Hours(
    "anchor",
    {"once": ("08:30",), "twice": ("08:30", "21:30"), "thrice": ("08:30", "13:00", "21:30")},
    most=3,
)
SHARE = Hours("share", {at: (at,) for at in ("18:30", "19:30", "20:30")})
TOOLKIT = Hours("toolkit", {at: (at,) for at in ("12:30", "17:30", "19:00")})
"""Hours to tap are beside those of the check-in: two notes at once push each other away."""
EVERY = (ANCHOR, SHARE, TOOLKIT)


def zone_of(known: Known) -> str:
    """The zone that was just answered, or the person's."""
    return known.text("zone") or known.person.zone


def switched_off(known: Known) -> bool:
    """Whether no more notes were wanted."""
    return known.text("hours") == OFF


def stop_all(known: Known) -> tuple[Effect, ...]:
    """No more notes of any exercise."""
    return _all(lambda one: one.stop(known))


def go_on_all(known: Known) -> tuple[Effect, ...]:
    """Every exercise's next note at its hour."""
    return _all(lambda one: one.go_on(known))


def follow_zone(known: Known, to: str) -> tuple[Effect, ...]:
    """The hours stay what they are when the person moves to another zone."""
    return _all(lambda one: one.go_on(known, to))


def _all(do: Callable[[Hours], tuple[Effect, ...]]) -> tuple[Effect, ...]:
    return tuple(effect for one in EVERY for effect in do(one))


def _chosen(known: Known) -> tuple[str, ...]:
    found = known.answers.get("at")
    return tuple(str(one) for one in found) if isinstance(found, list | tuple) else ()


def _next(now: datetime, zone: str, at: Sequence[str]) -> tuple[datetime, str]:
    """The next of these hours there."""
    return min((next_local(now, zone, one), one) for one in at)


def _times(text: str) -> tuple[str, ...]:
    """Typed times, each once, earliest first; none unless every part is one."""
    for parts in ([text], _BETWEEN.split(text), text.split()):
        times = [read_time(part) for part in parts]
        if times and all(times):
            return tuple(sorted({str(time) for time in times}))
    return ()
