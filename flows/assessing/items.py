"""Statements one by one: a single step that asks the next one until none is left.

Answers are saved under the statement's id: 1 to 5, or 0 where it was skipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.attachment import Instrument, Position, Unscorable, position
from flows.engine.flow import Target, When
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, Pick

QUICK, DEEPER = "closeness-12", "closeness-36"
SKIP, SKIPPED = "skip", 0
NOBODY = "nobody"  # of `partner`: there is none now
FULL, EMPTY = "●", "○"
CELLS = 12  # of the line that shows how far it is


def instrument(known: Known) -> Instrument:
    """The form that was chosen, or the one whose result is kept."""
    found: Mapping[str, Instrument] = known.library["instruments"]
    return found[DEEPER if known.text("form") == "deeper" else QUICK]


def open_items(known: Known) -> list[str]:
    """Ids of the statements that were neither answered nor skipped, in order."""
    return [item.id for item in instrument(known).items if not known.has(item.id)]


def is_open(known: Known) -> bool:
    """Whether a statement is left."""
    return bool(open_items(known))


def given(known: Known) -> list[int | None]:
    """The answers in the order of the statements; None for what was skipped."""
    return [known.number(item.id) or None for item in instrument(known).items]


def scored(known: Known) -> Position | None:
    """Where the answers lead; None while too much is blank."""
    try:
        return position(instrument(known), given(known))
    except Unscorable:
        return None


def too_blank(known: Known) -> bool:
    """Whether too many statements were skipped for a position."""
    return scored(known) is None


def straight(known: Known) -> bool:
    """Whether every answer was the same, and it was not said that they are meant so."""
    found = scored(known)
    return found is not None and found.straight and not known.has("meant")


def ask(then: Target) -> Pick:
    """The step that asks: five answers in a row, and Skip below them."""

    def read(text: str, known: Known) -> Answers | None:
        left = open_items(known)
        if not left:
            return None
        if text == SKIP:
            return {left[0]: SKIPPED}
        return {left[0]: int(text)} if text in {"1", "2", "3", "4", "5"} else None

    return Pick(_answers, "answer", When(is_open, "item", otherwise=then), read, columns=5)


def _answers(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    return [*(Option(str(n), str(n)) for n in range(1, 6)), Option(SKIP)]


def again(then: Target, *, only_blanks: bool) -> Pick:
    """A way back to the statements: to all of them, or to those that were skipped."""

    def read(text: str, known: Known) -> Answers | None:
        if text == "meant" and not only_blanks:
            return {"meant": True}
        if text != "again":
            return None
        every = [item.id for item in instrument(known).items]
        return dict.fromkeys(
            [one for one in every if not only_blanks or known.number(one) == SKIPPED]
        )

    offers = [Option("again")] if only_blanks else [Option("again"), Option("meant")]
    return Pick(lambda _: offers, "meant", When(is_open, "item", otherwise=then), read)


def told(known: Known) -> Mapping[str, JSON]:
    """The next statement, in the wording that fits, and how far it is."""
    left = open_items(known)
    if not left:
        return {"statement": "", "number": 0, "total": 0, "line": ""}
    entry = lists.of(known, "items")[left[0]]
    total = len(instrument(known).items)
    done = total - len(left)
    cells = round(CELLS * done / total)
    alone = known.text("partner") == NOBODY and entry.says
    return {
        "statement": entry.says if alone else entry.text,
        "number": done + 1,
        "total": total,
        "line": FULL * cells + EMPTY * (CELLS - cells),
    }
