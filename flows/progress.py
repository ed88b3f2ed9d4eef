"""
Progress: what the weeks come to, each view as a picture and in words, honest where there is little.

    overview ─▶ month ⟲ earlier · week · closeness · waves · storms · cooling · checks · sittings
       │  ▲        └───────────────────────────┴── back to overview, or out
       │  ├── three ─ the month, looked at ─▶ empathy ─▶ trust ─▶ understanding ─▶ reviewed
       │  └── habits ─▶ rate ─▶ rated ─▶ an exercise to practise it in
       └─▶ /goal                                    nothing kept yet: empty ─▶ /checkin, /goal

Figures come from flows/tracking: days.py (columns), lines.py, glance.py, cooling.py (how sure),
told.py (the words). Nothing is compared with other people, and no day is missing.
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, GoTo, Target, When
from flows.engine.ways import Pick, Scale
from flows.guards import is_
from flows.tracking import cooling, glance, goals, lines, told, views

Step = partial(engine.Step, bar=("back", "help"))
OUT: dict[str, Target] = {"overview": "overview", "done": END}


def view(views_left: tuple[str, ...] = views.VIEWS) -> Target:
    """A branch to the view that was tapped."""
    first, *others = views_left
    if not others:
        return first
    return When(is_("view", first), first, otherwise=view(tuple(others)))


flow = Flow(
    "progress",
    version=1,
    command="progress",
    also=("stats",),
    knows=(
        *("checkin", "pause", "moment", "observed", "checked", "promise", "there", "different"),
        *("week", "month", "secure", "assess"),
    ),
    start=When(told.nothing, "empty", otherwise="overview"),
    steps=(
        Step("empty", on={"checkin": Go("checkin"), "goal": Go("goal")}, tells=goals.told),
        Step(
            "overview",
            reads=Pick(views.offers, "view", then=view(), columns=2),
            on={"goal": Go("goal"), "done": END},
            tells=told.overview,
            bar=("help",),
        ),
        Step(
            "month",
            reads=Pick(views.months, "turn", then="month"),
            shows=(glance.month,),
            on=OUT,
            tells=glance.month_told,
        ),
        Step("week", shows=(glance.week,), on=OUT, tells=glance.week_told),
        Step("closeness", shows=(lines.closeness,), on=OUT, tells=told.closeness),
        Step("waves", shows=(lines.waves,), on=OUT, tells=told.waves),
        Step("storms", shows=(cooling.storms,), on=OUT, tells=told.storms),
        Step("cooling", shows=(cooling.picture,), on=OUT, tells=cooling.told),
        Step("checks", shows=(lines.checks,), on=OUT, tells=told.checks),
        Step("sittings", shows=(lines.sittings,), on=OUT, tells=told.sittings),
        Step(
            "three",
            shows=(lines.three,),
            reads=Pick(views.reviews, "looked", then="empathy"),
            on=OUT,
            tells=told.three,
        ),
        Step("empathy", reads=Scale(1, 5, save="empathy", then="trust", columns=5)),
        Step("trust", reads=Scale(1, 5, save="trust", then="understanding", columns=5)),
        Step("understanding", reads=Scale(1, 5, save="understanding", then="reviewed", columns=5)),
        Step("reviewed", does=(views.keep_month,), on=OUT, tells=views.reviewed, bar=("help",)),
        Step("habits", on={"rate": "rate", **OUT}, tells=told.habits),
        Step("rate", reads=Pick(views.habits, "habit", then="rating")),
        Step(
            "rating",
            reads=Scale(1, 5, save="rating", then="rated", columns=5),
            tells=views.habit_told,
        ),
        Step(
            "rated",
            does=(views.keep_habit,),
            reads=Pick(views.practices, "lead", then=GoTo("lead")),
            on=OUT,
            tells=views.habit_told,
            bar=("help",),
        ),
    ),
)
