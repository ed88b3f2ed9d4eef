"""The loop that two people get into, in the person's own words: what each does, sees and feels.

Kept on the person: `dance`, a mapping of station -> key of its list or own words, with `name`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.effects import Effect, Picture, Remember
from flows.engine.known import JSON, Known
from flows.engine.labels import same
from flows.engine.ways import Option
from flows.knowing import behaviours
from flows.knowing.card import side
from flows.lists import Entry

MOVES = ("reach", "away", "both", "steady")
STATIONS = ("does", "seen", "inside", "their_does", "their_inside", "feel")
SIDE: Mapping[str, str] = {
    "reach": "distance",
    "away": "closeness",
    "both": "both",
    "steady": "steady",
}
OWN = 44  # characters of one's own words in a box of the picture
EXITS = 2  # ways out on each side
ALWAYS = ("pause", "timeout", "say", "boundary")  # exercises that help out of any loop
TORN = "both"  # the move of one who wants closeness and fears it: a therapist is worth asking soon


def kept(known: Known) -> Mapping[str, JSON]:
    """The loop that is kept."""
    found = known.person.kept.get("dance")
    return found if isinstance(found, Mapping) else {}


def has_dance(known: Known) -> bool:
    """Whether a loop is kept."""
    return bool(kept(known))


def value(known: Known, name: str) -> str:
    """A station of the loop: what was just answered, else what is kept."""
    if name in known.answers:
        found = lists.chosen(known, name) if name in STATIONS else known.text(name)
        return found or ""
    return str(kept(known).get(name) or "")


def moves(known: Known) -> list[Option]:
    """The four moves, beginning with the one that fits where the person leans."""
    here = {"distance": "reach", "closeness": "away", "both": "both", "steady": "steady"}.get(
        side(known)
    )
    return [Option(move) for move in sorted(MOVES, key=lambda move: move != here)]


def template(known: Known) -> Entry:
    """The loop of the two moves."""
    kind = " ".join(sorted((value(known, "mine") or "reach", value(known, "theirs") or "away")))
    every = lists.of(known, "dances").values()
    return next((one for one in every if one.kind == kind), next(iter(every)))


# — what can be picked ---------------------------------------------------------------------------


def my_deeds(known: Known) -> Sequence[Option]:
    """What I do, beginning with what belongs to my move."""
    return behaviours.offers(known, first=SIDE.get(value(known, "mine"), ""))


def their_deeds(known: Known) -> Sequence[Option]:
    """What they do, beginning with what belongs to their move."""
    return behaviours.offers(known, first=SIDE.get(value(known, "theirs"), ""))


def seen(known: Known) -> Sequence[Option]:
    """What they may see of me."""
    first = SIDE.get(value(known, "mine"), "")
    return lists.options(
        sorted(lists.of(known, "seen").values(), key=lambda one: one.kind != first)
    )


def my_fears(known: Known) -> Sequence[Option]:
    """What happens in me, beginning with my side."""
    return _fears(known, "mine")


def their_fears(known: Known) -> Sequence[Option]:
    """What may happen in them, beginning with their side."""
    return _fears(known, "theirs")


def _fears(known: Known, whose: str) -> Sequence[Option]:
    first = SIDE.get(value(known, whose), "")
    entries = lists.of(known, "fears").values()
    return lists.options(sorted(entries, key=lambda one: one.kind != first))


def feelings(known: Known) -> Sequence[Option]:
    """What I then feel."""
    return lists.options(one for one in lists.of(known, "feelings").values() if one.finer)


def names(known: Known) -> Sequence[Option]:
    """Names for it: that of the loop, then others."""
    here = template(known)
    others = [one for one in lists.of(known, "dances").values() if one.key != here.key]
    return lists.options([here, *others])


# — what is told -----------------------------------------------------------------------------------


def words(known: Known, station: str) -> str:
    """A station in words for a box."""
    answer = value(known, station)
    table = {"does": "behaviours", "their_does": "behaviours", "seen": "seen", "inside": "fears",
             "their_inside": "fears", "feel": "feelings"}[station]  # fmt: skip
    found = lists.of(known, table).get(answer)
    if found is None:
        return answer
    if station == "their_does":
        return found.theirs
    return found.says or found.label.lower()


def name(known: Known) -> str:
    """What the person calls it."""
    answer = (
        lists.chosen(known, "name")
        if "name" in known.answers
        else str(kept(known).get("name") or "")
    )
    found = lists.of(known, "dances").get(answer or "")
    return found.label if found else answer or template(known).label


def exits(known: Known, whose: str) -> list[Entry]:
    """Ways out on one side."""
    move = value(known, whose)
    return [one for one in lists.of(known, "exits").values() if one.kind == move][:EXITS]


def ways_out(known: Known) -> list[Option]:
    """Exercises to go on with: those of my own ways out first; therapy where one is torn."""
    torn = TORN in (value(known, "mine"), value(known, "theirs"))
    wanted = [*(one.leads for one in exits(known, "mine")), *ALWAYS, *(["therapy"] if torn else [])]
    there = known.library.get("flows", ())
    return [Option(name) for name in dict.fromkeys(wanted) if name in there]


def told(known: Known) -> Mapping[str, JSON]:
    """The loop in words."""
    here = template(known)
    rows = known.records("same_row")
    return {
        **{f"{station}_words": words(known, station) for station in STATIONS},
        "name_words": name(known),
        "what_happens": here.text,
        "practice": here.says,
        "my_exits": [one.label for one in exits(known, "mine")],
        "their_exits": [one.label for one in exits(known, "theirs")],
        "rows": len(rows),
        "mine_move": value(known, "mine"),
        "theirs_move": value(known, "theirs"),
    }


def picture(known: Known) -> Picture:
    """The loop drawn: six stations, ways out on both sides."""
    boxes: dict[str, JSON] = {station: words(known, station) or "…" for station in STATIONS}
    return Picture(
        "dance",
        {
            "name": name(known),
            "boxes": boxes,
            "mine": [one.label for one in exits(known, "mine")],
            "theirs": [one.label for one in exits(known, "theirs")],
        },
    )


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the loop."""
    data: dict[str, JSON] = {
        key: value(known, key) for key in ("mine", "theirs", *STATIONS) if value(known, key)
    }
    named = lists.chosen(known, "name") if "name" in known.answers else kept(known).get("name")
    return (Remember("dance", {**data, "name": named or template(known).key}),)


def wipe(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - all of it, whatever there is
    """Delete the loop."""
    return (Remember("dance", None),)


def keep_code(known: Known) -> tuple[Effect, ...]:
    """Keep the word that opens /pause when it is typed; or none any more."""
    word = same(known.text("code"))
    own = {name: flow for name, flow in known.person.own_names.items() if flow != "pause"}
    named = {**own, word: "pause"} if word and word != "none" else own
    return (Remember("own_names", dict(named) or None),)
