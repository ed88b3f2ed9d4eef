"""From what is heard in a text to the flow that answers it: the book's listener."""

from __future__ import annotations

from flows.engine.known import JSON
from flows.safety import listen


def listener(text: str, language: str) -> tuple[str, dict[str, JSON]] | None:
    """The flow to begin at once and its answers; None where nothing was heard. Total.

    The text itself goes nowhere: only what it was heard as is handed on.
    """
    heard = listen(text, language)
    if heard.label == "none":
        return None
    if heard.label == "ambiguous":
        return "ask_safe", {}
    return "danger", {
        "label": heard.label,
        "kind": heard.kind,
        "about": heard.about,
        "lethal": heard.lethal,
        "imminent": heard.imminent,
    }
