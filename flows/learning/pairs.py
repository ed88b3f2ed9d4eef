"""Then and now, side by side: `early.yaml` holds situations, each with answers of both times."""

from __future__ import annotations

from collections.abc import Mapping

from flows import lists
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.lists import Entry

LIST = "early"
SKIP = "skip"


def situations(known: Known) -> list[Entry]:
    """The situations, in order."""
    return [one for one in lists.of(known, LIST).values() if one.finer]


def situation(known: Known) -> Entry | None:
    """The one that is being looked at."""
    every, at = situations(known), known.number("at")
    return every[at] if 0 <= at < len(every) else None


def side(known: Known, kind: str) -> list[Entry]:
    """The answers of one time, `then` or `now`."""
    here = situation(known)
    return [one for one in here.finer if one.kind == kind] if here else []


def then(known: Known) -> list[Option]:
    """How it often was; nothing must be answered."""
    return [*lists.options(side(known, "then")), Option(SKIP)]


def now(known: Known) -> list[Option]:
    """How it tends to be today."""
    return [*lists.options(side(known, "now")), Option(SKIP)]


def skipped(known: Known) -> bool:
    """Whether either half was left out."""
    return SKIP in (known.answers.get("then"), known.answers.get("now"))


def has_next(known: Known) -> bool:
    """Whether another situation is left."""
    return known.number("at") + 1 < len(situations(known))


def onwards(known: Known) -> list[Option]:
    """One more, or enough."""
    return [*([Option("one_more")] if has_next(known) else []), Option("enough")]


def turned(text: str, known: Known) -> Answers | None:
    """On to the next situation, with nothing said of it; or to the end."""
    if text == "one_more" and has_next(known):
        return {"on": text, "at": known.number("at") + 1, "then": None, "now": None}
    return {"on": text} if text == "enough" else None


def told(known: Known) -> Mapping[str, JSON]:
    """The two questions, and the two answers as they stand in a sentence."""
    here = situation(known)
    every = lists.of(known, LIST)
    first, last = every.get(known.text("then")), every.get(known.text("now"))
    return {
        "asks_then": here.text if here else "",
        "asks_now": here.asks if here else "",
        "then_words": first.says if first else "",
        "now_words": last.says if last else "",
        "why": first.note if first else "",
        "number": known.number("at") + 1,
        "total": len(situations(known)),
    }
