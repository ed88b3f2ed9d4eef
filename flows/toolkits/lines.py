"""Lines for felt security, on two beliefs: I am worth loving; others can be reliable.

Kept on the person: `anchor_lines`, up to ten lines of their own, [{"belief", "line"}];
`anchor_turns`, how often each belief had its turn, so that no line comes twice before all came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.knowing import card
from flows.pausing.answers import LABEL, clipped
from flows.toolkits.hours import ANCHOR

WORTH, OTHERS = "worth", "others"
BELIEFS = (WORTH, OTHERS)
BESIDE = "beside"  # of lines about how somebody else behaves: not beside one who harms
MINE = "mine"  # `mine0`, `mine1` …: keys of own lines
MOST, LONGEST = 10, 140  # own lines; characters of each


def beliefs(known: Known) -> tuple[str, ...]:
    """The beliefs there are lines for: beside a partner who harms, trust is not spoken for."""
    return (WORTH,) if unsafe(known) else BELIEFS


def own(known: Known) -> tuple[Mapping[str, str], ...]:
    """Lines of the person's own."""
    kept = known.person.kept.get("anchor_lines")
    entries = kept if isinstance(kept, list | tuple) else ()
    return tuple(
        {"belief": str(entry.get("belief")), "line": str(entry.get("line"))}
        for entry in entries
        if isinstance(entry, Mapping)
    )


def pool(known: Known, belief: str) -> list[str]:
    """Every line on a belief, one's own first."""
    mine = [one["line"] for one in own(known) if one["belief"] == belief]
    every = [e for e in lists.of(known, "anchors").values() if e.kind == belief]
    return [*mine, *(e.text for e in every if not (unsafe(known) and e.leads == BESIDE))]


def turns(known: Known) -> Mapping[str, int]:
    """How often each belief had its turn."""
    kept = known.person.kept.get("anchor_turns")
    found = kept if isinstance(kept, Mapping) else {}
    return {
        one: count if isinstance(count := found.get(one), int) else 0  # anything else is none yet
        for one in BELIEFS
    }


def belief(known: Known) -> str:
    """The belief that was chosen, as far as there are lines for it."""
    chosen = known.text("belief")
    return chosen if chosen in beliefs(known) else WORTH


def turn(known: Known) -> tuple[Effect, ...]:
    """One more line on this belief."""
    mine = belief(known)
    return (Remember("anchor_turns", {**turns(known), mine: turns(known)[mine] + 1}),)


def told(known: Known) -> Mapping[str, JSON]:
    """The line whose turn it is; what /me says of oneself and others; the hours of the notes."""
    mine = belief(known)
    lines = pool(known, mine)
    return {
        **ANCHOR.told(known),
        "both": len(beliefs(known)) > 1,
        "line": lines[(turns(known)[mine] - 1) % len(lines)],
        "own_line": known.text("own"),
        "self_line": card.words(known, "self"),
        "others_line": card.words(known, "others"),
    }


def choices(known: Known) -> Sequence[Option]:
    """What can be done."""
    mine = ["mine"] if own(known) else []
    return [Option(key) for key in (*beliefs(known), "write", *mine, "notes")]


def both(known: Known) -> Sequence[Option]:
    """The beliefs a line of one's own can be for."""
    return [Option(one) for one in beliefs(known)]


def shows(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """What can be done with a note."""
    return [Option("show")]


def read_show(text: str, known: Known) -> Answers | None:
    """The note is opened: a line on the belief that had fewer turns."""
    if text != "show":
        return None
    count = turns(known)
    return {"show": text, "belief": min(beliefs(known), key=lambda one: count[one])}


# — lines of one's own ----------------------------------------------------------------------------


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the line that was written; the oldest goes when there are ten."""
    new = {"belief": belief(known), "line": " ".join(known.text("own").split())}
    others = [one for one in own(known) if one["line"] != new["line"]]
    return (Remember("anchor_lines", [new, *others][:MOST]),)


def mine(known: Known) -> Sequence[Option]:
    """Lines of one's own, as buttons."""
    return [Option(f"{MINE}{n}", clipped(one["line"], LABEL)) for n, one in enumerate(own(known))]


def remove(known: Known) -> tuple[Effect, ...]:
    """Take the chosen line away."""
    gone = known.text("gone")
    left = [one for n, one in enumerate(own(known)) if f"{MINE}{n}" != gone]
    return (Remember("anchor_lines", left or None),)
