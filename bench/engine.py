"""The engine's turn: /start and 12 answers, a rendered reply each, session to JSON and back.

Against a hand-written table doing the same, python-telegram-bot's ConversationHandler and, where it
is installed, aiogram's FSM; the last two bring their Telegram layer, with the sending stubbed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import peers, talk
from bench.fair import interleaved, table
from bench.talk import ANSWERS
from flows.engine.book import Book
from flows.engine.effects import Say
from flows.engine.events import Event, Started, Typed
from flows.engine.flow import END, Flow, Step
from flows.engine.known import Person
from flows.engine.render import render
from flows.engine.session import Session
from flows.engine.turn import turn
from flows.engine.ways import Scale
from flows.engine.words import Words

PEOPLE = 100
BUDGET = 3  # times the table (design, section 11)
NOW = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)


def a_book(folder: Path) -> Book:
    """Twelve questions."""
    steps = [
        Step(f"q{n}", reads=Scale(0, 10, save=f"a{n}", then=f"q{n + 1}")) for n in range(ANSWERS)
    ]
    flow = Flow("ask", 1, (*steps, Step(f"q{ANSWERS}", on={"end": END})), gated=False)
    (folder / "en").mkdir()
    shared = "---\ntitle: S\n---\n## buttons\n- back: Back\n- cancel: Stop\n- help: Help\n"
    (folder / "en/_shared.md").write_text(shared)
    said = [f"## q{n}\nQuestion {n} of {{{{ flow }}}}, **please**.\n" for n in range(ANSWERS)]
    last = f"## q{ANSWERS}\nThank you: {{{{ a0 }}}}.\n- end: End\n"
    (folder / "en/ask.md").write_text("---\ntitle: Ask\n---\n" + "\n".join(said) + last)
    return Book({"ask": flow}, Words.load(folder))


def ours(book: Book) -> int:
    """Turns of `PEOPLE`; each session goes to JSON and back, as in the store."""
    person, turns = Person(), 0
    for _ in range(PEOPLE):
        data = Session().to_json()
        events: list[Event] = [Started("ask"), *(Typed(str(n % 11)) for n in range(ANSWERS))]
        for event in events:
            after = turn(book, person, Session.from_json(data), event, NOW)
            for effect in after.effects:
                if isinstance(effect, Say):
                    render(book, effect, person, NOW)
            data = after.session.to_json()
            turns += 1
    return turns


def by_hand() -> int:
    """The same talk with a dict of states: same texts, buttons, stale-press tokens and JSON."""

    def answer(state: dict[str, Any], text: str) -> None:
        if text.lower() in talk.NAMES or not text.isdecimal() or not 0 <= int(text) <= 10:
            return
        n = state["state"]
        state["answers"][f"a{n}"] = int(text)
        state["trail"].append([n, f"a{n}"])
        state["state"], state["seq"] = n + 1, state["seq"] + 1

    turns = 0
    for _ in range(PEOPLE):
        data = json.dumps({"state": 0, "seq": 1, "answers": {}, "trail": []})
        for text in ("/start", *(str(n % 11) for n in range(ANSWERS))):
            state = json.loads(data)
            if text != "/start":
                answer(state, text)
            talk.text(state["state"], state["answers"])
            talk.keys(state["seq"], first=not state["trail"])
            data = json.dumps(state)
            turns += 1
    return turns


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        book = a_book(Path(folder))
        variants: dict[str, Callable[[], int]] = {
            "a table written by hand": by_hand,
            "Secure Base: turn, words, keyboard, JSON": lambda: ours(book),
            "python-telegram-bot ConversationHandler": peers.ptb(PEOPLE),
            **peers.aiogram(PEOPLE),
        }
        medians = interleaved(variants)
        print(table("One turn (CPU)", medians, "a table written by hand"))
        print(f"  at most x{BUDGET} of the table is wanted")


if __name__ == "__main__":
    main()
