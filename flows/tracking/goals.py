"""What a person is here for: one goal, picked from a list or put in own words.

Kept on the person as `goal`: {"goal" or "line", "on": day number}. Each goal of the list names the
view of /progress in which it would show first (`leads`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.lists import Entry
from flows.tracking import days


def offers(known: Known) -> Sequence[Option]:
    """Goals; beside somebody who harms, none that leads closer."""
    every = lists.of(known, "goals").values()
    return lists.options(one for one in every if not (one.kind == "closer" and unsafe(known)))


def kept(known: Known) -> Mapping[str, JSON]:
    """What is kept of it."""
    found = known.person.kept.get("goal")
    return found if isinstance(found, Mapping) else {}


def is_set(known: Known) -> bool:
    """Whether there is one."""
    return bool(kept(known))


def entry(known: Known) -> Entry | None:
    """The goal of the list, if it is one of them."""
    return lists.of(known, "goals").get(str(kept(known).get("goal") or ""))


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the goal that was picked or typed."""
    picked = lists.chosen(known, "goal")
    if picked is None:
        return ()
    name = "goal" if picked in lists.of(known, "goals") else "line"
    return (Remember("goal", {name: picked, "on": days.date_now(known).toordinal()}),)


def drop(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """None for now."""
    return (Remember("goal", None),)


def told(known: Known) -> Mapping[str, JSON]:
    """The goal in words, where it shows, and for how many days it has been there."""
    found, mine = entry(known), kept(known)
    on = mine.get("on")
    since = days.date_now(known).toordinal() - on if isinstance(on, int) else 0
    return {
        "goal_text": found.text if found else str(mine.get("line") or ""),
        "goal_own": found is None and bool(mine),
        "goal_view": found.leads if found else "",
        "goal_weeks": since // 7,
    }
