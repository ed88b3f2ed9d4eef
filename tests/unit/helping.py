"""Somebody in Berlin on a Tuesday morning, and what is known of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flows.engine.known import Known, Person
from tests.stage import NOON, Stage, the_book

DAY = timedelta(days=1)
MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def known(answers: dict[str, Any] | None = None, **kept: Any) -> Known:
    return Known(answers or {}, Person(kept=kept), NOON, the_book().library)


def stage(**kept: Any) -> Stage:
    return Stage(the_book(), {"adult": True, "zone": "Europe/Berlin", **kept}, MORNING)
