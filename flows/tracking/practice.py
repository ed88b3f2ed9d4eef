"""The plan's step of the day inside the check-in."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.known import JSON, Known
from flows.planning.week import told_today


def shown(known: Known) -> Mapping[str, JSON]:
    """The step for the last word of a check-in: what to do; "" for somebody without one today."""
    return {"step": told_today(known)["practice_text"]}
