"""`python -m bot check`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from bot.home import CONTENT, ROOT, book
from flows import crisis_texts
from flows.engine.book import Book
from flows.engine.checks import check, coverage, coverage_page
from flows.engine.checks.moved import states
from flows.engine.checks.seed import seed_rows
from flows.safety import check as patterns

STATES = ROOT / "tests/style/flow_states.txt"


def main(given: Namespace) -> int:
    """List every problem at once; 1 if there is one."""
    the_book = book()
    if given.coverage:
        return _coverage(Path(given.coverage), the_book, given.write)
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


def _coverage(checklist: Path, the_book: Book, page: str | None) -> int:
    """Rows of a checklist without a home; 2 if there is no such file, or no row in it."""
    try:
        text = checklist.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        print(f"{checklist} cannot be read: name the checklist's Markdown file ({problem})")
        return 2
    rows, left = coverage.rows(text), coverage.later()
    if not rows:
        print(f"{checklist} has no rows such as `| S5.19 | … | 1 |`: is it the checklist?")
        return 2
    if page:
        Path(page).write_text(coverage_page.page(text, the_book, ROOT, left), "utf-8")
    for line in coverage.report(rows, seed_rows(the_book), left):
        print(line)
    return 0
