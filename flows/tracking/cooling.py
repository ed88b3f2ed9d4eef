"""What cools this person: how often the heat fell, by way and by trigger, and how sure that is.

A pause counts that began at `WARM` or more (there must be something to cool) and has both numbers.
It cooled if the heat fell by `FELL` or more: one step is within what a hand does by chance.

How sure: Wilson's score interval of a share, k of n, at 90 of 100 (z = 1.645):

    centre = (k + z²/2) / (n + z²)     half = z · sqrt(k(n - k)/n + z²/4) / (n + z²)

E. B. Wilson 1927, Probable inference, the law of succession, and statistical inference, Journal of
the American Statistical Association 22, 209-212. It holds for few pauses as well, and never leaves
0 to 1. Below `ENOUGH` pauses nothing is said of a way but how many are missing.
One way is called better than another only where the two intervals do not overlap: a stricter rule
than a test of their difference, because several ways are compared at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from flows import lists
from flows.engine.effects import Picture
from flows.engine.known import JSON, Known, Record
from flows.tracking import days

WARM, FELL, ENOUGH = 4, 2, 5
Z90 = 1.6449
SHOWN = 6  # ways in the picture
OWN = 30  # characters of own words
PAUSES = 12  # pauses in the picture of heat
SAME = 10  # minutes: a moment is written down at the end of its pause


@dataclass(frozen=True, slots=True)
class Way:
    """A way of cooling, or what set it off: how often it was there, how often the heat fell."""

    key: str
    cooled: int
    of: int

    @property
    def span(self) -> tuple[float, float]:
        """Where the true share may lie, 90 of 100."""
        return wilson(self.cooled, self.of)

    @property
    def enough(self) -> bool:
        """Whether something can be said of it."""
        return self.of >= ENOUGH


def wilson(cooled: int, of: int, z: float = Z90) -> tuple[float, float]:
    """Wilson's interval of a share; (0, 1) for nothing at all."""
    if of == 0:
        return 0.0, 1.0
    centre = (cooled + z * z / 2) / (of + z * z)
    half = z * math.sqrt(cooled * (of - cooled) / of + z * z / 4) / (of + z * z)
    return max(0.0, centre - half), min(1.0, centre + half)


def heats(record: Record) -> tuple[int, int] | None:
    """Heat before and after, if both were said."""
    before, after = record.data.get("before"), record.data.get("after")
    if isinstance(before, int) and isinstance(after, int):
        return before, after
    return None


def warm(known: Known, kind: str) -> list[Record]:
    """The records that count."""
    return [r for r in known.records(kind) if (both := heats(r)) and both[0] >= WARM]


def ways(known: Known, kind: str, *names: str) -> list[Way]:
    """Each value of these answers, the surest first: by the lower end of its interval."""
    counts: dict[str, list[bool]] = {}
    for record in warm(known, kind):
        before, after = heats(record) or (0, 0)
        for name in names:
            value = record.data.get(name)
            if isinstance(value, str) and value and value not in lists.NOTHING:
                counts.setdefault(f"{name}:{value}", []).append(before - after >= FELL)
    found = [Way(key, sum(fell), len(fell)) for key, fell in counts.items()]
    return sorted(found, key=lambda way: (not way.enough, -way.span[0], way.key))


def best(found: Sequence[Way]) -> Way | None:
    """The way whose interval lies above all others that can be spoken of; None if none does."""
    able = [way for way in found if way.enough]
    if len(able) < 2:
        return None
    first, *others = able
    return first if all(first.span[0] > other.span[1] for other in others) else None


LISTS = {"pattern": "ways", "pull": "ways", "tool": "tools", "fact": "triggers"}


def label(known: Known, key: str) -> str:
    """A way or a trigger as it is read; own words as they are."""
    name, _, value = key.partition(":")
    entry = lists.of(known, LISTS[name]).get(f"{name}_{value}" if LISTS[name] == "ways" else value)
    if entry:
        return entry.label
    return value if len(value) <= OWN else value[: OWN - 1].rstrip() + "…"


def by_way(known: Known) -> list[Way]:
    """The breath, the lane that was taken, the tool that was used."""
    every = [*ways(known, "pause", "pattern", "pull"), *ways(known, "moment", "tool")]
    return sorted(every, key=lambda way: (not way.enough, -way.span[0], -way.of, way.key))


