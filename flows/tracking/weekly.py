"""Once a week, inside a check-in: three taps (safe, seen, connected) and one steady habit.

Records: `week` {safe, felt_seen, connected}, `secure` {habit, rating}, all 1 to 5. Kept on the
person: `week_asked`, the day number on which it was offered last, so that "not this week" holds.
A low *safe* leads to an offer inside this chat, and to nothing else: nothing is flagged by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows import lists
from flows.engine.effects import Effect, Keep, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.lists import Entry
from flows.tracking import days, good

EVERY, OLD = 7, 6  # days from one to the next; days that the first check-in must lie back
LOW = 2  # of 1 to 5
THREE: Mapping[str, str] = {"safe": "safe", "seen": "felt_seen", "connected": "connected"}
"""The three, as they are answered and as they are kept."""


def due(known: Known) -> bool:
    """Whether a week has gone by since it was offered, and since the first check-in."""
    now = days.date_now(known).toordinal()
    asked = known.person.kept.get("week_asked")
    if isinstance(asked, int) and now - asked < EVERY:
        return False
    past = known.records("checkin")
    return bool(past) and now - days.day(known, past[0]).toordinal() >= OLD


def asked(known: Known) -> tuple[Effect, ...]:
    """Take note that it was offered today."""
    return (Remember("week_asked", days.date_now(known).toordinal()),)


def is_low(known: Known) -> bool:
    """Whether *safe* was tapped low just now."""
    return 0 < known.number("safe") <= LOW


def was_low(known: Known) -> bool:
    """Whether it was low in the latest week that is kept."""
    past = known.records("week")
    safe = past[-1].data.get("safe") if past else None
    return isinstance(safe, int) and safe <= LOW


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the three, and the steady habit if it was rated."""
    week: dict[str, JSON] = {
        kept: known.answers[name] for name, kept in THREE.items() if known.has(name)
    }
    found: list[Effect] = [Keep("week", week)]
    if known.has("secure"):
        found.append(Keep("secure", {"habit": habit(known).key, "rating": known.number("secure")}))
    return tuple(found)


def habits(known: Known) -> list[Entry]:
    """The steady habits; beside somebody who harms, those that need no closeness."""
    every = lists.of(known, "habits").values()
    return [one for one in every if not (one.kind == "closer" and unsafe(known))]


def habit(known: Known) -> Entry:
    """The one of this week."""
    every = habits(known)
    return every[days.date_now(known).toordinal() // EVERY % len(every)]


def asks(known: Known) -> Mapping[str, JSON]:
    """The habit, as it is asked for."""
    return {"habit": habit(known).text}


def seen(known: Known) -> Mapping[str, JSON]:
    """What the week came to, in words, and the practice that goes with the habit."""
    rated = known.number("secure")
    return {
        "practice": habit(known).asks if 0 < rated <= 3 else "",
        "week": {name: known.answers.get(name) for name in THREE},
        **good.counts(known),
    }


def next_(known: Known) -> list[Option]:
    """What can follow: a good moment only where one was kept."""
    moment = [Option("good")] if good.lines(known) else []
    return [*moment, Option("go_on")]
