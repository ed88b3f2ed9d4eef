"""Where the ways through a pause lead: what its steps share."""

from __future__ import annotations

from functools import partial

from flows.again import came_back
from flows.engine import flow as engine
from flows.engine.flow import Go, Target, When
from flows.guards import is_, lacks
from flows.pausing.guards import may_ask, may_note, safe_to_assume
from flows.pausing.heat import Heat
from flows.pausing.tells import many, told

FEW = 50  # characters of own words, where they become part of a sentence to send
Step = partial(engine.Step, bar=("back", "cancel"), tells=told)


def safe(go: str, otherwise: Target) -> When:
    """A way that is closed beside a partner who harms."""
    return When(safe_to_assume, go, otherwise)


TIMEOUT = Go("timeout")
NEXT = safe("next", otherwise="next_alone")
HOT = Heat(0, 10, save="after", then=NEXT)  # each lane begins with it, for those who have enough
LOOK = safe("head", otherwise="feel")
REST = When(may_note, When(is_("pull", "upset"), "rest_steady", "rest_noted"), "rest")
CLOSE = When(came_back, Go("again"), When(may_ask, "log", When(many, "company", REST)))
building = is_("choice", "words")
BUILD = When(  # what the sentence to say still needs
    lacks("family"), "feel", When(lacks("fact"), "fact", When(lacks("need"), "need", "sentence"))
)
