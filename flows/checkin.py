"""
Check-in: three taps a day at the person's own hour, and a line if they like.

    set up:   time ─▶ (zone) ─▶ set
    each day: note ─▶ distance ─▶ today's item ─▶ finish ─ a line ─▶ keep ─▶ kept, dropped
                │                      │            └─ done ─▶ bye · a low day: offer_good ─▶ good
                │                      ├─ once a week: week ─▶ safe ─▶ seen ─▶ connected ─▶ habit
                │                      │                 (low safe: low_safe ─▶ /safe) ─▶ week_seen
                │                      └─ calm grew: fewer ─▶ thinner · two low days: nearer
                └─ other ─▶ snoozed, skipped, stopped, or time again      all of these ─▶ line
    by hand:  mood, as note · after two silent weeks: fading

When it offers to come less often stands in flows/tracking/thinning.py, rule and all; the weekly
part in weekly.py, lines and good moments in good.py, the plan's step of the day in practice.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flows import daily
from flows.engine.effects import Effect, Keep, Save
from flows.engine.flow import END, Flow, Go, Step, Target, When
from flows.engine.known import JSON, Known
from flows.engine.ways import Choice, Pick, Scale, Text, Time, Timer
from flows.guards import is_
from flows.localtime import clock, describe_day, in_quiet
from flows.rotation import ITEMS, asked, todays_item
from flows.tracking import glance, good, practice, thinning, weekly
from flows.zones import ask_zone, has_zone, keep_zone


def by_timer(known: Known) -> bool:
    """Whether the appointment began this."""
    return known.text("by") == "timer"


def soon(known: Known) -> datetime:
    """After this the note is closed, so that later words are not taken for its line."""
    return known.now + timedelta(minutes=10)


def first_time(known: Known) -> Mapping[str, JSON]:
    """When the first note comes: "today" or "tomorrow", and whether that is in quiet hours."""
    zone, due = daily.zone(known), daily.first_note(known)
    hours = known.person.kept.get("quiet")
    quiet = isinstance(hours, list | tuple) and in_quiet(due, zone, str(hours[0]), str(hours[1]))
    return {"day": describe_day(due, known.now, zone), "quiet": quiet}


def morning(known: Known) -> Mapping[str, JSON]:
    """Whether the day has hardly begun: then it is asked about since yesterday."""
    return {"morning": clock(known.now, daily.zone(known)) < "12:00"}


def is_low_day(known: Known) -> bool:
    """Whether the day is low, and a good moment was kept that could be read back."""
    return thinning.is_low(known) and good.any_(known)


def keep_line(known: Known) -> tuple[Effect, ...]:
    """Keep the line, with the prompt it answers."""
    return (Keep("checkin_line", {"line": known.text("line"), "prompt": good.prompt(known)}),)


def finishing(known: Known) -> Mapping[str, JSON]:
    """The prompt for a line, and the plan's step of the day."""
    return {**good.asks(known), **practice.shown(known)}


MOOD = Choice("very_good", "good", "even", "low", "very_low", save="mood", then="distance")
CLOSE = Timer(soon, then=END)
KEEP_DAY = Save("checkin", "mood", "distance", *ITEMS)
THEN: Target = When(
    weekly.due,
    "week",
    When(thinning.nearer_due, "nearer", When(thinning.fewer_due, "fewer", otherwise="finish")),
)
DONE: Target = When(is_low_day, "offer_good", otherwise="bye")

SET_UP = (
    Step(
        "time",
        reads=Time(
            ("20:00", "21:00", "22:00"),
            save="at",
            then=When(has_zone, "set", otherwise="zone"),
        ),
    ),
    *ask_zone(then="set"),
    Step("set", does=(keep_zone, daily.begin), tells=first_time, on={"checkin": Go("checkin")}),
)

