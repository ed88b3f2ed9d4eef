"""The list of what helps: things of the person's own, by kind and by the minutes they take.

Kept on the person as `toolkit`: a list of {"kind", "minutes", "text"}, with "key" for a preset of
`helps.yaml`. What has another shape (a plain line, an older entry) is read as far as it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows import lists
from flows.engine.known import JSON, Known

KINDS = ("people", "places", "practice", "body", "mind")
HAVENS = ("people", "places")  # what somebody can go to
PRESETS = "helps"
MOST = 20  # things; a longer list is no help in a bad hour
SHOWN = 2  # havens that /pause has room for


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that helps."""

    text: str
    kind: str = ""
    minutes: int = 0
    key: str = ""

    def data(self) -> Mapping[str, JSON]:
        """As it is kept."""
        kept: dict[str, JSON] = {"kind": self.kind, "minutes": self.minutes, "text": self.text}
        return {**kept, "key": self.key} if self.key else kept


def things(known: Known) -> tuple[Thing, ...]:
    """Everything on the list, in the order in which it came."""
    kept = known.person.kept.get("toolkit")
    entries = kept if isinstance(kept, Sequence) and not isinstance(kept, str) else ()
    return tuple(thing for entry in entries if (thing := _thing(known, entry)).text)


def fitting(known: Known, minutes: int) -> tuple[Thing, ...]:
    """What there is time for, the longest first: a free half hour is worth more than a breath."""
    found = [thing for thing in things(known) if thing.minutes <= minutes]
    return tuple(sorted(found, key=lambda thing: -thing.minutes))


def havens(known: Known) -> tuple[Thing, ...]:
    """People first, then places."""
    found = [thing for thing in things(known) if thing.kind in HAVENS]
    return tuple(sorted(found, key=lambda thing: HAVENS.index(thing.kind)))


def missing(known: Known) -> tuple[str, ...]:
    """What a secure base has and this list does not yet: people, places, practices."""
    there = {thing.kind for thing in things(known)}
    return tuple(kind for kind in KINDS[:3] if kind not in there)


def _thing(known: Known, entry: object) -> Thing:
    if not isinstance(entry, Mapping):
        return Thing(entry.strip() if isinstance(entry, str) else "")
    key, text = entry.get("key"), entry.get("text")
    kind, minutes = entry.get("kind"), entry.get("minutes")
    preset = lists.of(known, PRESETS).get(key) if isinstance(key, str) else None
    words = preset.label if preset else text.strip() if isinstance(text, str) else ""
    return Thing(
        words,
        kind if isinstance(kind, str) else "",
        minutes if isinstance(minutes, int) else 0,
        preset.key if preset else "",
    )
