"""`python -m bot check`."""

from __future__ import annotations

from argparse import Namespace

from flows.engine.checks.moved import states

from bot.home import CONTENT, ROOT, book
from flows.engine.checks import check


def main(given: Namespace) -> int:
    """List every problem at once; 1 if there is one."""
    the_book = book()
    if given.states:
        print(states(the_book), end="")
        return 0
    problems = check(the_book, CONTENT, ROOT)
    for problem in problems:
        print(problem)
    steps = sum(len(flow.steps) for flow in the_book.flows.values())
    print(f"{len(the_book.flows)} flows, {steps} steps, {len(problems)} problems")
    return 1 if problems else 0
