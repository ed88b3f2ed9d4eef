"""A text as the models see it: read, said to the partner, as features."""

from __future__ import annotations

from flows.rewriting.model import features
from flows.rewriting.persons import to_partner
from flows.rewriting.text import read


def read_for_model(text: str) -> set[str]:
    """Features of a text."""
    return features([word.text for word in to_partner(read(text))])
