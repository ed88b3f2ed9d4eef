"""Quiet hours: what comes by itself is silent, but not a reminder that was just set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.deeds import Send
from bot.spoken import Scene, spoken
from flows.engine.events import TimerFired
from flows.engine.known import Person
from flows.engine.session import Session
from flows.engine.turn import turn
from tests.stage import Stage, the_book

NIGHT = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)
KEPT: dict[str, Any] = {
    "adult": True,
    "zone": "Europe/Berlin",
    "quiet": ["22:00", "07:00"],
    "checkin": {"at": "23:00", "unanswered": 0},
}


def silent(session: Session, event: TimerFired, now: datetime, *, appointed: bool) -> set[bool]:
    knows = the_book().flows["checkin"].knows
    person = Person(kept=KEPT, memory=dict.fromkeys(knows, ()))
    after = turn(the_book(), person, session, event, now)
    jobs = spoken(Scene(the_book(), now, person, None, appointed), session, after)
    return {job.silent for job, _ in jobs if isinstance(job, Send)}


@pytest.mark.parametrize(("minutes", "hushed"), [("20", False), ("180", False), ("240", True)])
def test_a_reminder_that_was_just_set_is_heard(minutes: str, hushed: bool) -> None:
    stage = Stage(the_book(), KEPT, NIGHT)
    for text in ("/timeout", "I am too tired", minutes):
        stage.types(text)
    [timer] = stage.timers.values()
    event = TimerFired(timer.key, timer.frame, timer.arrival, int(timer.due.timestamp()))
    assert silent(stage.session, event, timer.due, appointed=False) == {hushed}


def test_an_appointment_is_silent() -> None:
    session = Session(touched=int((NIGHT - timedelta(hours=1)).timestamp()))
    assert silent(session, TimerFired("checkin"), NIGHT, appointed=True) == {True}
    morning = NIGHT + timedelta(hours=9)
    assert silent(session, TimerFired("checkin"), morning, appointed=True) == {False}
