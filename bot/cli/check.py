"""`python -m bot check`."""

from __future__ import annotations

from argparse import Namespace

from bot.home import CONTENT, ROOT, book
from flows import crisis_texts
from flows.engine.checks import check
from flows.engine.checks.moved import states
from flows.safety import check as patterns

STATES = ROOT / "tests/style/flow_states.txt"


def main(given: Namespace) -> int:
    """List every problem at once; 1 if there is one."""
    the_book = book()
    if given.states:
        before = STATES.read_text("utf-8") if STATES.exists() else ""
        STATES.write_text(states(the_book, before), "utf-8")
        return 0
    problems = [
        *check(the_book, CONTENT, ROOT),
        *crisis_texts.check(the_book, CONTENT, ROOT),
        *patterns.check(ROOT),
    ]
    for problem in problems:
        print(problem)
    steps = sum(len(flow.steps) for flow in the_book.flows.values())
    print(f"{len(the_book.flows)} flows, {steps} steps, {len(problems)} problems")
    return 1 if problems else 0
