"""The third question of a check-in: another one each day, by the person's own calendar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows.engine.flow import Target, When
from flows.engine.known import Known
from flows.localtime import local_date

# One of these a day, each with answers of its own. A prime number of them, so that no rhythm of
# notes (each day, every second day) leaves one out.
ITEMS: Mapping[str, tuple[str, ...]] = {
    "need": ("yes", "perhaps", "no"),
    "asked": ("yes", "half", "no"),
    "heard": ("yes", "partly", "no"),
    "listened": ("yes", "partly", "no"),
    "together": ("connected", "between", "lonely"),
    "energy": ("plenty", "some", "empty"),
    "own_time": ("too_little", "enough", "too_much"),
    "longing": ("little", "some", "strong"),
    "settled": ("quiet", "eased", "stirred"),
    "kindness": ("gave", "got", "neither"),
    "body": ("loose", "between", "tight"),
}


def is_due(known: Known, item: str) -> bool:
    """Whether an item is the one of this local date."""
    day = local_date(known.now, known.person.zone).toordinal()
    return tuple(ITEMS)[day % len(ITEMS)] == item


def todays_item() -> Target:
    """A branch to the item of the day."""
    first, *others = ITEMS
    target: Target = f"item_{first}"
    for item in others:
        target = When(partial(is_due, item=item), f"item_{item}", otherwise=target)
    return target
