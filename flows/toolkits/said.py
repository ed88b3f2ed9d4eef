"""A line a day: a feeling from short lists, in a sentence that can be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, by_label, same
from flows.lists import BUTTONS, NOTHING, OTHER, Entry
from flows.pausing import offers

FEW = 40  # characters of own words: they stand in a sentence that is handed on
FIRST = ("calm", "sad", "glad", "alone", "grateful", "overwhelmed", "close", "afraid")
"""The words that are offered first, light and heavy in turn: two screens, so that it is three taps
at most from any of them to Copy."""


def every(known: Known) -> Sequence[Option]:
    """All broad words."""
    return [*lists.options(lists.of(known, "glad").values()), *offers.families(known)]


def first(known: Known) -> Sequence[Option]:
    """A few words first."""
    named = {option.key: option for option in every(known)}
    return [named[key] for key in FIRST if key in named]


def others(known: Known) -> Sequence[Option]:
    """All the others, and that there is none."""
    return [*(option for option in every(known) if option.key not in FIRST), Option(OTHER)]


def read(text: str, known: Known) -> Answers | None:
    """A broad word, or a few words of one's own; what was said finer before is gone."""
    key = by_label(text, {o.key: o.label for o in every(known) if o.label}, whole=True)
    if key is None and same(text) in NOTHING:
        key = OTHER
    if key is None and (
        len(text) > FEW or same(text) in BUTTONS or not any(map(str.isalpha, text))
    ):
        return None
    return {"family": key or text, "feeling": None}


def entry(known: Known, answer: str | None) -> Entry | None:
    """The entry of a feeling; None for own words."""
    return lists.of(known, "glad").get(answer or "") or lists.of(known, "feelings").get(
        answer or ""
    )


def has_finer(known: Known) -> bool:
    """Whether there are finer words for what was named."""
    found = entry(known, lists.chosen(known, "family"))
    return found is not None and bool(found.finer)


def finer(known: Known) -> Sequence[Option]:
    """The finer words."""
    found = entry(known, lists.chosen(known, "family"))
    return lists.options(found.finer if found else ())


def felt(known: Known) -> str:
    """The word as it stands in a sentence: the finer one if it was chosen under this feeling."""
    family, feeling = lists.chosen(known, "family"), lists.chosen(known, "feeling")
    broad, fine = entry(known, family), entry(known, feeling)
    if fine is not None and broad is not None and fine in broad.finer:
        return fine.inside
    if feeling and fine is None:
        return feeling
    return broad.inside if broad else family or ""


def worded(known: Known) -> bool:  # noqa: ARG001 - to have no word is a sentence, too
    """Whether there is a sentence to hand on: always."""
    return True


def told(known: Known) -> Mapping[str, JSON]:
    """The word of today."""
    return {"felt": felt(known)}
