"""What can be said, what it was tuned by, and the styles it comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["softest", "plain", "short"]
STYLES: tuple[Style, ...] = ("softest", "plain", "short")


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that could be said."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Tuning:
    """What a person chose or is known for. Everything may be left out.

    `lean` and `partner`: anxious, avoidant, fearful or secure, where known. `situation`: a key or a
    topic that was tapped; `feeling`, `need`, `ask`, `side`: words in place of ours; `turn`:
    how often another wording was asked for.
    """

    lean: str = ""
    partner: str = ""
    situation: str = ""
    feeling: str = ""
    need: str = ""
    ask: str = ""
    side: str = ""
    turn: int = 0
