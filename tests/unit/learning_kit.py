"""Somebody who learns: what is known of them, at one evening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flows.engine.known import JSON, Known, Person
from tests.stage import the_book

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def known(answers: Mapping[str, JSON] | None = None, **kept: Any) -> Known:
    """With these answers, and this kept on the person."""
    return Known(answers or {}, Person(kept=kept), NOW, the_book().library)
