"""What the words of a pause may name beside its answers, its picture of a breath, its moments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from flows.engine.effects import Picture
from flows.engine.known import JSON, Known
from flows.pausing import heat, prepared
from flows.pausing.answers import beside, clipped, entry, inside, room, shown
from flows.pausing.guards import own_fact

PATTERNS = ("long_exhale", "box", "sigh")
LATELY, MANY = timedelta(hours=6), 3  # so many pauses: then a person may help more than a screen
SPLIT, ROOMY = 87, 59  # characters for what was seen and thought, without and with a line more
UNDER, TOOL = 55, 90  # characters of own words, at the steps that read them back
LINE = 160


def told(known: Known) -> Mapping[str, JSON]:
    """All of it, at every step: empty where nothing was answered."""
    need, fact = entry(known, "need"), entry(known, "fact")
    seen, thought = beside(shown(known, "fact", LINE), shown(known, "thought", LINE), SPLIT)
    return {
        "pattern": pattern(known),
        "named": shown(known, "feeling") or shown(known, "family"),
        "felt": inside(known, "feeling") or inside(known, "family"),
        "seen": seen,
        "caught": fact.says if fact else "",
        "happened": fact.says[:1].upper() + fact.says[1:] if fact else "",
        "dots": own_fact(known),
        "thought_words": thought,
        "roomy": room(seen) + room(thought) <= ROOMY,
        "wants": inside(known, "need"),
        "fears": inside(known, "fear"),
        "asks": need.asks if need else "",
        "tool_words": shown(known, "tool", TOOL),
        "haven": known.text("haven"),
        "guarded": clipped(known.text("under"), UNDER),
        "turned": heat.turned(known),
        "hot": heat.hot(known),
        "chose": known.text("choice"),
        "new_script": prepared.script(known),
    }


def pattern(known: Known) -> str:
    """The breath chosen now, else the one used last."""
    wanted = known.text("pattern") or str(known.person.kept.get("breath"))
    return wanted if wanted in PATTERNS else PATTERNS[0]


def breath(known: Known) -> Picture:
    """A breath to follow."""
    return Picture("breath", {"pattern": pattern(known)})


def many(known: Known) -> bool:
    """Whether there were several pauses in the last hours."""
    return sum(known.now - record.at < LATELY for record in known.records("pause")) >= MANY


def in_minutes(name: str) -> Callable[[Known], datetime]:
    """So many minutes from now as was answered."""

    def due(known: Known) -> datetime:
        return known.now + timedelta(minutes=known.number(name, 1))

    return due


def in_seconds(seconds: int) -> Callable[[Known], datetime]:
    """So many seconds from now."""

    def due(known: Known) -> datetime:
        return known.now + timedelta(seconds=seconds)

    return due
