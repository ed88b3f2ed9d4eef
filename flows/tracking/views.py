"""What /progress offers, and what is kept from it: a habit that was rated, the month looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows import lists
from flows.engine.effects import Effect, Keep
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.tracking import days, glance, told, weekly

VIEWS = (
    *("month", "week", "closeness", "waves", "storms", "cooling"),
    *("checks", "three", "habits", "sittings"),
)
MONTH = timedelta(days=28)


def offers(known: Known) -> list[Option]:
    """The views that have something in them, in their order; the week and the habits always."""
    there = {
        "month": bool(glance.moods(known)),
        "closeness": bool(days.by_day(known, "checkin", "distance")),
        "waves": bool(
            days.by_day(known, "checkin", "longing") or days.by_day(known, "checkin", "calm")
        ),
        "storms": bool(known.records("pause")),
        "cooling": bool(known.records("pause") or known.records("moment")),
        "checks": bool(known.records("checked")),
        "three": bool(known.records("week")),
        "sittings": bool(known.records("assess")),
    }
    return [Option(view) for view in VIEWS if there.get(view, True)]


def months(known: Known) -> list[Option]:
    """The month before, if there is something in or before it; and back to this one."""
    at = glance.back(known)
    earlier = [Option(f"back{at + 1}", _named(known, at + 1))] if glance.earlier(known) else []
    return [*earlier, *([Option("back0")] if at else [])]


def _named(known: Known, back: int) -> str:
    """How a month is called that lies so many months back."""
    now = days.date_now(known)
    count = now.year * 12 + now.month - 1 - back
    names = [month.label for month in lists.of(known, "months").values()]
    return f"{names[count % 12]} {count // 12}"


def review_due(known: Known) -> bool:
    """Whether the month can be looked at: four weeks after the last time."""
    past = known.records("month")
    return not past or known.now - past[-1].at >= MONTH


def reviews(known: Known) -> list[Option]:
    """The review where it is due; it is asked for, never sent."""
    return [Option("review")] if review_due(known) else []


def keep_month(known: Known) -> tuple[Effect, ...]:
    """Keep the three of the month."""
    return (Keep("month", {name: known.number(name) for name in told.MONTHLY}),)


def reviewed(known: Known) -> Mapping[str, JSON]:
    """The three just tapped, beside those of the time before."""
    past = told.month(known)
    return {
        "before": {name: past[name] for name in told.MONTHLY},
        "this_month": {name: known.number(name) for name in told.MONTHLY},
        "months": past["months"],
    }


def habits(known: Known) -> Sequence[Option]:
    """The steady habits, as buttons."""
    return lists.options(weekly.habits(known))


def habit_told(known: Known) -> Mapping[str, JSON]:
    """The habit that is rated, and its practice."""
    one = lists.of(known, "habits").get(known.text("habit"))
    return {"habit_text": one.text if one else "", "practice": one.asks if one else ""}


def keep_habit(known: Known) -> tuple[Effect, ...]:
    """Keep the rating."""
    return (Keep("secure", {"habit": known.text("habit"), "rating": known.number("rating")}),)


def practices(known: Known) -> list[Option]:
    """The exercise in which the habit can be practised."""
    one = lists.of(known, "habits").get(known.text("habit"))
    return [Option(one.leads)] if one and one.leads in known.library.get("flows", ()) else []
