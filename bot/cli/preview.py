"""`python -m bot preview`."""

from __future__ import annotations

from argparse import Namespace

from bot.home import book
from flows.engine.preview import preview


def main(given: Namespace) -> int:
    """Print every step of a flow, or one, as a person would see it."""
    the_book = book()
    if given.flow not in the_book.flows:
        raise ValueError(f"no flow {given.flow!r}; there are: {', '.join(the_book.flows)}")
    print(preview(the_book, given.flow, given.step, given.language))
    return 0
