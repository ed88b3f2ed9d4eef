"""
Check-in: three taps a day at the person's own hour, and a line if they like.

    set up:   time ─▶ (zone) ─▶ set
    each day: note ─▶ distance ─▶ today's item ─▶ finish ─ a line ─▶ keep ─▶ kept, dropped
                │                                    └───────────────────▶ bye
                └─ other ─▶ snoozed, skipped, stopped, or time again
    by hand:  mood, as note · after two silent weeks: fading
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flows import daily
from flows.engine.effects import Save
from flows.engine.flow import END, Flow, Go, Step, When
from flows.engine.known import JSON, Known
from flows.engine.ways import Choice, Text, Time, Timer
from flows.localtime import clock, describe_day, in_quiet
from flows.rotation import ITEMS, todays_item
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


MOOD = Choice("very_good", "good", "even", "low", "very_low", save="mood", then="distance")
CLOSE = Timer(soon, then=END)

flow = Flow(
    "checkin",
    version=1,
    command="checkin",
    start=When(
        by_timer,
        When(daily.is_set_up, When(daily.is_last, "fading", otherwise="note"), otherwise=END),
        otherwise=When(daily.is_set_up, "mood", otherwise="time"),
    ),
    steps=(
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
            Step(
                f"item_{name}",
                reads=Choice(*keys, save=name, then="finish"),
                tells=morning,
                bar=("back",),
            )
            for name, keys in ITEMS.items()
        ),
        Step(
            "finish",
            does=(Save("checkin", "mood", "distance", *ITEMS),),
            reads=Text("line", then="keep"),
            waits=CLOSE,
            on={"done": "bye"},
            bar=(),
        ),
        Step("keep", on={"keep": "kept", "drop": "dropped"}, waits=CLOSE, bar=("back",)),
        Step("kept", does=(Save("checkin_line", "line"),)),
        Step("dropped"),
        Step("bye"),
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
