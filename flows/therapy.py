"""
Therapy: when somebody from outside tends to help, what that is like, how to get there.

    words typed about old wounds ─▶ past
    open ⟲ rooms: signs ─▶ four signs ─▶ result      differ ─▶ room
           │      methods ─▶ others ─▶ effect        choose ─▶ cost ─▶ first
           │      ask: a sentence to copy            past: no wounds are worked on here
           └─ sheet ⟲ line ─▶ lined · wipe ─▶ wiped · export ─▶ sent, a page and the same as text
    beside somebody who harms: no signs, methods, ask; the sheet without the other
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows import lists
from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import JSON, Known
from flows.engine.ways import Choice, Option, Pick, same
from flows.guards import is_, unsafe
from flows.helping import sheet, signs
from flows.helping.signs import KINDS

Step = partial(engine.Step, bar=("back", "help"))
PAIR = ("signs", "differ", "methods", "choose", "ask", "past", "sheet")
ALONE = ("choose", "past", "sheet")  # beside somebody who harms
SIGNS = ("rows", "heard", "feel", "moves")
OUT: Mapping[str, Target] = {"rooms": "rooms", "done": END}


def of_the_past(known: Known) -> bool:
    """Whether what was typed, and led here, asks for work on old wounds."""
    said = f" {same(known.text('words'))}"
    return any(f" {same(one.label)}" in said for one in lists.of(known, "wounds").values())


def rooms(known: Known) -> list[Option]:
    """What there is to look at; couple work is left out beside somebody who harms."""
    return [Option(room) for room in (ALONE if unsafe(known) else PAIR)]


def room(names: tuple[str, ...] = PAIR) -> Target:
    """A branch to the room that was picked."""
    if len(names) == 1:
        return names[0]
    first = f"sign_{SIGNS[0]}" if names[0] == "signs" else names[0]
    return When(is_("pick", names[0]), first, otherwise=room(names[1:]))


def line() -> Target:
    """A branch from the page: a line of it, or deleting what was written."""
    return When(is_("line", "wipe"), "wipe", otherwise="line")


def told(known: Known) -> Mapping[str, JSON]:
    """What the notes count, and which signs were said to come often."""
    often = [sign for sign in SIGNS if known.answers.get(sign) == "often"]
    times = [sign for sign in SIGNS if known.answers.get(sign) == "times"]
    return {**signs.told(known), "often": often, "times": times, "troubled": unsafe(known)}


def safe(known: Known) -> bool:
    """Whether a sentence towards the other may be handed on."""
    return not unsafe(known)


ROOMS = Pick(rooms, "pick", then=room(), columns=2)

flow = Flow(
    "therapy",
    version=1,
    command="therapy",
    also=("therapist",),
    knows=(*KINDS, "moment"),
    start=When(of_the_past, "past", otherwise="open"),
    steps=(
        Step("open", reads=ROOMS, on={"safe": Go("safe"), "done": END}, tells=told, columns=2),
        Step("rooms", reads=ROOMS, on={"safe": Go("safe"), "done": END}, tells=told, columns=2),
        *(
            Step(
                f"sign_{sign}",
                reads=Choice("often", "times", "seldom", save=sign, then=then),
                tells=told,
                bar=("back", "cancel", "help"),
            )
            for sign, then in zip(
                SIGNS, [*(f"sign_{sign}" for sign in SIGNS[1:]), "result"], strict=True
            )
        ),
        Step(
            "result",
            on={"differ": "differ", "sheet": "sheet", "frightens": Go("safe"), **OUT},
            tells=told,
        ),
        Step("differ", on={"room": "room", **OUT}),
        Step("room", on={"methods": "methods", **OUT}),
        Step("methods", on={"others": "others", **OUT}),
        Step("others", on={"effect": "effect", **OUT}),
        Step("effect", on={"choose": "choose", **OUT}),
        Step("choose", on={"cost": "cost", **OUT}, tells=told),
        Step("cost", on={"first": "first", **OUT}, tells=told),
        Step("first", on={"sheet": "sheet", **OUT}, tells=told),
        Step(
            "ask",
            on={"afraid": Go("safe"), **OUT},
            copies=dict.fromkeys(("gentle", "plain", "no"), safe),
            tells=told,
        ),
        Step("past", on={"choose": "choose", "pause": Go("pause"), "safe": Go("safe"), **OUT}),
        Step(
            "sheet",
            reads=Pick(sheet.rows, "line", then=line(), columns=2),
            on={"export": "export", **OUT},
            tells=sheet.told,
        ),
        Step(
            "line",
            reads=Pick(sheet.choices, "written", then="lined", find=sheet.written, own_words=True),
            on={"sheet": "sheet"},
            tells=sheet.told,
        ),
        Step("lined", does=(sheet.keep,), on={"sheet": "sheet", "done": END}, tells=sheet.told),
        Step("export", on={"send": "sent", "sheet": "sheet"}, tells=sheet.told),
        Step("sent", does=(sheet.hand_over,), on={"therapy": Go("therapy"), "home": Go("home")}),
        Step("wipe", on={"wipe": "wiped", "sheet": "sheet"}),
        Step("wiped", does=(sheet.wipe,), on={"therapy": Go("therapy")}),
    ),
)
