"""Putting things on the list, reading it, taking one for the minutes there are, taking one off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest

from flows import lists
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.pausing.answers import LABEL, clipped
from flows.toolkits import kit
from flows.toolkits.kit import Thing

THING = "thing"  # `thing0`, `thing1` …: keys of what stands on the list
LONGEST = 60  # characters of a thing in own words: it has to fit a message of /pause


def told(known: Known) -> Mapping[str, JSON]:
    """The list by kind, what it lacks, and the thing that is being put on it."""
    things = kit.things(known)
    groups = {kind: _in_a_line(things, (kind,)) for kind in kit.KINDS}
    loose = {one.kind for one in things} - set(kit.KINDS)
    missing = kit.missing(known)
    return {
        "groups": {kind: line for kind, line in groups.items() if line},
        "loose": _in_a_line(things, tuple(loose)),
        "count": len(things),
        "lacks": missing[0] if missing else "",
        "thing_words": pending(known).text,
        "tool_words": tool(known),
    }


def _in_a_line(things: Sequence[Thing], kinds: tuple[str, ...]) -> str:
    """Things of these kinds, with their minutes: `Ana (3), the sea (30)`."""
    found = [one for one in things if one.kind in kinds]
    return ", ".join(f"{one.text} ({one.minutes})" if one.minutes else one.text for one in found)


def anything(known: Known) -> bool:
    """Whether anything stands on the list."""
    return bool(kit.things(known))


def full(known: Known) -> bool:
    """Whether the list is as long as it may get."""
    return len(kit.things(known)) >= kit.MOST


# — putting something on it -----------------------------------------------------------------------


def presets(known: Known) -> Sequence[Option]:
    """Ready ones of the chosen kind, without those that stand there already."""
    there = {thing.key for thing in kit.things(known)}
    entries = lists.of(known, kit.PRESETS).values()
    kind = known.text("kind")
    return lists.options(e for e in entries if e.kind == kind and e.key not in there)


def is_preset(known: Known) -> bool:
    """Whether a ready one was tapped, whose minutes are known."""
    return known.text("thing") in lists.of(known, kit.PRESETS)


def nothing_chosen(known: Known) -> bool:
    """Whether none was wanted after all."""
    return lists.chosen(known, "thing") is None


def pending(known: Known) -> Thing:
    """What the answers describe."""
    answer = lists.chosen(known, "thing") or ""
    preset = lists.of(known, kit.PRESETS).get(answer)
    if preset:
        return Thing(preset.label, preset.kind, preset.minutes, preset.key)
    return Thing(" ".join(answer.split()), known.text("kind"), known.number("minutes"))


def add(known: Known) -> tuple[Effect, ...]:
    """Put it on the list; the same words a second time only bring new minutes."""
    new = pending(known)
    others = [thing for thing in kit.things(known) if thing.text != new.text]
    return _kept([*others, new][-kit.MOST :])


# — taking something off --------------------------------------------------------------------------


def on_it(known: Known) -> Sequence[Option]:
    """Everything on the list."""
    things = kit.things(known)
    return [Option(f"{THING}{n}", clipped(one.text, LABEL)) for n, one in enumerate(things)]


def remove(known: Known) -> tuple[Effect, ...]:
    """Take the chosen one off."""
    gone = known.text("gone")
    left = [one for n, one in enumerate(kit.things(known)) if f"{THING}{n}" != gone]
    return _kept(left)


def _kept(things: Sequence[Thing]) -> tuple[Effect, ...]:
    return (Remember("toolkit", [thing.data() for thing in things] or None),)


# — using one now ---------------------------------------------------------------------------------


def tools(known: Known) -> Sequence[Option]:
    """What fits the minutes there are: one's own, then ready ones that take about as long."""
    minutes = known.number("spare")
    mine = kit.fitting(known, minutes)
    every = lists.of(known, kit.PRESETS).values()
    lengths = sorted({entry.minutes for entry in every})
    about = max((n for n in lengths if n <= minutes), default=lengths[0])
    there = {thing.key for thing in mine}
    ready = [entry for entry in every if entry.minutes == about and entry.key not in there]
    kinds = [[entry for entry in ready if entry.kind == kind] for kind in kit.KINDS]
    mixed = [entry for entry in chain.from_iterable(zip_longest(*kinds)) if entry]
    own = [Option(one.key or f"{THING}{n}", clipped(one.text, LABEL)) for n, one in enumerate(mine)]
    return [*own, *lists.options(mixed)]


def tool(known: Known) -> str:
    """The words of what was taken; empty for nothing."""
    answer = lists.chosen(known, "tool") or ""
    mine = kit.fitting(known, known.number("spare"))
    named = {f"{THING}{n}": one.text for n, one in enumerate(mine)}
    preset = lists.of(known, kit.PRESETS).get(answer)
    return preset.label if preset else named.get(answer, answer)
