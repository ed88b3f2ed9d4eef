"""The glossary: any name of a thing, the child's or the adult's, finds the same entry."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.known import JSON, Known
from flows.engine.ways import Option, same
from flows.learning.match import nearest
from flows.learning.reading import Entry
from flows.learning.shelves import learning

SHOWN = 8  # other names on a card


def offers(known: Known) -> list[Option]:
    """Every term."""
    return [Option(one.key, one.label) for one in learning(known).terms.values()]


def find(known: Known) -> Entry | None:
    """The entry of what was tapped or typed: by key, label or other name, else by near words."""
    typed, terms = known.text("term"), learning(known).terms
    if typed in terms:
        return terms[typed]
    names = {same(name): one for one in terms.values() for name in one.names}
    if same(typed) in names:
        return names[same(typed)]
    key = nearest(typed, {one.key: one.names for one in terms.values()})
    return terms[key] if key else None


def is_known(known: Known) -> bool:
    """Whether there is an entry for it."""
    return find(known) is not None


def told(known: Known) -> Mapping[str, JSON]:
    """The entry, with its other names."""
    found = find(known)
    return {
        "term_name": found.label if found else "",
        "meaning": found.text if found else "",
        "also": list(found.also[:SHOWN]) if found else [],
        "term_source": found.source if found else "",
    }
