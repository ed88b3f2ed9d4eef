"""What is in a text: the first reader of everything that a person writes.

The net finds whatever could be meant, the rules take back what is not, and a model that has learnt
from written lines lifts what neither knows to a gentle question. Pure and total: any text has a
verdict, and every verdict but "none" names its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.safety.answering import about, imminent, kind, lethal
from flows.safety.heard import RISKS, URGENCY, Heard, Label
from flows.safety.model import Opinion, model
from flows.safety.patterns import Hit
from flows.safety.rules import MASK, Reading, read
from flows.safety.text import words

# Chances at which the model is followed; chosen on lines of writers it had not learnt from.
SURE_NONE, SURELY_NONE = 0.85, 0.95  # a single pattern is asked about; is let go
OTHER = 0.15  # the chance of a pattern's label below which the model's own stands
LIKELY, PERHAPS = 0.65, 0.4  # no pattern of a danger: it is one; it is asked about
LIKELY_AFTER, PERHAPS_AFTER = 0.75, 0.5  # the same where a saying or a denial was let go
TOLD = 3  # words below which the model, without a pattern, has too little to go by ("maybe")
CALM = 0.85  # an unclear pattern is let go


def listen(text: str, language: str = "en") -> Heard:
    """The verdict on one text. `language` is the person's set one; all are listened for anyway."""
    del language  # people switch: what is asked of them in one language is cried out in another
    reading = read(words(text))
    opinion = model().judge(reading)
    label, reasons = _decided(reading, opinion)
    if label == "none":
        return Heard()
    mine = [hit for hit in reading.hits if hit.entry.label == label]
    return Heard(
        label,
        reasons,
        kind=kind(mine, reading) if label == "partner_violence" else "",
        about=about(label, mine, reading),
        lethal=label in RISKS and lethal(mine, reading),
        imminent=label in RISKS and imminent(mine, reading),
    )


def _decided(reading: Reading, opinion: Opinion) -> tuple[Label, tuple[str, ...]]:
    """The label and what spoke for it, the deciding reasons first."""
    hits = reading.hits
    label = _most_urgent(hits)
    if reading.turns and label == "ambiguous":
        return "self_harm", ("rule.denial-then-despair", *_named(hits, label))
    brief = sum(word.isalpha() for word in reading.words) < TOLD
    if not opinion.familiar or (brief and label == "none"):
        return label, _named(hits, label)
    if label in RISKS:
        count = len({hit.pattern.place for hit in hits if hit.entry.label in RISKS})
        if opinion.none > SURE_NONE and count == 1:
            calm = opinion.none > SURELY_NONE
            return ("none", ()) if calm else ("ambiguous", (*_named(hits, label), "model:calm"))
        if opinion.chances[label] < OTHER and opinion.risk > LIKELY:
            return opinion.likeliest, (*opinion.reasons, *_named(hits, label))
        return label, _named(hits, label)
    doubted = bool(reading.let_go) or MASK in reading.masked
    if opinion.risk > (LIKELY_AFTER if doubted else LIKELY):
        return opinion.likeliest, (*opinion.reasons, *_named(hits, label)) or ("model",)
    if 1 - opinion.none > (PERHAPS_AFTER if doubted else PERHAPS) or (
        label == "ambiguous" and opinion.none < CALM
    ):
        return "ambiguous", (*_named(hits, label), *opinion.reasons) or ("model",)
    return "none", ()


def _most_urgent(hits: Sequence[Hit]) -> Label:
    """Of the labels that were found, the one that cannot wait."""
    found = {hit.entry.label for hit in hits}
    return next((label for label in URGENCY if label in found), "none")


def _named(hits: Sequence[Hit], label: Label) -> tuple[str, ...]:
    """Ids of what was found, that of the verdict first."""
    ordered = sorted(hits, key=lambda hit: hit.entry.label != label)
    return tuple(dict.fromkeys(hit.entry.name for hit in ordered))
