"""Somebody with what they kept, on a moved clock: for the tests of check-ins and /progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.engine.known import JSON, Known, Person, Record
from tests.stage import the_book

NOW = datetime(2026, 3, 30, 19, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SET_UP = {"adult": True, "zone": "Europe/Berlin", "checkin": {"at": "21:00", "unanswered": 0}}


def known(
    kept: Mapping[str, JSON] | None = None, now: datetime = NOW, **memory: list[Record]
) -> Known:
    person = Person(kept={**SET_UP, **(kept or {})}, memory=memory)
    return Known({}, person, now, the_book().library)


def ago(kind: str, back: int, **data: JSON) -> Record:
    return Record(kind, NOW - back * DAY, data)


def checkins(moods: list[str]) -> list[Record]:
    """One a day up to yesterday, oldest first."""
    count = len(moods)
    return [ago("checkin", count - n, mood=mood, distance="right") for n, mood in enumerate(moods)]
