"""The drill: small scenes, three replies each, and what each of them does to the one who spoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.hearing.rules import rules
from flows.hearing.tables import table
from flows.localtime import local_date

PLACES = ("first", "second", "third")
HEARS = "hears"


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: what it does, and why that is felt."""

    kind: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens, what they say, three replies."""

    key: str
    scene: str
    said: str
    replies: tuple[Reply, ...]


@cache
def scenes() -> tuple[Scene, ...]:
    """Every scene, in the order of the file."""
    return tuple(
        Scene(one["key"], one["scene"], one["said"], tuple(Reply(**r) for r in one["replies"]))
        for one in table("scenes")
    )


def turn(known: Known) -> int:
    """How many scenes went before in this round."""
    return known.number("scene_turn")


def scene(known: Known) -> Scene:
    """The scene of this turn; each day begins with another one."""
    day = local_date(known.now, known.person.zone).toordinal()
    return scenes()[(day + turn(known)) % len(scenes())]


def goes_on(known: Known) -> bool:
    """Whether a scene is left in this round."""
    return turn(known) < len(scenes())


def next_one(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """The way on."""
    return [Option("next")]


def read_next(text: str, known: Known) -> Answers | None:
    """The next turn; what was answered belonged to this one."""
    return {"scene_turn": turn(known) + 1, "reply": None} if text == "next" else None


def told(known: Known) -> Mapping[str, JSON]:
    """The scene, its replies, and what the chosen one does."""
    now = scene(known)
    place = known.text("reply")
    reply = now.replies[PLACES.index(place)] if place in PLACES else now.replies[0]
    return {
        "number": min(turn(known) + 1, len(scenes())),
        "count": len(scenes()),
        "scene": now.scene,
        "said": now.said,
        "replies": [one.text for one in now.replies],
        "reply_text": reply.text,
        "hears": reply.kind == HEARS,
        "does": "" if reply.kind == HEARS else rules("flags")[reply.kind].label,
        "why": reply.why,
        "better": next(one.text for one in now.replies if one.kind == HEARS),
    }
