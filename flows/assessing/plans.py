"""If-then plans: one moment that comes often, one small thing to do in it.

Kept on the person: `plans`, a list of {"if", "then"}, keys or own words, the latest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe

MOST = 5
CLOSER = "closer"  # what leads nearer to the other: not beside somebody who harms


def plans(known: Known) -> list[Mapping[str, JSON]]:
    """The plans that are kept."""
    kept = known.person.kept.get("plans")
    return [one for one in kept if isinstance(one, Mapping)] if isinstance(kept, list) else []


def ifs(known: Known) -> Sequence[Option]:
    """Moments, beginning with those that fit how the person leans."""
    first = leaning(known)
    entries = lists.of(known, "ifs").values()
    return lists.options(sorted(entries, key=lambda one: one.kind != first))


def thens(known: Known) -> Sequence[Option]:
    """Things to do, beginning with the likeliest for that moment."""
    moment = lists.of(known, "ifs").get(known.text("moment"))
    likely = moment.leads if moment else ""
    entries = [
        one
        for one in lists.of(known, "thens").values()
        if not (one.kind == CLOSER and unsafe(known))
    ]
    return lists.options(sorted(entries, key=lambda one: one.key != likely))


def leaning(known: Known) -> str:
    """The side on which the person's moments lie: distance, closeness, or both."""
    kept = known.person.kept.get("position")
    styles = kept.get("styles") if isinstance(kept, Mapping) else None
    top = styles[0] if isinstance(styles, Sequence) and styles else ""
    return {"preoccupied": "distance", "dismissing": "closeness"}.get(str(top), "both")


def said(known: Known, name: str, list_: str) -> str:
    """Half a plan as it stands inside the sentence."""
    answer = lists.chosen(known, name)
    entry = lists.of(known, list_).get(answer or "")
    return entry.says if entry else inside(answer or "")


def inside(text: str) -> str:
    """Own words as they stand inside a sentence: no end mark, no "if" or "I will" of their own."""
    bare = text.strip().rstrip(".,;:?!… ")
    for head in ("if ", "then ", "i will ", "i'll "):
        if bare.lower().startswith(head):
            bare = bare[len(head) :]
    return bare


def half(known: Known, plan: Mapping[str, JSON], which: str) -> str:
    """One half ("if" or "then") of a plan that is kept, as it stands inside the sentence."""
    value = str(plan.get(which) or "")
    found = lists.of(known, "ifs" if which == "if" else "thens").get(value)
    return found.says if found else inside(value)


def told(known: Known) -> Mapping[str, JSON]:
    """Both halves, as far as they are chosen."""
    return {"if_says": said(known, "moment", "ifs"), "then_says": said(known, "deed", "thens")}


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the plan, before the older ones; one moment has one plan."""
    moment, deed = lists.chosen(known, "moment"), lists.chosen(known, "deed")
    if not (moment and deed):
        return ()
    others: list[JSON] = [one for one in plans(known) if one.get("if") != moment]
    return (Remember("plans", [{"if": moment, "then": deed}, *others][:MOST]),)
