"""
Toolkit: what helps without anybody else having to do it. One's own list, by kind and by minutes.

    list ⟲ add: kind ─▶ thing ─▶ (minutes ─▶ keep) ─▶ added ─▶ kind, list
      ├── now: spare ─▶ tool ─▶ doing, notice, compassion
      ├── practices ─▶ anchor, compassion, notice, stay, worry, share
      ├── off ─▶ removed          └── a reminder: hours ─▶ set, stopped
    empty (nothing there yet), as list · at the chosen hour: note ─▶ tool

/pause shows the same list: people and places as buttons, the rest by the minutes there are.
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice, Minutes, Pick
from flows.guards import is_
from flows.lists import pages
from flows.toolkits import kit, listing
from flows.toolkits.asking import ask_hours, begun_by_timer, by_timer
from flows.toolkits.hours import TOOLKIT

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=listing.told)
LENGTHS = (3, 10, 30)  # minutes
ADD: Target = When(listing.full, "full", otherwise="kind")
LIST: Target = When(listing.anything, "list", otherwise="empty")
USE: Target = When(
    is_("tool", "notice"),
    Go("notice"),
    When(is_("tool", "compassion"), Go("compassion"), When(is_("tool", "other"), END, "doing")),
)
SPARE = Minutes(1, 1440, offers=LENGTHS, save="spare", then="tool")
PRACTICES = ("compassion", "notice", "stay", "worry", "share", "anchor")

flow = Flow(
    "toolkit",
    version=1,
    command="toolkit",
    also=("tools",),
    start=When(by_timer, begun_by_timer(TOOLKIT, "note"), otherwise=LIST),
    steps=(
        Step(
            "empty",
            on={"add": "kind", "practices": "practices", "now": "spare", "done": END},
            bar=("help",),
        ),
        Step(
            "list",
            on={
                "now": "spare",
                "add": ADD,
                "practices": "practices",
                "off": "off",
                "reminder": "hours",
                "done": END,
            },
            columns=2,
            bar=("help",),
        ),
        Step("kind", reads=Choice(*kit.KINDS, save="kind", then="thing")),
        Step(
            "thing",
            reads=pages(
                "thing",
                listing.presets,
                When(listing.nothing_chosen, LIST, When(listing.is_preset, "added", "minutes")),
                most=listing.LONGEST,
                way_out=True,
            ),
        ),
        Step("minutes", reads=Minutes(1, 240, offers=LENGTHS, save="minutes", then="keep")),
        Step("keep", on={"keep": "added", "drop": LIST}),
        Step(
            "added",
            does=(listing.add,),
            on={"another": ADD, "list": "list", "done": END},
            bar=("help",),
        ),
        Step("full", on={"off": "off", "list": "list"}),
        Step("off", reads=Pick(listing.on_it, "gone", then="removed"), on={"list": "list"}),
        Step("removed", does=(listing.remove,), on={"list": LIST, "done": END}, bar=("help",)),
        Step("spare", reads=SPARE),
        Step("tool", reads=pages("tool", listing.tools, USE, most=listing.LONGEST)),
        Step("doing", on={"done": END}),
        Step("practices", on={**{name: Go(name) for name in PRACTICES}, "list": LIST}, columns=2),
        *ask_hours(TOOLKIT, {"toolkit": Go("toolkit")}),
        Step(
            "note",
            reads=SPARE,
            on={"later": "later", "stop": "stopped"},
            does=(TOOLKIT.sent,),
            leaves=(TOOLKIT.answered,),
            bar=(),
        ),
        Step("later"),
    ),
)
