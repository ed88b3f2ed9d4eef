"""What was heard in a text: one label, and every reason for it by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal[
    "medical_emergency",
    "child_risk",
    "self_harm",
    "harm_to_others",
    "partner_violence",
    "ambiguous",
    "none",
]
Kind = Literal["victim", "perpetrator", "coercive", "stalking", "sexual", "third_person", ""]
About = Literal["self", "other", "minor", ""]

# The most urgent first: when several hold, this is the order of the answer.
URGENCY: tuple[Label, ...] = (
    "medical_emergency",
    "child_risk",
    "self_harm",
    "harm_to_others",
    "partner_violence",
    "ambiguous",
    "none",
)
RISKS = frozenset(URGENCY[:5])
KINDS: tuple[Kind, ...] = (
    "perpetrator", "sexual", "stalking", "victim", "coercive", "third_person", "",
)  # fmt: skip
ABOUTS: tuple[About, ...] = ("minor", "other", "self", "")


@dataclass(frozen=True, slots=True)
class Heard:
    """The verdict on one text.

    `reasons` are the ids of the patterns, rules and model features that spoke, the deciding ones
    first; empty only for `none`. `kind` is filled for partner violence, `about` for self-harm and
    child risk. `lethal`: a sign that goes with killings (strangulation, weapon, threat to kill,
    pregnancy, separation, stalking, forced sex, escalating). `imminent`: it is happening now.
    """

    label: Label = "none"
    reasons: tuple[str, ...] = ()
    kind: Kind = ""
    about: About = ""
    lethal: bool = False
    imminent: bool = False

    @property
    def risk(self) -> bool:
        """Whether the crisis reply is due."""
        return self.label in RISKS
