"""Old lessons again, for those who switched it on: one question, when /learn is opened.

After 3, 10 and 30 days; answered wrongly or put off it waits as long again. One a day at most.
Kept on the person: `review`, the day of the last question, or "on"; nothing where it is off.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.learning import cards, shelves
from flows.learning.reading import Lesson

DAYS = (3, 10, 30)


def is_on(known: Known) -> bool:
    """Whether it was asked for."""
    return bool(known.person.kept.get("review"))


def is_due(known: Known) -> bool:
    """Whether a question is to be asked now."""
    return due(known) is not None


def due(known: Known) -> Lesson | None:
    """The lesson that has waited longest; None if none is due, or one was asked today."""
    today = shelves.day(known)
    if not is_on(known) or known.person.kept.get("review") == today.isoformat():
        return None
    fit = {one.key: one for one in shelves.lessons(known) if one.question and one.question.right}
    waiting = [
        (when, str(row["key"]))
        for row in shelves.kept(known)
        if str(row.get("key")) in fit and (when := _when(row)) is not None and when <= today
    ]
    return fit[min(waiting)[1]] if waiting else None


def _when(row: Mapping[str, JSON]) -> date | None:
    """The day on which a lesson may be asked about again; None once all are answered."""
    times, day = row.get("times"), row.get("day")
    if not isinstance(times, int) or not isinstance(day, str) or not 0 <= times < len(DAYS):
        return None
    try:
        return date.fromisoformat(day) + timedelta(days=DAYS[times])
    except ValueError:
        return None


def options(known: Known) -> list[Option]:
    """The answers of the question."""
    here = asked(known)
    return cards.answers(here.question if here else None)


def asked(known: Known) -> Lesson | None:
    """The lesson of the question: the one that was answered, or the one that is due."""
    old = shelves.learning(known).lessons.get(known.text("old"))
    return old or due(known)


def answered(text: str, known: Known) -> Answers | None:
    """An answer, with the lesson that it belongs to."""
    here = asked(known)
    if here is None or not any(one.key == text for one in options(known)):
        return None
    return {"old": here.key, "recalled": text}


def put_off(known: Known) -> bool:
    """Whether it was not answered."""
    return known.answers.get("recalled") == "skip"


def keep(known: Known) -> tuple[Effect, ...]:
    """Remember the day and, where it was right, that it was."""
    here = asked(known)
    if here is None or here.question is None:
        return ()
    right, today = known.text("recalled") == here.question.right, shelves.day(known).isoformat()
    rows: list[Mapping[str, JSON]] = [
        {**row, "day": today, "times": _times(row) + right} if row.get("key") == here.key else row
        for row in shelves.kept(known)
    ]
    return Remember("lessons", rows), Remember("review", today)


def _times(row: Mapping[str, JSON]) -> int:
    times = row.get("times")
    return times if isinstance(times, int) else 0


def switch(known: Known) -> tuple[Effect, ...]:
    """On if it was off, off if it was on."""
    return (Remember("review", None if is_on(known) else "on"),)


def told(known: Known) -> Mapping[str, JSON]:
    """The question, and what is said to the answer."""
    here = asked(known)
    return {
        "old_title": here.title if here else "",
        "old_asks": here.question.asks if here and here.question else "",
        "old_said": cards.says(here.question if here else None, known.answers.get("recalled")),
        "on": is_on(known),
    }
