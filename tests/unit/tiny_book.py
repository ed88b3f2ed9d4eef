"""A book of two small flows that has no problem, so that a test can plant one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flows.engine.book import Book
from flows.engine.checks import Problem, check
from flows.engine.checks.moved import STATES, states
from flows.engine.checks.words import ENGINE, LABELS
from flows.engine.effects import Picture
from flows.engine.flow import END, Flow, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Scale, Timer
from flows.engine.words import Words

FRONT = "---\ntitle: {0}\nsummary: A line about it.\nmenu: A line about it\nseed: [S1.2, X3]\n---\n"
SHARED = (
    "---\ntitle: Shared\n---\n"
    + "".join(f"## {name}\nA line.\n\n" for name in ENGINE)
    + "".join(
        f"## {section}\n\n" + "".join(f"- {key}: {key}\n" for key in keys) + "\n"
        for section, keys in LABELS.items()
    )
)
HOME = Flow(
    "home",
    1,
    command="home",
    steps=(Step("menu", reads=Choice("rest", "go", save="pick", then=END)),),
)
HOME_WORDS = FRONT.format("Home") + "## menu\nWhat would help?\n\n- rest: Rest\n- go: Go on\n"
# front matter: lines 1 to 6; `## heat` is line 7
PAUSE_WORDS = (
    FRONT.format("Pause")
    + """## heat
How hot is it?

!invalid
A number, please.

## breathe
Out slowly. The number was {{ heat }}.

- skip: Enough

## good
That was {{ heat }}.
"""
)


def too_hot(known: Known) -> bool:
    return known.number("heat") >= 7


def soon(known: Known) -> datetime:
    return known.now + timedelta(minutes=2)


STEPS = {
    "heat": Step("heat", reads=Scale(0, 10, "heat", When(too_hot, "breathe", otherwise="good"))),
    "breathe": Step("breathe", waits=Timer(soon, "good"), on={"skip": "good"}),
    "good": Step("good"),
}


def pause(*steps: Step, **other: Any) -> Flow:
    """The flow `pause`, with some of its steps replaced, or more of them."""
    named = {**STEPS, **{step.name: step for step in steps}}
    return Flow("pause", other.pop("version", 1), tuple(named.values()), **other)


class Tiny:
    """Words in a folder, and the book of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        (root / "tests/style").mkdir(parents=True)
        self.write("_shared.md", SHARED)
        self.write("home.md", HOME_WORDS)
        self.write("pause.md", PAUSE_WORDS)

    def write(self, name: str, text: str, language: str = "en") -> None:
        """Write a file of words."""
        file = self.content / language / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Change a passage of a file of words."""
        text = (self.content / "en" / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def book(self, *flows: Flow, library: Mapping[str, Any] | None = None) -> Book:
        """The book of these flows, with `home`, and with `pause` unless one is given."""
        named = {flow.name: flow for flow in (HOME, pause(), *flows)}
        return Book(named, Words.load(self.content), library or {})

    def problems(self, *flows: Flow, listed: bool = True) -> list[Problem]:
        """Everything that is wrong; the list of states is up to date unless `listed` is False."""
        book = self.book(*flows)
        if listed:
            (self.root / STATES).write_text(states(book), "utf-8")
        return check(book, self.content, self.root)

    def only(self, *flows: Flow, listed: bool = True) -> Problem:
        """The one thing that is wrong."""
        problems = self.problems(*flows, listed=listed)
        assert len(problems) == 1, "\n".join(map(str, problems))
        return problems[0]


def picture(name: str) -> Picture:
    """A picture with nothing in it."""
    return Picture(name)
