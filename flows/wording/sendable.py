"""What can be sent from any chat, in one's own name: `@bot you never …` as versions to tap."""

from __future__ import annotations

from flows.engine.known import Person
from flows.guards import troubled
from flows.rewriting import Tuning, rewrite

MOST = 5
OWN = "inline_send"
NAMES = ("inline_gentle", "inline_plain", "inline_short")  # of the versions, in their order
OTHER = "inline_other"


def sendable(text: str, person: Person) -> tuple[tuple[str, str], ...]:
    """Up to five texts, each with the key of its button label. None of them for danger, for a
    person beside somebody who harms, and for what a private question has to come before.

    What was typed is among them unless it blames: then a slip of the finger would send that.
    """
    if not text.strip() or troubled(person):
        return ()
    found = rewrite(text)
    if found.kind == "unsafe" or found.check:
        return ()
    if found.kind not in {"complaint", "ultimatum", "stonewall"}:
        return ((OWN, text),)
    blames = found.kind != "complaint" or any(flag.blame for flag in found.flags)
    mine = () if blames else ((OWN, text),)
    versions = [(name, one.text) for name, one in zip(NAMES, found.versions, strict=False)]
    others = [(OTHER, one.text) for one in rewrite(text, Tuning(turn=1)).versions]
    seen = {one for _, one in versions}
    return (*mine, *versions, *(pair for pair in others if pair[1] not in seen))[:MOST]
