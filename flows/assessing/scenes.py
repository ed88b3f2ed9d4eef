"""Eight scenes: what one does in conflict and at a distance. They colour, and score nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.flow import Target, When
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, Pick
from flows.lists import Entry

KINDS = ("conflict", "distance")


def scenes(known: Known) -> list[Entry]:
    """The scenes, in order."""
    return [entry for entry in lists.of(known, "scenes").values() if entry.finer]


def open_scenes(known: Known) -> list[Entry]:
    """Those that were not answered yet."""
    return [scene for scene in scenes(known) if not known.has(scene.key)]


def is_open(known: Known) -> bool:
    """Whether one is left."""
    return bool(open_scenes(known))


def ask(then: Target) -> Pick:
    """The step that asks the next scene until none is left."""

    def read(text: str, known: Known) -> Answers | None:
        left = open_scenes(known)
        kinds = {entry.key: entry.kind for entry in left[0].finer} if left else {}
        return {left[0].key: kinds[text]} if text in kinds else None

    return Pick(_answers, "scene", When(is_open, "scene", otherwise=then), read)


def _answers(known: Known) -> Sequence[Option]:
    left = open_scenes(known)
    return lists.options(left[0].finer) if left else []


def told(known: Known) -> Mapping[str, JSON]:
    """The next scene, or what they come to together."""
    left, every = open_scenes(known), scenes(known)
    if left:
        number = len(every) - len(left) + 1
        return {"scene_text": left[0].text, "number": number, "total": len(every)}
    return {f"in_{kind}": usual(known, kind) for kind in KINDS}


def usual(known: Known, kind: str) -> str:
    """What was answered most in one kind of scene; `mixed` if nothing stands out."""
    counts = Counter(known.text(scene.key) for scene in scenes(known) if scene.kind == kind)
    (first, most), *others = counts.most_common()
    return first if most > 1 and all(count < most for _, count in others) else "mixed"


def keep(known: Known) -> tuple[Effect, ...]:
    """Remember what they come to, for the card of /me."""
    return (Remember("scenes", {kind: usual(known, kind) for kind in KINDS}),)
