"""Who is talked with: what the store knows of them, over the operator's defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.settings import Settings
from bot.store.base import Talk
from flows.engine.known import Person, Record


def person_of(
    talk: Talk, settings: Settings, memory: Mapping[str, Sequence[Record]] | None = None
) -> Person:
    """The person of a talk; `memory` are records by kind, where they were loaded."""
    return Person(
        kept=talk.kept,
        memory=memory or {},
        default_language=settings.default_language,
        default_zone=settings.default_timezone,
        default_country=settings.default_country or None,
    )