THREE_TAPS = (
    Step(
        "note",
        reads=MOOD,
        on={"other": "other"},
        does=(daily.sent,),
        leaves=(daily.answered,),
        bar=(),
    ),
    Step("mood", reads=MOOD, on={"other": "other"}, leaves=(daily.answered,), bar=()),
    Step(
        "distance",
        reads=Choice("too_far", "right", "too_close", save="distance", then=todays_item()),
        on={"skip": todays_item()},
        tells=morning,
        bar=("back",),
    ),
    *(
        Step(f"item_{name}", reads=way, tells=morning, bar=("back",))
        for name, way in asked(then=THEN)
    ),
)

WEEK = (
    Step(
        "week",
        does=(KEEP_DAY, weekly.asked),
        on={"yes": "safe", "no": "line"},
        waits=CLOSE,
        bar=(),
    ),
    Step("safe", reads=Scale(1, 5, save="safe", then="seen", columns=5), bar=()),
    Step("seen", reads=Scale(1, 5, save="seen", then="connected", columns=5), bar=("back",)),
    Step("connected", reads=Scale(1, 5, save="connected", then="habit", columns=5), bar=("back",)),
    Step(
        "habit",
        reads=Scale(
            1, 5, save="secure", then=When(weekly.is_low, "low_safe", "week_seen"), columns=5
        ),
        on={"skip": When(weekly.is_low, "low_safe", "week_seen")},
        tells=weekly.asks,
        bar=("back",),
    ),
    Step(
        "low_safe",
        does=(weekly.keep,),
        on={"safe": Go("safe"), "go_on": "line"},
        waits=CLOSE,
        bar=(),
    ),
    Step(
        "week_seen",
        does=(weekly.keep,),
        shows=(glance.week,),
        reads=Pick(weekly.next_, "next", then=When(is_("next", "good"), "good", "line")),
        tells=weekly.seen,
        waits=CLOSE,
        bar=(),
    ),
)

RHYTHM = (
    Step(
        "fewer",
        does=(KEEP_DAY, thinning.offered),
        on={"yes": "thinner", "stay": "unchanged"},
        tells=thinning.told,
        waits=CLOSE,
        bar=(),
    ),
    Step("thinner", does=(thinning.thin_out,)),
    Step("unchanged", does=(thinning.declined,)),
    Step(
        "nearer",
        does=(KEEP_DAY, thinning.offered),
        on={"yes": "daily", "pause": Go("pause"), "stay": "unchanged"},
        waits=CLOSE,
        bar=(),
    ),
    Step("daily", does=(thinning.come_nearer,)),
)

LINE = (
    Step(
        "finish",
        does=(KEEP_DAY,),
        reads=Text("line", then="keep"),
        waits=CLOSE,
        on={"done": DONE},
        tells=finishing,
        bar=(),
    ),
    Step(
        "line",
        reads=Text("line", then="keep"),
        waits=CLOSE,
        on={"done": DONE},
        tells=finishing,
        bar=(),
    ),
    Step("keep", on={"keep": "kept", "drop": "dropped"}, waits=CLOSE, bar=("back",)),
    Step("kept", does=(keep_line,)),
    Step("dropped"),
    Step("offer_good", on={"good": "good", "done": "bye"}, waits=CLOSE, bar=()),
    Step("good", tells=good.told),
    Step("bye"),
)

flow = Flow(
    "checkin",
    version=2,
    command="checkin",
    knows=(
        *("checkin", "checkin_line", "different", "week"),
        *("pause", "observed"),
    ),
    start=When(
        by_timer,
        When(daily.is_set_up, When(daily.is_last, "fading", otherwise="note"), otherwise=END),
        otherwise=When(daily.is_set_up, "mood", otherwise="time"),
    ),
    steps=(
        *SET_UP,
        *THREE_TAPS,
        *WEEK,
        *RHYTHM,
        *LINE,
        Step(
            "other",
            on={"snooze": "snoozed", "skip": "skipped", "change": "time", "stop": "stopped"},
            bar=("back", "help"),
        ),
        Step("snoozed", does=(daily.snooze,)),
        Step("skipped"),
        Step("stopped", does=(daily.stop,)),
        Step("fading", does=(daily.stop,), on={"checkin": Go("checkin")}),
    ),
)
