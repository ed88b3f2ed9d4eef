"""
Danger: something was said that no exercise answers. Fixed words, numbers, people; nothing else.

    one reply for each kind of danger ─ I'm safe, go back ─▶ end (the very step beneath goes on)
      ├─ not what I meant ─▶ end, and nothing is concluded from it
      ├─ more numbers ──▶ more
      ├─ other country ─▶ country, which ─▶ the reply again
      └─ delete and leave ─▶ quit

Begun by the listener with what it heard (`label`, `kind`, `about`, `lethal`, `imminent`), never
with the words. It is left by the person's own answer alone, and survives restarts and days.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows import daily, guards, numbers
from flows.engine.effects import Effect, Silence
from flows.engine.flow import END, Flow, Go, Step, Target, When
from flows.engine.known import JSON, Known
from flows.toolkits import hours, parked

GENERAL = "general"  # for what is unclear, and for whatever a listener may hear one day
REPLIES: Mapping[tuple[str, str], str] = {
    ("medical_emergency", ""): "medical",
    ("child_risk", "minor"): "child_minor",
    ("child_risk", "self"): "child_parent",
    ("child_risk", ""): "child_witness",
    ("self_harm", "other"): "self_harm_other",
    ("self_harm", ""): "self_harm",
    ("harm_to_others", ""): "harm_to_others",
    ("partner_violence", "coercive"): "control",
    ("partner_violence", "stalking"): "stalking",
    ("partner_violence", "sexual"): "sexual",
    ("partner_violence", "perpetrator"): "perpetrator",
    ("partner_violence", "third_person"): "violence_other",
    ("partner_violence", ""): "violence",
    ("", ""): GENERAL,
}
BESIDE_A_PARTNER = ("violence", "control", "stalking", "sexual", "perpetrator")  # sets the flag


def which(known: Known) -> str:
    """What else decides on the reply: the kind of violence, else whom it is about."""
    return known.text("kind" if known.text("label") == "partner_violence" else "about")


def reply_to(known: Known) -> str:
    """The step that answers what was heard."""
    label = known.text("label")
    return REPLIES.get((label, which(known))) or REPLIES.get((label, "")) or GENERAL


def is_answered_by(known: Known, reply: str) -> bool:
    """Whether this is that step."""
    return reply_to(known) == reply


def the_reply() -> Target:
    """A branch to the step that answers what was heard."""
    target: Target = GENERAL
    for reply in REPLIES.values():
        if reply != GENERAL:
            target = When(partial(is_answered_by, reply=reply), reply, otherwise=target)
    return target


def silence(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """Nothing that was scheduled speaks any more."""
    return (Silence(),)


def conclude(known: Known) -> tuple[Effect, ...]:
    """What stays when this is left: all notes stay off until asked for, and nothing in the
    exercises reaches for a partner who harms. Told on leaving, for words can be misheard: "not
    what I meant" concludes nothing, and the notes go on.
    """
    if known.text("left") == "meant":
        return (*daily.go_on(known), *hours.go_on_all(known), *parked.wake(known))
    if known.text("left") not in ("safe", "delete"):
        return ()
    flagged = guards.flag(known) if reply_to(known) in BESIDE_A_PARTNER else ()
    return (*daily.stop(known), *hours.stop_all(known), *flagged)


def told(known: Known) -> Mapping[str, JSON]:
    """The numbers, and whether they come before everything else."""
    imminent = known.answers.get("imminent") is True
    return {
        **numbers.told(known, known.text("label"), which(known)),
        "imminent": imminent,
        "urgent": imminent or known.answers.get("lethal") is True,
        "minor": known.text("about") == "minor",
    }


def told_all(known: Known) -> Mapping[str, JSON]:
    """All numbers of the country."""
    return numbers.told_all(known, known.text("label"), which(known))


REPLY = the_reply()
GO_BACK: Mapping[str, Target] = {"safe": END, "meant": END}
LEAVE: Mapping[str, Target] = {"country": "country", "delete": Go("quit")}

flow = Flow(
    "danger",
    version=1,
    gated=False,
    interrupts=True,
    holds=("safe", "quit", "privacy", "forget", "export"),
    start=REPLY,
    steps=(
        *(
            Step(
                reply,
                reads=numbers.tap_country(REPLY),
                on={**GO_BACK, "more": "more", **LEAVE},
                save="left",
                does=(numbers.keep_country, silence),
                leaves=(conclude,),
                tells=told,
                bar=(),
            )
            for reply in REPLIES.values()
        ),
        Step(
            "more",
            on={**GO_BACK, **LEAVE},
            save="left",
            leaves=(conclude,),
            tells=told_all,
            bar=("back",),
        ),
        *numbers.ask_country(then=REPLY, on=GO_BACK),
    ),
)
