"""
Start: two screens, with a way to /pause before any question. Who has been here reads them again.

    hello ─▶ facts ─ 18 or over ─▶ first ─▶ assess, goal …; or what was asked for
      │        └──── under 18 ──▶ young
      └─▶ pause
    an adult again: about ─▶ home, /goal · under 18, led here by another exercise: young
"""

from __future__ import annotations

from flows.engine.effects import Effect, Remember
from flows.engine.flow import Flow, Go, GoTo, Step, When
from flows.engine.known import Known


def is_adult(known: Known) -> bool:
    """Whether they said so before."""
    return known.person.adult


def keep_adult(known: Known) -> tuple[Effect, ...]:
    """Remember the answer, so that it is asked once."""
    if known.text("age") != "adult":
        return (Remember("under_18", True),)
    return (Remember("adult", True), *([Remember("under_18", None)] if is_minor(known) else []))


def is_minor(known: Known) -> bool:
    """Whether they said that they are under 18."""
    return known.person.kept.get("under_18") is True


def is_led_here(known: Known) -> bool:
    """Whether an exercise for adults was asked for, and not this welcome."""
    return is_minor(known) and known.has("next")


def is_led_on(known: Known) -> bool:
    """Whether something was asked for before this welcome."""
    return known.has("next")


flow = Flow(
    "start",
    version=4,
    command="start",
    gated=False,
    start=When(is_adult, "about", otherwise=When(is_led_here, "young", otherwise="hello")),
    steps=(
        Step("hello", on={"pause": Go("pause"), "next": "facts"}, bar=()),
        Step(
            "facts",
            on={"adult": When(is_led_on, GoTo("next"), otherwise="first"), "minor": "young"},
            save="age",
            leaves=(keep_adult,),
            bar=("back", "help"),
        ),
        Step(
            "first",
            on={
                "assess": Go("assess"),
                "goal": Go("goal"),
                "pause": Go("pause"),
                "home": Go("home"),
            },
        ),
        Step("about", on={"home": Go("home"), "goal": Go("goal"), "pause": Go("pause")}),
        Step("young", on={"pause": Go("pause")}),
    ),
)
