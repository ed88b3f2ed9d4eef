"""The page for a first talk: lines filled from one's own notes, each of them to be changed.

Kept on the person: `sheet`, a mapping of line -> own words, or "" where it was taken out. A line
that is not in it reads as today's notes would fill it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Paper, Remember
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, same
from flows.guards import unsafe
from flows.helping import composed
from flows.lists import Entry
from flows.pausing.answers import clipped

OWN = 300  # characters of own words in a line
GLANCE = 38  # characters of a line where all of them are shown
TAKE, CLEAR = "take", "clear"


def lines(known: Known) -> list[Entry]:
    """The lines there are: without those about the two of them, beside somebody who harms."""
    every = lists.of(known, "sheet").values()
    return [one for one in every if not (one.kind == "pair" and unsafe(known))]


def kept(known: Known) -> Mapping[str, JSON]:
    """What was changed by hand."""
    found = known.person.kept.get("sheet")
    return found if isinstance(found, Mapping) else {}


def ready(known: Known, line: str) -> str:
    """What one's own notes would put there."""
    return composed.LINES[line](known) if line in composed.LINES else ""


def text(known: Known, entry: Entry) -> str:
    """A line as it stands: changed by hand, else from the notes, unless it waits for a tap."""
    mine = kept(known).get(entry.key)
    if isinstance(mine, str):
        return mine
    return "" if entry.kind == "asked" else ready(known, entry.key)


def rows(known: Known) -> list[Option]:
    """The lines as buttons; deleting what was written only where something was."""
    return [*lists.options(lines(known)), *([Option("wipe")] if kept(known) else [])]


def chosen(known: Known) -> Entry | None:
    """The line that is being changed."""
    here = known.text("line")
    return next((one for one in lines(known) if one.key == here), None)


def choices(known: Known) -> Sequence[Option]:
    """Beside own words: what the notes say, where it stands otherwise now; or nothing at all."""
    entry = chosen(known)
    if entry is None:
        return []
    now, notes = text(known, entry), ready(known, entry.key)
    take = [Option(TAKE)] if notes and notes != now else []
    return [*take, *([Option(CLEAR)] if _on_it(known, entry) else [])]


def written(typed: str, known: Known) -> Answers | None:  # noqa: ARG001 - any words will do
    """A tapped choice, or own words that are not too long."""
    key = same(typed)
    if key in {TAKE, CLEAR}:
        return {"written": key}
    return {"written": typed} if 0 < len(typed) <= OWN else None


def told(known: Known) -> Mapping[str, JSON]:
    """All lines at a glance, and the one that is being changed in full."""
    entry = chosen(known)
    return {
        "glance": [
            [one.label, clipped(text(known, one), GLANCE), not _on_it(known, one)]
            for one in lines(known)
        ],
        "left_out": bool(entry and not _on_it(known, entry)),
        "heading": entry.label if entry else "",
        "asks": entry.asks if entry else "",
        "stands": text(known, entry) if entry else "",
        "notes": ready(known, entry.key) if entry else "",
        "filled": sum(bool(text(known, one)) for one in lines(known)),
        "troubled": unsafe(known),
    }


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the line as it was just changed."""
    entry, words = chosen(known), known.text("written")
    if entry is None or not words:
        return ()
    if words == TAKE:
        words = ready(known, entry.key) if entry.kind == "asked" else ""
        mine = {key: was for key, was in kept(known).items() if key != entry.key}
        changed = {**mine, entry.key: words} if words else mine
        return (Remember("sheet", changed or None),)
    return (Remember("sheet", {**kept(known), entry.key: "" if words == CLEAR else words}),)


def wipe(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - all of it, whatever there is
    """Delete what was written; what stands in other exercises stays there."""
    return (Remember("sheet", None),)


def hand_over(known: Known) -> tuple[Effect, ...]:
    """The whole page, to the person alone; lines that were taken out are not on it."""
    there = [one for one in lines(known) if _on_it(known, one)]
    return (Paper(tuple((one.label, text(known, one)) for one in there)),)


def _on_it(known: Known, entry: Entry) -> bool:
    """An empty line is one to fill in by hand, unless it was taken out."""
    return kept(known).get(entry.key) != ""
