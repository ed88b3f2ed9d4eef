"""What is said beside a rewrite, or where nothing is rewritten."""

from __future__ import annotations

import re

from flows.rewriting.flags import line_of
from flows.rewriting.rewrite import Rewrite
from flows.rewriting.tables import table, wordlists
from flows.rewriting.text import read


def reply(found: Rewrite, text: str) -> str:
    """The bot's own line for a kind; for a complaint only what was left for later, if anything."""
    rows = table("replies")
    match found.kind:
        case "unsafe":
            return str(rows["unsafe"].get(found.heard, rows["unsafe"]["other"]))
        case "unsupported_language":
            return _declined(text)
        case "not_a_complaint":
            line, _ = line_of(read(text))
            return next(str(one["says"]) for one in _neutral() if re.search(one["finds"], line))
        case "complaint":
            return str(rows["picked"]) if found.picked else ""
        case kind:
            return str(rows[kind]["says"])


def _neutral() -> list[dict[str, str]]:
    return [*table("replies")["not_a_complaint"], {"finds": "", "says": ""}]


def _declined(text: str) -> str:
    """With a line in that language, where it is one whose smallest words we know."""
    rows = table("replies")["unsupported_language"]
    said = set(re.findall(r"\w+", text.lower()))
    counts = {name: len(said & set(words)) for name, words in wordlists("foreign").items()}
    best = max(counts, key=counts.__getitem__)
    return str(rows["languages"].get(best, rows["other"]) if counts[best] else rows["other"])
