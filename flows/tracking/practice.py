"""The plan's step of the day inside the check-in. This is the one place where it is looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from flows.engine.known import JSON, Known

Today: TypeAlias = Callable[[Known], str]


def shown(today: Today) -> Callable[[Known], Mapping[str, JSON]]:
    """Words of the step, for the last word of a check-in; "" for somebody without a plan."""

    def told(known: Known) -> Mapping[str, JSON]:
        return {"step": today(known) if known.person.kept.get("plan") else ""}

    return told


def nothing(known: Known) -> str:  # noqa: ARG001 - what stands here while there is no /plan
    """No step, whatever the day."""
    return ""
