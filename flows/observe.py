"""
Observe: a moment in four taps, and small counts that show over weeks what a mind forgets.

    what ─ a moment ─▶ body ─▶ thought ─▶ urge ─▶ deed ─▶ tag ─▶ noted ─ not said ─▶ unsaid ─▶ keep
      │                                        (counts that persist: noted_often, therapy, once)
      ├─ a check ─▶ checked        ├─ a promise ─▶ promised      ├─ went differently ─▶ differed
      ├─ they were there ─▶ there  └─ the same row ─▶ row ─▶ rowed (third time: therapy, once)
"""

from __future__ import annotations

from functools import partial

from flows.engine import flow as engine
from flows.engine.flow import END, Flow, Go, Target, When
from flows.engine.ways import Choice, Pick, Text
from flows.guards import is_
from flows.helping import signs
from flows.knowing import moments
from flows.lists import pages

Step = partial(engine.Step, bar=("back", "cancel", "help"), tells=moments.told)
LINE = 200  # characters of a line that is kept
NOTED = When(signs.due, "noted_often", otherwise="noted")
KINDS = ("moment", "check", "promise", "different", "there", "row")


def target(kinds: tuple[str, ...]) -> Target:
    """A branch to what was chosen to be noted."""
    first = {"moment": "body", "check": "what", "promise": "whose", "different": "different",
             "there": "there", "row": "row"}  # fmt: skip
    if len(kinds) == 1:
        return first[kinds[0]]
    return When(is_("note", kinds[0]), first[kinds[0]], otherwise=target(kinds[1:]))


flow = Flow(
    "observe",
    version=3,
    command="observe",
    also=("note", "log"),
    knows=("checked", "promise", "different", "there", *signs.KINDS),
    steps=(
        Step("note", reads=Choice(*KINDS, save="note", then=target(KINDS), columns=2)),
        Step("body", reads=pages("body", moments.bodies, "thought", most=60)),
        Step("thought", reads=pages("thought", moments.thoughts, "urge", most=120)),
        Step("urge", reads=pages("urge", moments.urges, "deed", most=60)),
        Step("deed", reads=pages("deed", moments.deeds, "tag", most=60)),
        Step(  # kept with the fourth tap; no Back, which would keep it twice
            "tag",
            reads=Pick(moments.tags, "tag", then=NOTED),
            does=(moments.keep,),
            bar=("cancel", "help"),
        ),
        Step(
            "noted",
            does=(moments.keep_tag,),
            on={"unsaid": "unsaid", "another": "note", "done": END},
            bar=("help",),
        ),
        Step(
            "noted_often",
            does=(moments.keep_tag, signs.say),
            on={"therapy": Go("therapy"), "unsaid": "unsaid", "another": "note", "done": END},
            tells=signs.told,
            bar=("help",),
        ),
        Step("unsaid", reads=Text("unsaid", "keep", most=LINE)),
        Step("keep", on={"keep": "kept", "drop": "dropped"}, bar=("back",)),
        Step("kept", does=(moments.keep_unsaid,)),
        Step("dropped"),
        Step("what", reads=Choice("phone", "seen", "tone", "other", save="what", then="checked")),
        Step(
            "checked",
            does=(moments.keep_checked,),
            on={"pause": Go("pause"), "compassion": Go("compassion")},
        ),
        Step(
            "whose",
            reads=Choice(
                *("they_kept", "they_broke", "me_kept", "me_broke"), save="promise", then="promised"
            ),
        ),
        Step("promised", does=(moments.keep_promise,)),
        Step("different", reads=Text("different", "differed", offers=("skip",), most=LINE)),
        Step("differed", does=(moments.keep_different,)),
        Step("there", does=(moments.keep_there,)),
        Step(
            "row",
            reads=pages(
                "row", moments.rows, When(moments.many_rows, "rowed_often", "rowed"), "about", 60
            ),
        ),
        Step("rowed", does=(moments.keep_row,), on={"dance": Go("dance")}),
        Step(
            "rowed_often",
            does=(moments.keep_row, signs.say_rows),
            on={"therapy": Go("therapy"), "dance": Go("dance")},
        ),
    ),
)