def by_trigger(known: Known) -> list[Way]:
    """What set it off, where a moment was written down."""
    return ways(known, "moment", "fact")


def by_pair(known: Known) -> list[tuple[str, Way]]:
    """What cooled best for each trigger that came often enough: (trigger, way)."""
    found: list[tuple[str, Way]] = []
    for trigger in by_trigger(known):
        if not trigger.enough:
            continue
        here = [r for r in warm(known, "moment") if f"fact:{r.data.get('fact')}" == trigger.key]
        counts: dict[str, list[bool]] = {}
        for record in here:
            before, after = heats(record) or (0, 0)
            for key in _ways_of(known, record):
                counts.setdefault(key, []).append(before - after >= FELL)
        inside = [Way(key, sum(fell), len(fell)) for key, fell in counts.items()]
        able = sorted((w for w in inside if w.enough), key=lambda w: (-w.span[0], w.key))
        found.extend((trigger.key, way) for way in able[:1])
    return found


def _ways_of(known: Known, moment: Record) -> list[str]:
    """The ways of a moment that was written down: its own, and the breath of its pause."""
    keys = [f"{n}:{moment.data[n]}" for n in ("pull", "tool") if moment.data.get(n)]
    near = [
        r for r in known.records("pause") if abs((r.at - moment.at).total_seconds()) < 60 * SAME
    ]
    if near and near[-1].data.get("pattern"):
        keys.append(f"pattern:{near[-1].data['pattern']}")
    return keys


def picture(known: Known) -> Picture | None:
    """The ways with their intervals."""
    found = by_way(known)[:SHOWN]
    rows: list[JSON] = [
        [label(known, w.key), w.cooled, w.of, round(w.span[0], 3), round(w.span[1], 3), w.enough]
        for w in found
    ]
    return Picture("cooling", {"ways": rows}) if rows else None


def told(known: Known) -> Mapping[str, JSON]:
    """The same in words: the best way if there is one, what is missing, triggers, pairs."""
    found = by_way(known)
    able = [way for way in found if way.enough]
    first = best(found)
    nearest = max((way.of for way in found), default=0)
    return {
        "counted": len(warm(known, "pause")),
        "best": label(known, first.key) if first else "",
        "able": [_told(known, way) for way in able[:3]],
        "missing": max(0, ENOUGH - nearest) if not able else 0,
        "triggers": [_told(known, way) for way in by_trigger(known) if way.enough][:3],
        "pairs": [
            {"trigger": label(known, key), **_told(known, way)} for key, way in by_pair(known)[:2]
        ],
    }


def _told(known: Known, way: Way) -> dict[str, JSON]:
    low, high = way.span
    return {
        "name": label(known, way.key),
        "cooled": way.cooled,
        "of": way.of,
        "low": round(low * 100),
        "high": round(high * 100),
    }


# — heat and minutes -------------------------------------------------------------------------------


def storms(known: Known) -> Picture | None:
    """Heat before and after the latest pauses, with the minutes to calm under them."""
    name = days.named(known)
    shown = [r for r in known.records("pause") if heats(r)][-PAUSES:]
    if not shown:
        return None
    points: list[JSON] = [[name(days.day(known, r)), *(heats(r) or ())] for r in shown]
    minutes = [r.data.get("minutes") for r in shown]
    said = [f"{n} min" if isinstance(n, int) else "" for n in minutes]
    return Picture("heat", {"points": points, "minutes": said})


def storms_told(known: Known) -> Mapping[str, JSON]:
    """How many pauses, how many went down, and the minutes: the middle one, earlier and lately."""
    both = [r for r in known.records("pause") if heats(r)]
    cooler = [r for r in both if (h := heats(r)) and h[1] < h[0]]
    minutes = [n for r in cooler if isinstance(n := r.data.get("minutes"), int)]
    half = len(minutes) // 2
    compared = half >= 3
    return {
        "pauses": len(both),
        "cooler": len(cooler),
        "minutes": round(median(minutes)) if minutes else -1,
        "then": round(median(minutes[:half])) if compared else -1,
        "lately": round(median(minutes[half:])) if compared else -1,
    }
