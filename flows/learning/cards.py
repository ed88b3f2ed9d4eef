"""A lesson card by card, its questions, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from flows import lists
from flows.engine.effects import Effect, Picture, Remember
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.learning import shelves
from flows.learning.reading import Question
from flows.learning.shelves import lesson

MOST = 5  # behaviours that a card lists
BETTER = "→"  # before the better way


def cards(known: Known) -> list[str]:
    """The cards of the lesson, and those that list behaviours with a better way."""
    here = lesson(known)
    return [] if here is None else [*here.cards, *_listed(known, here.lists)]


def _listed(known: Known, kind: str) -> list[str]:
    if not kind:
        return []
    every = [one for one in lists.of(known, "behaviours").values() if one.kind == kind]
    lines = [
        f"**{one.label}**\\\n{BETTER} {one.asks}.{f' *{one.note}*' if one.note else ''}"
        for one in every
    ]
    per_card = ceil(len(lines) / ceil(len(lines) / MOST))
    return ["\n\n".join(lines[at : at + per_card]) for at in range(0, len(lines), per_card)]


def onwards(known: Known) -> list[Option]:
    """Below a card: go on; a story can be left out at any point."""
    here = lesson(known)
    return [Option("next"), *([Option("skip")] if here and here.warning else [])]


def turned(text: str, known: Known) -> Answers | None:
    """The next card, or none of them."""
    if text == "next":
        return {"at": known.number("at") + 1}
    here = lesson(known)
    return {"at": -1} if text == "skip" and here and here.warning else None


def has_card(known: Known) -> bool:
    """Whether there is a card to show."""
    return 0 <= known.number("at") < len(cards(known))


def skipped(known: Known) -> bool:
    """Whether the lesson was left out."""
    return known.number("at") < 0


def warned(known: Known) -> bool:
    """Whether the lesson that was opened begins with a warning."""
    here = lesson(known)
    return here is not None and bool(here.warning)


def asks(known: Known) -> bool:
    """Whether a question with a right answer is still open."""
    here = lesson(known)
    return here is not None and here.question is not None and known.answers.get("chose") is None


def asks_personally(known: Known) -> bool:
    """Whether a question about oneself is still open."""
    here = lesson(known)
    return here is not None and here.personal is not None and known.answers.get("mine") is None


# — questions --------------------------------------------------------------------------------------


def picture(known: Known) -> Picture | None:
    """The drawing of a lesson, beside its first card."""
    here = lesson(known)
    return Picture(here.picture) if here and here.picture and known.number("at") == 0 else None


def asked(known: Known) -> list[Option]:
    """The answers of the lesson's question."""
    here = lesson(known)
    return answers(here.question if here else None)


def asked_personally(known: Known) -> list[Option]:
    """The answers of the lesson's question about oneself."""
    here = lesson(known)
    return answers(here.personal if here else None)


def answers(question: Question | None) -> list[Option]:
    """The buttons of a question; nothing must be answered."""
    found = question.answers.items() if question else ()
    return [*(Option(key, one.label) for key, one in found), Option("skip")]


def says(question: Question | None, answer: object) -> str:
    """What is said to an answer; nothing to none."""
    found = question.answers.get(str(answer)) if question else None
    return found.says if found else ""


def told(known: Known) -> Mapping[str, JSON]:
    """The card, the question and what is said to the answers."""
    here, coming, week = lesson(known), shelves.upcoming(known), shelves.of_the_week(known)
    every, at = cards(known), known.number("at")
    first = says(here.question if here else None, known.answers.get("chose"))
    last = says(here.personal if here else None, known.answers.get("mine"))
    return {
        "lesson_title": here.title if here else "",
        "card": every[at] if 0 <= at < len(every) else "",
        "number": at + 1,
        "total": len(every),
        "warning": here.warning if here else "",
        "asked": here.question.asks if here and here.question else "",
        "asked_mine": here.personal.asks if here and here.personal else "",
        "said": first,
        "said_last": last or ("" if here and here.personal else first),
        "source": here.source if here else "",
        "reviewed": f"{here.reviewed.day} {here.reviewed:%B %Y}" if here else "",
        "count": len([one for one in shelves.lessons(known) if one.key in shelves.read(known)]),
        "whole": len(shelves.lessons(known)),
        "coming": coming.title if coming else "",
        "of_week": week.title if week else "",
        "area": bool(here and here.shelf == "areas"),
    }


# — afterwards -------------------------------------------------------------------------------------


def afterwards(known: Known) -> list[Option]:
    """Below the last card: an exercise that fits; after an area no further lesson comes first."""
    here = lesson(known)
    if here is None:
        return [Option("shelf"), Option("done")]
    on = [Option(one) for one in shelves.leads(here.leads, known)]
    coming = shelves.upcoming(known)
    further = [Option("further")] if coming and here.shelf in {"idea", "moves"} else []
    return [*on, *further, Option("shelf"), Option("done")]


def gone_on(text: str, known: Known) -> Answers | None:
    """Where to after the last card."""
    coming = shelves.upcoming(known)
    if text == "further" and coming:
        return {"step": text, "pick": "next", **shelves.opened(coming.key)}
    return {"step": text} if any(one.key == text for one in afterwards(known)) else None


def keep(known: Known) -> tuple[Effect, ...]:
    """Remember that this lesson was read; one that was skipped was not."""
    here = lesson(known)
    if here is None or here.key in shelves.read(known) or skipped(known):
        return ()
    row: Mapping[str, JSON] = {"key": here.key, "day": shelves.day(known).isoformat(), "times": 0}
    return (Remember("lessons", [*shelves.kept(known), row]),)
