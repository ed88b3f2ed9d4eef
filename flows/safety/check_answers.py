"""What must hold of every answer to danger: its length, its tone, the data it is filled in with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.safety.helplines import FILE, Country, Helplines, HelplinesError, load

MOST = 900  # characters of a reply with its numbers filled in: one message, read in distress
_SHOUTS = ("!", "¡", "！")


def faults(text: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """What is wrong with a text that somebody in danger reads, each with its remedy."""
    if len(text) > most:
        yield f"has {len(text)} characters", f"{most} is the most: cut it"
    if any(mark in text for mark in _SHOUTS):
        yield "has an exclamation mark", "end with a full stop"
    if not text.strip():
        yield "is empty", "say something on every path"


def helpline_faults(folder: Path) -> Iterator[tuple[str, int, str, str]]:
    """Problems of `helplines.yaml`: file name, line, text, remedy."""
    try:
        found = load(folder)
    except HelplinesError as problem:
        yield (
            FILE,
            1,
            str(problem),
            "mend the entry, or make the file anew: tools/make_helplines.py",
        )
        return
    lines = (folder / FILE).read_text("utf-8").splitlines()
    for code, country in found.countries.items():
        at = next((n for n, line in enumerate(lines, 1) if line.strip() == f"{code}:"), 1)
        for text, remedy in (*_unsound(country), *_badly_chosen(found, code)):
            yield FILE, at, f"{code}: {text}", remedy


def _unsound(country: Country) -> Iterator[tuple[str, str]]:
    told = [(line.subject, line.name, line.phone, line.text) for line in country.lines]
    for line in country.lines:
        if told.count((line.subject, line.name, line.phone, line.text)) > 1:
            yield f"`{line.name}` stands twice", "keep the one that was checked last"
        if line.sure and line.checked is None and line.source is None:
            yield f"`{line.name}` is graded {line.confidence} without a source", "grade it C"


def _badly_chosen(found: Helplines, code: str) -> Iterator[tuple[str, str]]:
    """A line that must not be shown, or is shown although a confirmed one is there."""
    for label in ("self_harm", "partner_violence", "child_risk", "ambiguous", "harm_to_others"):
        ways = found.lines_for(code, label)
        if len(ways) > 2 or any(way.line.withheld for way in ways):
            yield f"`{label}` would show what must not be shown", "look at `lines_for`"
        for way in ways:
            better = [one for one in found.lines(code, way.line.subject) if one.sure and one.phone]
            if way.how == "call" and better and not way.line.sure:
                yield f"`{label}` prefers a number that is not confirmed", "look at `lines`"
