"""`python -m bot draw`."""

from __future__ import annotations

from argparse import Namespace

from bot.home import ROOT, book
from flows.engine.diagram import docs_blocks, mermaid


def main(given: Namespace) -> int:
    """Print Mermaid; with --docs write the README's diagrams anew."""
    the_book = book()
    if given.docs:
        readme = ROOT / "README.md"
        readme.write_text(docs_blocks(readme.read_text("utf-8"), the_book), "utf-8")
        return 0
    if given.flow and given.flow not in the_book.flows:
        raise ValueError(f"no flow {given.flow!r}; there are: {', '.join(the_book.flows)}")
    names = [given.flow] if given.flow else list(the_book.flows)
    print("\n\n".join(mermaid(the_book.flows[name]) for name in names))
    return 0
