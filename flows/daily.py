"""The daily note: when the next one comes, and how it thins out while nobody answers.

Kept on the person as `checkin`: {"at": "21:00", "unanswered": 0}, with "every": 2 where it comes
less often than daily (flows/tracking/thinning.py has the rule). Notes are counted, not days, so
that days on which nothing could be sent count for nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.engine.effects import Effect, Remember, Schedule, Unschedule
from flows.engine.known import Known, Person
from flows.localtime import local_date, next_local

KEY = "checkin"
# Days after the last answer on which a note comes: three daily ones, then every second day. The
# last one only says that it is the last (two weeks of silence are an answer as well).
DAYS = (1, 2, 3, 5, 7, 9, 11, 13, 15)
RHYTHMS = (1, 2, 3, 7)  # days from note to note
LAST = {1: len(DAYS) - 1, 2: len(DAYS) - 3, 3: 4, 7: 2}  # notes in silence, by rhythm: two weeks
SNOOZE = timedelta(hours=1)


def hour(person: Person) -> str | None:
    """The chosen "HH:MM", None while there is no daily note."""
    kept = person.kept.get(KEY)
    at = kept.get("at") if isinstance(kept, dict) else None
    return at if isinstance(at, str) else None


def unanswered(person: Person) -> int:
    """How many notes in a row nobody answered."""
    kept = person.kept.get(KEY)
    count = kept.get("unanswered") if isinstance(kept, dict) else 0
    return count if isinstance(count, int) else 0


def every(person: Person) -> int:
    """Days from note to note."""
    kept = person.kept.get(KEY)
    days = kept.get("every") if isinstance(kept, dict) else 1
    return days if days in RHYTHMS and isinstance(days, int) else 1


def state(at: str, count: int, rhythm: int) -> Remember:
    """What is kept of the note."""
    thin = {} if rhythm == 1 else {"every": rhythm}
    return Remember(KEY, {"at": at, "unanswered": count, **thin})


def is_set_up(known: Known) -> bool:
    """Whether there is a daily note."""
    return hour(known.person) is not None


def is_last(known: Known) -> bool:
    """Whether the note that is due is the one that says goodbye."""
    return unanswered(known.person) >= LAST[every(known.person)]


def zone(known: Known) -> str:
    """The zone that was just answered, or the person's."""
    return known.text("zone") or known.person.zone


def first_note(known: Known) -> datetime:
    """When the next note comes from now on."""
    return next_local(known.now, zone(known), known.text("at") or hour(known.person) or "21:00")


def begin(known: Known) -> tuple[Effect, ...]:
    """Keep the answered hour and wake at it."""
    at = known.text("at")
    return (state(at, 0, every(known.person)), Schedule(KEY, first_note(known), local=at))


def sent(known: Known) -> tuple[Effect, ...]:
    """A note goes out: count it as unanswered and wake for the next."""
    at, count, rhythm = hour(known.person), unanswered(known.person), every(known.person)
    if at is None or count >= LAST[rhythm]:
        return ()
    days = max(rhythm, DAYS[count + 1] - DAYS[count])
    due = next_local(known.now, zone(known), at, days)
    return (state(at, count + 1, rhythm), Schedule(KEY, due, local=at))


def answered(known: Known) -> tuple[Effect, ...]:
    """Any answer: the next note comes tomorrow, even if today's was not waited for.

    In a thinner rhythm, so many days from today.
    """
    return set_rhythm(known, every(known.person))


def set_rhythm(known: Known, rhythm: int) -> tuple[Effect, ...]:
    """The note comes every so many days from now on."""
    at = hour(known.person)
    if at is None:
        return ()
    due = next_local(known.now, zone(known), at, rhythm)
    today_still = local_date(next_local(known.now, zone(known), at), zone(known)) == local_date(
        known.now, zone(known)
    )
    if known.text("by") != "timer" and today_still:
        due = next_local(known.now, zone(known), at, rhythm + 1)
    return (state(at, 0, rhythm), Schedule(KEY, due, local=at))


def snooze(known: Known) -> tuple[Effect, ...]:
    """The same note again, later."""
    return (Schedule(KEY, known.now + SNOOZE),)


def stop(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """No more notes."""
    return (Unschedule(KEY), Remember(KEY, None))


def go_on(known: Known) -> tuple[Effect, ...]:
    """The next note at its hour, after something had silenced it by mistake."""
    at = hour(known.person)
    return () if at is None else (Schedule(KEY, next_local(known.now, zone(known), at), local=at),)


def follow_zone(known: Known, to: str) -> tuple[Effect, ...]:
    """The hour stays what it is when the person moves to another zone."""
    at = hour(known.person)
    return () if at is None else (Schedule(KEY, next_local(known.now, to, at), local=at),)
