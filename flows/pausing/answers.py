"""What was tapped or written in a pause, in words: entries of the shared lists, and one's own."""

from __future__ import annotations

from collections.abc import Sequence

from flows import lists
from flows.engine.known import Known
from flows.engine.ways import Option
from flows.lists import Entry
from flows.toolkits import kit

CLIP = 50  # characters of own words that are read back: a message has 160 in all
BLANK = 12  # characters of the words that stand for nothing answered, at most
LABEL = 28  # characters of own words on a button
OWN = "own"  # `own0`, `own1` …: keys of what the person added to a list

LISTED = {
    "family": "feelings",
    "feeling": "feelings",
    "thought": "thoughts",
    "fact": "triggers",
    "fear": "fears",
    "need": "needs",
    "reading": "readings",
    "second": "readings",
    "kindest": "readings",
    "tool": "tools",
}
"""Answers that name an entry of a list, unless they are the person's own words."""


def words(known: Known, name: str) -> str | None:
    """An answer from a list: a key of it or own words; None for nothing, "other" and "none"."""
    answer = lists.chosen(known, name)
    if name == "kindest" and answer is not None:
        return words(known, answer) if answer in {"reading", "second"} else None
    added = {option.key: text for option, text in own(known, name)}
    return added.get(answer, answer) if answer else None


def entry(known: Known, name: str) -> Entry | None:
    """The entry that was chosen; None for own words and for nothing."""
    answer = words(known, name)
    return lists.of(known, LISTED[name]).get(answer) if answer else None


def inside(known: Known, name: str) -> str:
    """The answer as it stands inside a sentence, own words as they are; empty for none."""
    found = entry(known, name)
    return found.inside if found else words(known, name) or ""


def shown(known: Known, name: str, most: int = CLIP) -> str:
    """The answer as it is read back, own words cut to `most` characters; empty for none."""
    found = entry(known, name)
    return found.label if found else clipped(words(known, name) or "", most)


def clipped(text: str, most: int) -> str:
    """At most so many characters on one line, whole words; an ellipsis where some were left out."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut if line[most - 1] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip(" ,;:") + "…"


def beside(first: str, second: str, most: int) -> tuple[str, str]:
    """Two texts in `most` characters together: what one leaves of its half is the other's."""
    half = most // 2
    return (
        clipped(first, max(half, most - room(second))),
        clipped(second, max(half, most - room(first))),
    )


def room(text: str) -> int:
    """Characters that a text takes up; where there is none, something is said instead of it."""
    return len(text) or BLANK


def own(known: Known, name: str) -> Sequence[tuple[Option, str]]:
    """What the person added to a list before: buttons, and the words behind them."""
    texts = {"fact": _triggers, "tool": _tools}.get(name, _none)(known)
    return [(Option(f"{OWN}{n}", clipped(text, LABEL)), text) for n, text in enumerate(texts)]


def _none(known: Known) -> list[str]:  # noqa: ARG001 - nobody adds to the other lists
    return []


def _triggers(known: Known) -> list[str]:
    kept = known.person.kept.get("triggers")
    entries = kept if isinstance(kept, Sequence) and not isinstance(kept, str) else ()
    return [text for entry in entries if isinstance(entry, str) and (text := entry.strip())]


def _tools(known: Known) -> list[str]:
    """What there is time for, without those that the list of tools has under their own keys."""
    listed = lists.of(known, "tools")
    fitting = kit.fitting(known, known.number("spare", 1440))
    return [thing.text for thing in fitting if thing.key not in listed]
