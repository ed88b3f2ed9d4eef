"""What decides the way through a pause."""

from __future__ import annotations

from flows.engine.known import Known
from flows.guards import unsafe
from flows.localtime import local_date
from flows.pausing.answers import entry, words


def safe_to_assume(known: Known) -> bool:
    """Whether good will may be assumed and closeness advised: never beside a partner who harms."""
    return not unsafe(known)


def may_ask(known: Known) -> bool:
    """Whether to offer to keep this moment: once a day, by the person's own calendar.

    Not beside a partner who harms: what is not kept cannot be found.
    """
    return safe_to_assume(known) and known.person.kept.get("pause_asked") != today(known)


def may_note(known: Known) -> bool:
    """Whether to lead on to exercises for adults, and to notes of what happened."""
    return safe_to_assume(known) and known.person.adult


def has_haven(known: Known) -> bool:
    """Whether a person or a place of their own was tapped, and no minutes."""
    return known.has("haven")


def can_write(known: Known) -> bool:
    """Whether a line to them can be offered: to a person, and none beside a partner who harms."""
    return known.text("haven") == "people" and not unsafe(known)


def wants_out(known: Known) -> bool:
    """Whether the sentence in the head is one that only air answers."""
    thought = entry(known, "thought")
    return thought is not None and thought.leads == "out"


def own_fact(known: Known) -> bool:
    """Whether what was seen is in their own words: no reading from a list was made for it."""
    return words(known, "fact") is not None and entry(known, "fact") is None


def is_named(known: Known) -> bool:
    """Whether a feeling was named, broadly or finely."""
    return words(known, "family") is not None


def nothing_finer(known: Known) -> bool:
    """Whether the feeling was named in own words, in a fine word already, or not at all."""
    family = entry(known, "family")
    return family is None or not family.finer


def today(known: Known) -> str:
    """The date where the person lives: `2026-03-10`."""
    return local_date(known.now, known.person.zone).isoformat()
