"""What the answer needs to know beside the label: whose danger, of what kind, how near."""

from __future__ import annotations

from collections.abc import Sequence

from flows.safety.heard import KINDS, About, Kind, Label
from flows.safety.patterns import Hit
from flows.safety.rules import Reading


def kind(mine: Sequence[Hit], reading: Reading) -> Kind:
    """Of partner violence: who does what. The writer's own acts are answered as such."""
    found = {hit.entry.kind for hit in mine}
    if "perpetrator" in found and "victim" in found and "me" in reading.words:
        found.discard("perpetrator")
    if "third_person" in found and len(found) > 1 and not {"me", "my"} & set(reading.words):
        return "third_person"
    return next((one for one in KINDS if one in found), "victim")


def about(label: Label, mine: Sequence[Hit], reading: Reading) -> About:
    """Whose danger it is, for self-harm and child risk."""
    if label not in {"self_harm", "child_risk"}:
        return ""
    if "minor" in reading.signs or any(hit.entry.about == "minor" for hit in mine):
        return "minor"
    if label == "child_risk":
        return "other"
    others = [hit for hit in mine if hit.entry.about == "other"]
    if others and len(others) == len(mine):
        return "other"
    return "other" if others and "self" not in reading.signs else "self"


def lethal(mine: Sequence[Hit], reading: Reading) -> bool:
    """A sign that goes with killings."""
    said = {"lethal", "lethal-elsewhere"} & reading.signs
    return bool(said) or any("lethal" in hit.entry.marks for hit in mine)


def imminent(mine: Sequence[Hit], reading: Reading) -> bool:
    """It is happening now, or about to."""
    return "imminent" in reading.signs or any("imminent" in hit.entry.marks for hit in mine)
