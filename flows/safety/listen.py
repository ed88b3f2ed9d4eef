"""What is in a text: the first reader of everything that a person writes.

Two steps: the net finds whatever could be meant, the rules take back what is not. Pure and total:
any text has a verdict, and every verdict but "none" names its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.safety.heard import ABOUTS, KINDS, RISKS, URGENCY, About, Heard, Kind
from flows.safety.patterns import Hit, net
from flows.safety.rules import Reading, read
from flows.safety.text import words


def listen(text: str, language: str = "en") -> Heard:
    """The verdict on one text. `language` is the person's set one; all are listened for anyway."""
    del language  # people switch: what is asked of them in one language is cried out in another
    said = words(text)
    reading = read(said)
    return verdict(reading)


def verdict(reading: Reading) -> Heard:
    """The most urgent label that still stands, and how it is to be answered."""
    hits = reading.hits
    label = next((one for one in URGENCY if any(hit.entry.label == one for hit in hits)), "none")
    if label == "none":
        return Heard()
    mine = [hit for hit in hits if hit.entry.label == label]
    others = [hit for hit in hits if hit.entry.label != label and hit.entry.label in RISKS]
    names = list(dict.fromkeys(f"{hit.entry.label}.{hit.entry.id}" for hit in (*mine, *others)))
    marks = {mark for hit in hits for mark in hit.entry.marks} | reading.signs
    return Heard(
        label,
        tuple(names),
        kind=kind_of(mine) if label == "partner_violence" else "",
        about=about_of(mine) if label in {"self_harm", "child_risk"} else "",
        lethal=label in RISKS and "lethal" in marks,
        imminent=label in RISKS and "imminent" in marks,
    )


def kind_of(hits: Sequence[Hit]) -> Kind:
    """What kind of violence: of several, the one that is answered most differently."""
    found = {hit.entry.kind for hit in hits}
    return next((kind for kind in KINDS if kind in found), "")


def about_of(hits: Sequence[Hit]) -> About:
    """Whose danger: a minor who writes, somebody else, or (empty) the writer's own."""
    found = {hit.entry.about for hit in hits}
    return next((about for about in ABOUTS if about in found), "")
