"""Worries that were parked until a time, and come back once with the question how it went.

Kept on the person as `worries`: up to five, [{"text", "back_at": Unix seconds}], each until it was
answered or dropped. What stays after it is the record `worry` {"happened"}, without its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flows import promised
from flows.engine.effects import Effect, Keep, Remember, Schedule, Unschedule
from flows.engine.known import JSON, Known
from flows.localtime import clock, describe_day
from flows.zones import has_zone

KEY = "worry"
MOST, LONGEST = 5, 200  # worries at once; characters of one
ENOUGH = 3  # worries that came back, from which on their count says something


def worries(known: Known) -> tuple[Mapping[str, JSON], ...]:
    """What is parked, the first to come back first."""
    kept = known.person.kept.get("worries")
    entries = kept if isinstance(kept, list | tuple) else ()
    return tuple(sorted((one for one in entries if isinstance(one, Mapping)), key=_back_at))


def due(known: Known) -> tuple[Mapping[str, JSON], ...]:
    """Those whose time has come."""
    return tuple(one for one in worries(known) if _back_at(one) <= known.now.timestamp())


def any_due(known: Known) -> bool:
    """Whether one's time has come."""
    return bool(due(known))


def more_due(known: Known) -> bool:
    """Whether another one waits behind the one that is being looked at."""
    return len(due(known)) > 1


def any_parked(known: Known) -> bool:
    """Whether anything is parked."""
    return bool(worries(known))


def full(known: Known) -> bool:
    """Whether there is no room for one more."""
    return len(worries(known)) >= MOST


def told(known: Known) -> Mapping[str, JSON]:
    """The worry that is back, how many are parked, when the next one comes, how others went."""
    here, ahead = due(known), _ahead(known)
    went = [record.data.get("happened") for record in known.records("worry")]
    settled = [answer for answer in went if answer in {"no", "partly", "yes"}]
    zone = known.person.zone
    next_ = _moment(ahead[0]) if ahead else None
    with_clock = next_ is not None and has_zone(known)
    return {
        **promised.told(known),
        "parked_line": str(here[0].get("text") or "") if here else "",
        "count": len(worries(known)),
        "next_day": describe_day(next_, known.now, zone) if next_ and with_clock else "",
        "next_clock": clock(next_, zone) if next_ and with_clock else "",
        "settled": len(settled) if len(settled) >= ENOUGH else 0,
        "never": settled.count("no"),
    }


# — parking ---------------------------------------------------------------------------------------


def park(known: Known) -> tuple[Effect, ...]:
    """Keep the worry until its time, and wake then (or sooner, for one that is due before)."""
    new: dict[str, JSON] = {
        "text": " ".join(known.text("worry").split()),
        "back_at": int(promised.end(known).timestamp()),
    }
    every = [*worries(known), new][-MOST:]
    first = min(_ahead(known, every), key=_back_at, default=new)
    return (Remember("worries", every), Schedule(KEY, _moment(first)))


def wake(known: Known) -> tuple[Effect, ...]:
    """Wake for the next one that is still ahead: each comes by itself once."""
    ahead = _ahead(known)
    return (Schedule(KEY, _moment(ahead[0])),) if ahead else ()


def settle(known: Known) -> tuple[Effect, ...]:
    """It was answered: its words go, the answer is counted."""
    here = due(known)
    left = [one for one in worries(known) if one not in here[:1]]
    ahead = [one for one in left if one in _ahead(known)]
    timer = Schedule(KEY, _moment(ahead[0])) if ahead else Unschedule(KEY)
    counted = Keep("worry", {"happened": known.text("happened", "open")})
    return (Remember("worries", left or None), timer, counted)


def drop(known: Known) -> tuple[Effect, ...]:
    """All that is parked goes, and nothing comes back."""
    return (Remember("worries", None), Unschedule(KEY)) if any_parked(known) else ()


def _ahead(
    known: Known, among: Sequence[Mapping[str, JSON]] | None = None
) -> Sequence[Mapping[str, JSON]]:
    every = worries(known) if among is None else among
    return [one for one in every if _back_at(one) > known.now.timestamp()]


def _moment(one: Mapping[str, JSON]) -> datetime:
    return datetime.fromtimestamp(_back_at(one), UTC)


def _back_at(one: Mapping[str, JSON]) -> int:
    at = one.get("back_at")
    return at if isinstance(at, int) else 0
