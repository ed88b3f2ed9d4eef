"""The third question of a check-in: another one each day, by the person's own calendar.

Which ones come round depends on where somebody leans (their lane); who leans nowhere that is known
gets the steady lane. Each lane has 13: a prime number, so that no rhythm of notes (each day, every
second, third or seventh) leaves one out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from flows.engine.flow import Target, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Scale, Way
from flows.knowing import card
from flows.localtime import local_date

CHOICES: Mapping[str, tuple[str, ...]] = {
    "need": ("yes", "perhaps", "no"),
    "asked": ("yes", "half", "no"),
    "heard": ("yes", "partly", "no"),
    "listened": ("yes", "partly", "no"),
    "together": ("connected", "between", "lonely"),
    "energy": ("plenty", "some", "empty"),
    "own_time": ("too_little", "enough", "too_much"),
    "settled": ("quiet", "eased", "stirred"),
    "kindness": ("gave", "got", "neither"),
    "body": ("loose", "between", "tight"),
    "waited": ("yes", "half", "no", "none"),
    "own_answer": ("yes", "partly", "no", "none"),
    "shown": ("yes", "little", "no"),
    "stayed": ("yes", "half", "no", "none"),
    "swing": ("no", "some", "much"),
    "gave": ("no", "little", "yes"),
}
SCALES = ("longing", "calm")  # from 1 to 5
ITEMS = (*CHOICES, *SCALES)

LANES: Mapping[str, tuple[str, ...]] = {
    "distance": (
        *("need", "own_answer", "together", "calm", "asked", "energy", "waited"),
        *("longing", "heard", "settled", "kindness", "body", "listened"),
    ),
    "closeness": (
        *("shown", "energy", "need", "calm", "together", "own_time", "stayed"),
        *("longing", "heard", "settled", "asked", "body", "kindness"),
    ),
    "both": (
        *("swing", "need", "calm", "waited", "together", "energy", "shown"),
        *("longing", "own_time", "settled", "asked", "body", "heard"),
    ),
    "steady": (
        *("need", "asked", "calm", "heard", "energy", "gave", "together"),
        *("longing", "own_time", "settled", "kindness", "body", "listened"),
    ),
}


def lane(known: Known) -> str:
    """Where the person leans; steady while nothing is known."""
    return card.side(known) or "steady"


def due(known: Known) -> str:
    """The item of this local date."""
    items = LANES[known.once("lane", lambda: lane(known))]
    day = local_date(known.now, known.person.zone).toordinal()
    return items[day % len(items)]


def is_due(known: Known, item: str) -> bool:
    """Whether an item is that one."""
    return due(known) == item


def todays_item() -> Target:
    """A branch to the item of the day."""
    first, *others = ITEMS
    target: Target = f"item_{first}"
    for item in others:
        target = When(partial(is_due, item=item), f"item_{item}", otherwise=target)
    return target


def asked(then: Target) -> Iterator[tuple[str, Way]]:
    """Each item and what it waits for."""
    for name, keys in CHOICES.items():
        yield name, Choice(*keys, save=name, then=then)
    for name in SCALES:
        yield name, Scale(1, 5, save=name, then=then, columns=5)
