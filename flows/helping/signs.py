"""When somebody from outside tends to help: what a person's own notes say of it, in counts.

    reason    what is counted                                                          speaks for
    rows      the same row, three times in twelve weeks                                rows
    distance  eight notes on the day in four weeks, two in three of them "too far"     heard
    mood      at least four notes in each of two fortnights, half of each low          feel
    pauses    four pauses or more in each of the last three weeks                      feel
    cooling   six pauses in four weeks with both numbers, heat down by less than one   feel
    pulls     eight pulls in four weeks, three in four of them the same way            moves

None of it is a finding: a reason lets the bot say once that help exists, and puts the count beside
the sign it speaks for. Beside somebody who harms nothing is suggested (couple work is not advised).

Kept on the person: `therapy`, {"said": [reasons], "said_at": Unix seconds}.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from statistics import fmean

from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known, Record
from flows.guards import unsafe

WEEK = timedelta(weeks=1)
LATELY, LONGER = 4 * WEEK, 12 * WEEK
APART = 12 * WEEK  # between two suggestions, whatever their reasons
SAME_ROWS = 3
FAR_NOTES, FAR_SHARE = 8, 2 / 3
LOW_NOTES, LOW_SHARE = 4, 1 / 2
PAUSES_A_WEEK, PAUSE_WEEKS = 4, 3
HEATS, FALL = 6, 1
PULLS, PULL_SHARE = 8, 3 / 4
LOW = ("low", "very_low")
PULL = {"reach": "reach", "seek": "reach", "away": "away", "push": "away"}
KINDS = ("pause", "observed", "checkin", "same_row")
"""Records that are counted; a flow that asks has to declare them."""


def within(known: Known, kind: str, span: timedelta, ago: timedelta = timedelta()) -> list[Record]:
    """Records of a span of time that ended so long ago."""
    return [one for one in known.records(kind) if ago <= known.now - one.at < ago + span]


# — what is counted: each gives the number to tell, 0 where it says nothing ------------------------


def rows(known: Known) -> int:
    """How often the most frequent row was marked."""
    counts = Counter(one.data.get("about") for one in within(known, "same_row", LONGER))
    most = max(counts.values(), default=0)
    return most if most >= SAME_ROWS else 0


def distance(known: Known) -> int:
    """How many notes said "too far", where most of them did."""
    notes = [one.data.get("distance") for one in within(known, "checkin", LATELY)]
    notes = [one for one in notes if one]
    far = notes.count("too_far")
    return far if len(notes) >= FAR_NOTES and far >= FAR_SHARE * len(notes) else 0


def mood(known: Known) -> int:
    """How many notes were low, where half were, in both fortnights: it persists."""
    lows = 0
    for ago in (timedelta(), 2 * WEEK):
        moods = [one.data.get("mood") for one in within(known, "checkin", 2 * WEEK, ago)]
        low = sum(one in LOW for one in moods)
        if len(moods) < LOW_NOTES or low < LOW_SHARE * len(moods):
            return 0
        lows += low
    return lows


def pauses(known: Known) -> int:
    """How many pauses there were in three weeks, where none of these weeks had few."""
    weeks = [len(within(known, "pause", WEEK, n * WEEK)) for n in range(PAUSE_WEEKS)]
    return sum(weeks) if min(weeks) >= PAUSES_A_WEEK else 0


def cooling(known: Known) -> int:
    """How many pauses had both numbers, where the heat hardly fell in them."""
    falls = heat_falls(within(known, "pause", LATELY))
    return len(falls) if len(falls) >= HEATS and fmean(falls) < FALL else 0


def heats(records: Iterable[Record]) -> list[tuple[int, int]]:
    """Heat before and after, of those pauses that have both numbers."""
    pairs = ((one.data.get("before"), one.data.get("after")) for one in records)
    return [(was, now) for was, now in pairs if isinstance(was, int) and isinstance(now, int)]


def heat_falls(records: Iterable[Record]) -> list[int]:
    """By how much the heat fell in each of them."""
    return [was - now for was, now in heats(records)]


def pulls(known: Known) -> int:
    """How many pulls went the same way, reaching or getting away, where nearly all did."""
    found = [one.data.get("pull") for one in within(known, "pause", LATELY)]
    found += [one.data.get("tag") for one in within(known, "observed", LATELY)]
    counts = Counter(str(one) for one in found if one)
    ways = Counter({"reach": 0, "away": 0})
    for name, count in counts.items():
        if name in PULL:
            ways[PULL[name]] += count
    most = max(ways.values())
    return most if counts.total() >= PULLS and most >= PULL_SHARE * counts.total() else 0


REASONS: Mapping[str, Callable[[Known], int]] = {
    "rows": rows,
    "distance": distance,
    "mood": mood,
    "pauses": pauses,
    "cooling": cooling,
    "pulls": pulls,
}


def counted(known: Known) -> Mapping[str, int]:
    """Every reason, with its number; 0 where the notes say nothing of it."""
    return {reason: count(known) for reason, count in REASONS.items()}


# — saying it once ---------------------------------------------------------------------------------


def may_say(known: Known, reason: str) -> bool:
    """Whether this reason was not given yet, and no other for twelve weeks."""
    at = _kept(known).get("said_at")
    long_ago = not isinstance(at, int) or known.now.timestamp() - at >= APART.total_seconds()
    return long_ago and reason not in _said(known) and not unsafe(known)


def due(known: Known) -> bool:
    """Whether to say now, once, that somebody from outside tends to help at such a time."""
    return bool(_new(known))


def say(known: Known) -> tuple[Effect, ...]:
    """Remember that it was said, and why."""
    return _saying(known, _new(known))


def say_rows(known: Known) -> tuple[Effect, ...]:
    """The same, where the row that was just marked is the reason."""
    return _saying(known, ["rows"])


def told(known: Known) -> Mapping[str, JSON]:
    """The numbers."""
    return {"counted": counted(known)}


def _new(known: Known) -> list[str]:
    return [one for one, count in counted(known).items() if count and may_say(known, one)]


def _saying(known: Known, reasons: list[str]) -> tuple[Effect, ...]:
    said = list(dict.fromkeys([*_said(known), *reasons]))
    return (Remember("therapy", {"said": said, "said_at": int(known.now.timestamp())}),)


def _kept(known: Known) -> Mapping[str, JSON]:
    found = known.person.kept.get("therapy")
    return found if isinstance(found, Mapping) else {}


def _said(known: Known) -> list[str]:
    found = _kept(known).get("said")
    return [str(one) for one in found] if isinstance(found, list | tuple) else []
