"""
Journal: one calm question at a time. A page goes with the exercise, unless it is kept by choice.

    menu ─ a set (inside, history: which?) ─▶ page ─▶ written ─ let it go ─▶ gone
      │                           another ⟲ page         └───── keep ─▶ kept
      ├─ history ─ timeline ─▶ timeline ─▶ happened ─▶ written
      └─ read ─▶ list ⟲ older, newer, search ─▶ entry ─ delete ─▶ sure ─▶ deleted
                   └─ delete all ─▶ wipe ─▶ wiped
    beside somebody who harms: free pages alone, and none of them is kept
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Option, Pick, Text
from flows.guards import is_, unsafe
from flows.journalling import pages, questions, shelf

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=pages.told)
Shelf = partial(engine.Step, bar=("back", "cancel", "help"), tells=shelf.told)


def is_open(known: Known) -> bool:
    """Whether an entry was tapped, and no page turned."""
    return known.has("entry")


def nothing_kept(known: Known) -> bool:
    """Whether there is nothing to read back."""
    return not shelf.entries(known)


def nothing_to_tap(known: Known) -> tuple[Option, ...]:  # noqa: ARG001 - it is typed
    """A word is typed."""
    return ()


SETS: Target = When(
    is_("set", "inside"),
    "inside",
    When(
        is_("set", "history"),
        "history",
        When(is_("set", "read"), When(nothing_kept, "empty", "list"), otherwise="page"),
    ),
)
FATE: Target = When(
    is_("fate", "drop"),
    "gone",
    When(is_("fate", "keep"), When(unsafe, "gone", "kept"), otherwise="written"),
)

flow = Flow(
    "journal",
    version=1,
    command="journal",
    also=("diary",),
    knows=tuple(shelf.KINDS),
    steps=(
        Step("menu", reads=questions.choose(then=SETS), on={"done": END}, bar=("help",)),
        Step("inside", reads=questions.choose("conflict", "closeness", then="page")),
        Step("history", on={"question": "page", "timeline": "timeline"}),
        Step("page", reads=pages.PAGE),
        Step(
            "written",
            reads=Pick(pages.fates, "fate", FATE, find=pages.read_on, own_words=True),
            bar=("cancel", "help"),
        ),
        Step("gone", on={"journal": Go("journal"), "pause": Go("pause")}),
        Step("kept", does=(pages.keep,), on={"journal": Go("journal")}),
        Step(
            "timeline",
            tells=pages.timeline,
            reads=Choice(*pages.YEARS, save="when", then="happened", columns=2),
            on={"done": END},
        ),
        Step("happened", reads=Text("text", "written", most=pages.LINE)),
        Shelf("empty", on={"journal": Go("journal")}),
        Shelf(
            "list",
            reads=Pick(shelf.listed, "entry", When(is_open, "entry", "list"), shelf.turn),
            on={"search": "search", "all": "wipe", "done": END},
            bar=("help",),
        ),
        Shelf("search", reads=Pick(nothing_to_tap, "query", "list", shelf.look, own_words=True)),
        Shelf("entry", on={"list": "list", "delete": "sure"}, bar=("help",)),
        Shelf("sure", on={"delete": "deleted", "keep": "entry"}, bar=("help",)),
        Shelf("deleted", does=(shelf.delete,), on={"journal": Go("journal")}),
        Shelf("wipe", on={"delete": "wiped", "keep": "list"}, bar=("help",)),
        Shelf("wiped", does=(shelf.delete_all,), on={"journal": Go("journal")}),
    ),
)
