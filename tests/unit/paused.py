"""Playing a pause: a person, what they press, what they read."""

from __future__ import annotations

from typing import Any

from flows.engine.render import Message
from flows.engine.words import strip
from tests.stage import Stage, the_book
from tests.unit.talker import at

LANES = ("reach", "away", "both", "attack", "upset")
ASIDE = {"back", "cancel", *map(str, range(11))}  # the engine's own row and the scale


def person(**kept: Any) -> Stage:
    return Stage(the_book(), kept)


def played(stage: Stage, *moves: str) -> Stage:
    """Commands and presses; a press that moves nothing is a slip of the test."""
    for move in moves:
        beat = (stage.types if move.startswith("/") else stage.presses)(move)
        assert beat.said, f"{move} at {at(stage)}: {pressable(stage)}"
    return stage


def words(message: Message) -> str:
    return strip(message.html)


def last(stage: Stage) -> str:
    return words(stage.said[-1][1])


def pressable(stage: Stage) -> list[str]:
    return [b.key for row in stage.said[-1][0].buttons for b in row if b.kind == "press"]


def offered(stage: Stage) -> list[str]:
    """The keys under the newest question, without the engine's own row and a scale."""
    return [key for key in pressable(stage) if key not in ASIDE]
