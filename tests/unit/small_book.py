"""A book of the smallest flows that show the engine's rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from flows.engine.book import Book
from flows.engine.effects import Effect, Picture, Remember, Save, Set, Silence
from flows.engine.flow import END, Flow, Go, GoTo, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Minutes, Scale, Text, Timer
from flows.engine.words import Words

SHARED = """---
title: Shared
---
## buttons

- back: Back
- cancel: Stop
- help: Help
- copy: Copy
- share: Share
- home: Home

## names

- minute: minute
- minutes: minutes
- hour: hour
- hours: hours

""" + "\n".join(
    f"## {name}\n{name} line\n"
    for name in (
        "still", "stale", "invalid", "help", "resume", "changed", "back_none", "cancelled",
        "cancelled_promise",
        "nothing_open", "unreadable", "unknown", "sorry", "group",
    )
)  # fmt: skip


def hot(known: Known) -> bool:
    return known.number("heat") >= 7


def soon(known: Known) -> datetime:
    return known.now + timedelta(minutes=20)


def grow_up(_: Known) -> tuple[Effect, ...]:
    return (Remember("adult", True),)


cool = Flow(
    "cool",
    version=1,
    command="cool",
    also=("chill",),
    gated=False,
    interrupts=True,
    steps=(
        Step("heat", reads=Scale(0, 10, save="heat", then=When(hot, "wait", otherwise="why"))),
        Step("wait", waits=Timer(soon, then="why"), on={"skip": "why"}, shows=(Picture("p"),)),
        Step("why", reads=Choice("tired", "cross", save="why", then="own")),
        Step("own", reads=Text("own", then="kept"), on={"skip": "kept"}),
        Step("kept", does=(Save("cool", "heat", "why"),), on={"again": "heat", "done": "bye"}),
        Step("bye", on={"home": Go("home")}),
    ),
)
talk = Flow(
    "talk",
    version=1,
    command="talk",
    gated=False,
    steps=(
        Step("one", reads=Choice("a", "b", save="one", then="two")),
        Step("two", reads=Minutes(1, 60, (5, 20), save="two", then="three")),
        Step("three", on={"end": END, "cool": Go("cool")}, does=(Set("two"),)),
    ),
)
home = Flow(
    "home", version=1, gated=False, steps=(Step("menu", on={"talk": Go("talk")}, reads=None),)
)
start = Flow(
    "start",
    version=1,
    gated=False,
    steps=(
        Step("age", reads=Choice("yes", save="adult_", then="in")),
        Step("in", does=(grow_up,), on={"go": GoTo("next")}),
    ),
)
grown = Flow("grown", version=1, command="grown", steps=(Step("hello", on={"end": END}),))
held = Flow(
    "held",
    version=1,
    command="held",
    gated=False,
    interrupts=True,
    holds=("cool",),
    steps=(Step("stay", does=(lambda _: (Silence(),),), on={"safe": END}, bar=()),),
)
leave = Flow(
    "leave",
    version=1,
    gated=False,
    steps=(
        Step(
            "ask",
            on={"keep": GoTo("to"), "leave": GoTo("to", instead=True), "stay": END},
        ),
    ),
)


def words_of(flow: Flow) -> str:
    lines = [
        f"---\ntitle: {flow.name.title()}\nsummary: About {flow.name}\nhints: [{flow.name}y]\n---"
    ]
    for step in flow.steps:
        keys = [*step.on, *(getattr(step.reads, "keys", ()) or ())]
        keys += [str(n) for n in getattr(step.reads, "offers", ())]
        lines += [f"## {step.name}", f"{step.name} of {flow.name}", ""]
        lines += [f"- {key}: {key.upper()} it" for key in keys]
        lines += ["", "!ring", "It rang."] if step.waits else []
    return "\n".join(lines)


def make(folder: Path, *flows: Flow) -> Book:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en/_shared.md").write_text(SHARED)
    (folder / "en/_pictures.md").write_text("---\ntitle: P\n---\n## p\n\n!alt\nA picture.\n")
    for flow in flows:
        (folder / f"en/{flow.name}.md").write_text(words_of(flow))
    return Book({flow.name: flow for flow in flows}, Words.load(folder))
