"""What words are for that were typed outside of any exercise, where no hint tells it."""

from __future__ import annotations

from flows.rewriting import rewrite

LEAST = 3  # words: of fewer nobody can tell


def guess(text: str, language: str) -> str | None:
    """The exercise that finds words, for what reads like something to say to a partner."""
    if not language.startswith("en") or len(text.split()) < LEAST:
        return None
    found = rewrite(text)
    if found.returns:
        return "timeout"
    return "say" if found.kind in {"complaint", "ultimatum", "stonewall"} else None
