"""The talk that every peer of the engine holds: twelve questions with a keyboard under each."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined

ANSWERS = 12
NAMES = {"back": "Back", "cancel": "Stop", "help": "Help"}
Keys = list[list[dict[str, str]]]
_env = Environment(autoescape=True, undefined=StrictUndefined)
_texts = [_env.from_string(f"Question {n} of {{{{ flow }}}}, <b>please</b>.") for n in range(13)]


def script(people: int) -> list[tuple[int, str]]:
    """Who says what, in order."""
    texts = ("/start", *(str(n % 11) for n in range(ANSWERS)))
    return [(person, text) for person in range(1, people + 1) for text in texts]


def text(n: int, answers: dict[str, Any]) -> str:
    """What stands above the buttons of the n-th question."""
    return _texts[n].render({"flow": "ask", **answers})


def keys(seq: int, *, first: bool) -> Keys:
    """The buttons, with tokens that go stale; nothing to go back to at the first question."""
    numbers = [{"text": str(n), "callback_data": f"1.{seq}.{n}"} for n in range(11)]
    bar = [{"text": NAMES[key], "callback_data": f"1.{seq}.{key}"} for key in NAMES]
    return [numbers[:6], numbers[6:], bar[1:] if first else bar]
