"""
Secure: for the one who stays calm. Cards, own reserves, thanks in one line, both sides weighed.

    menu ─ cards ─▶ cards ─▶ one of ten ⟲    ├─ own ─▶ fuel ─▶ own_need ─▶ own_said
      ├─ reserves ─▶ (too soon: recent) ─▶ giving ─▶ giving_up ─▶ flat ─▶ enough, some, low
      │              a month later, if asked for: month ─▶ giving
      ├─ thanks ─▶ did ─▶ changed ─▶ line    ├─ weigh ─▶ for ─▶ against ─▶ weighed
      └─ promises, limits, reassurance … ─▶ the exercise
    beside somebody who harms: limited ─▶ rest, people, safe; nothing else
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, GoTo, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Option, Pick, Text
from flows.guards import is_, unsafe
from flows.lists import pages
from flows.steady import reserves, thanks, weighing

Step = partial(engine.Step, bar=("back", "cancel", "help"))
CARDS = ("signals", "verdict", "presence", "room", "storm", "pushpull", "asking", "shared")
FOR_ONESELF = ("rest", "people")  # the cards that hold whatever the other does
WAYS = ("cards", "own", "reserves", "thanks", "weigh")
OTHERS = ("boundary", "reassure", "listen", "needs")  # exercises, where the book has them


def by_timer(known: Known) -> bool:
    """Whether the month is over."""
    return known.text("by") == "timer"


def always(known: Known) -> bool:  # noqa: ARG001 - the same for everybody
    """There to be copied, whoever it is."""
    return True


def there(known: Known, *names: str) -> list[Option]:
    """Those of these exercises that the book has."""
    flows = known.library.get("flows", ())
    return [Option(name) for name in names if name in flows]


def ways(known: Known) -> list[Option]:
    """What the guide holds, then exercises that belong to it."""
    return [*map(Option, WAYS), *there(known, *OTHERS)]


def helps(known: Known) -> list[Option]:
    """Rest, limits, people."""
    return [Option("rest"), *there(known, "boundary"), Option("people")]


def one_of(name: str, keys: tuple[str, ...], otherwise: Target) -> Target:
    """To the step that is called as the answer."""
    if not keys:
        return otherwise
    return When(is_(name, keys[0]), keys[0], one_of(name, keys[1:], otherwise))


def guarded(target: Target) -> Target:
    """Nowhere but to what holds for oneself, once the flag is on."""
    return When(unsafe, "limited", target)


CHECK = When(reserves.too_soon, "recent", "giving")
WAY = guarded(
    When(
        is_("way", "own"),
        "fuel",
        When(
            is_("way", "reserves"),
            CHECK,
            When(
                is_("way", "thanks"),
                "did",
                When(is_("way", "weigh"), "speaks_for", one_of("way", ("cards",), GoTo("way"))),
            ),
        ),
    )
)
RESULT = When(reserves.runs_low, "low", When(reserves.is_fine, "enough", "some"))
HELP = one_of("help_with", FOR_ONESELF, guarded(GoTo("help_with")))
BACK = guarded("cards")


def card(name: str, **on: Target) -> engine.Step:
    """A card: read, then back to the others or on to what it speaks of."""
    return Step(name, on={**on, "cards": BACK, "done": END}, bar=("help",))


def item(name: str, then: Target) -> engine.Step:
    """One of the three questions."""
    return Step(name, reads=Choice(*reserves.OFTEN, save=name, then=then))


def result(name: str) -> engine.Step:
    """How the reserves stand, and what helps."""
    return Step(
        name,
        does=(reserves.keep,),
        tells=reserves.told,
        reads=Pick(helps, "help_with", HELP),
        on={"month": "month_set", "done": END},
        bar=("help",),
    )


flow = Flow(
    "secure",
    version=2,
    command="secure",
    also=("steady",),
    knows=("reserves", "promise", "there"),
    start=When(
        by_timer,
        When(unsafe, END, "month"),
        guarded("menu"),
    ),
    steps=(
        Step(
            "limited",
            on={"rest": "rest", "people": "people", "safe": Go("safe"), "pause": Go("pause")},
            bar=("help",),
        ),
        Step(
            "menu",
            reads=Pick(ways, "way", WAY, columns=2),
            on={"promises": Go("observe"), "done": END},
            columns=2,
            bar=("help",),
        ),
        Step(
            "cards",
            reads=Choice(
                *CARDS,
                *FOR_ONESELF,
                save="card",
                then=When(unsafe, "limited", one_of("card", (*CARDS, *FOR_ONESELF), "cards")),
                columns=2,
            ),
            on={"menu": guarded("menu")},
        ),
        card("signals", observe=Go("observe")),
        card("verdict", reassure=guarded(Go("reassure"))),
        card("presence", listen=guarded(Go("listen"))),
        card("room", asking=guarded("asking")),
        Step(
            "storm",
            copies={"line": always},
            on={"cards": BACK, "done": END},
            bar=("help",),
        ),
        card("pushpull", safe=Go("safe"), boundary=guarded(Go("boundary"))),
        card("asking", needs=guarded(Go("needs"))),
        card("shared", needs=guarded(Go("needs"))),
        card("rest", pause=Go("pause")),
        card("people", safe=Go("safe")),
        Step("fuel", reads=Choice("full", "half", "empty", save="fuel", then="own_need")),
        Step(
            "own_need",
            reads=Choice(
                *("sleep", "alone", "friends", "heard", "light", "nothing"),
                save="own_need",
                then="own_said",
                columns=2,
            ),
        ),
        Step(
            "own_said",
            does=(reserves.keep_own,),
            on={"reserves": guarded(CHECK), "cards": BACK, "done": END},
            bar=("help",),
        ),
        Step("month", on={"begin": "giving", "not_now": "not_now"}, bar=()),
        Step("not_now"),
        Step("recent", tells=reserves.told, on={"anyway": "giving", "menu": guarded("menu")}),
        item("giving", "giving_up"),
        item("giving_up", "flat"),
        item("flat", RESULT),
        result("enough"),
        result("some"),
        result("low"),
        Step("month_set", does=(reserves.in_a_month,)),
        Step("did", reads=pages("did", thanks.deeds, "changed", most=thanks.OWN, fits=thanks.deed)),
        Step(
            "changed",
            reads=pages(
                "changed", thanks.changes, guarded("line"), most=thanks.OWN, fits=thanks.change
            ),
        ),
        Step(
            "line",
            tells=thanks.told,
            copies={"thanks": always},
            on={"again": "did", "done": END},
            bar=("back", "help"),
        ),
        Step(
            "speaks_for",
            reads=Text("speaks_for", guarded("against"), offers=(weighing.NOTHING,), most=200),
        ),
        Step(
            "against",
            tells=weighing.told,
            reads=Text("against", guarded("weighed"), offers=(weighing.NOTHING,), most=200),
        ),
        Step(
            "weighed",
            tells=weighing.told,
            on={
                "drop": "dropped",
                "keep": guarded("kept"),
                "frightens": Go("safe"),
            },
        ),
        Step("dropped"),
        Step("kept", does=(weighing.keep,), on={"journal": Go("journal")}),
    ),
)
