"""Times of day as people type them in English. Total: any text is a time or None."""

import re
from typing import NamedTuple

from flows.places.typed_words import LONGEST, plain


class Typed(NamedTuple):
    """A time of day. `either_half`: it may as well be meant twelve hours later or earlier."""

    hour: int
    minute: int
    either_half: bool


_IDLE = re.compile(
    r"\b(?:at|around|about|by|roughly|approximately|approx|circa|ca|please|every|each|daily|day"
    r"|always|just|say|in|the|this|on|for|it'?s|it|is|now|here|time|local|o'? ?clock|oclock|clock"
    r"|uhr|hrs|hours|sharp|like|maybe)\b"
    r"|(?<=\d) ?-?ish\b|[!?~,;]|\.(?!\d)"
)
_HALF_DAY = re.compile(r"(?<![^\W\d_])([ap]) ?\.? ?m\b\.?|(?<=\d) ?([ap])(?! ?\.? ?m)\b")
_PART = re.compile(r"\b(morning|afternoon|evening|tonight|night|noon|midday|midnight)\b")
_CORES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<h>\d{1,2})(?: ?[:.h] ?(?P<m>\d{2}))?(?::[0-5]\d)?",
        r"(?P<h>\d{1,2}) ?h",
        r"(?P<h>\d{1,2}) (?P<m>[0-5]\d)",
        r"(?P<h>\d{1,2})(?P<m>\d{2})(?: ?h)?",
        r"(?P<half>half)(?: past)? (?P<h>\d{1,2})",
        r"(?:a )?(?P<by>quarter|\d+(?: ?min(?:ute)?s?)?) (?P<side>past|after|to|till) (?P<h>\d+)",
    )
)
_UNTIL = re.compile(
    r"^(?:(?:i am |i'm |i'll be )?back (?:at|by)|until|untill|till|til|'til|up to|bis) "
)


def after_until(text: str) -> str:
    """What follows "until": "until 21:40" -> "21:40"; other texts as they are."""
    return _UNTIL.sub("", " ".join(text[: LONGEST * 2].casefold().split()))


def time_of_day(text: str) -> Typed | None:
    """The time of day that a text is; None if it is anything else or says more than a time.

    "21", "21:40", "2130", "21h30", "9pm", "9.30 p.m.", "9 in the evening", "half past nine".
    """
    typed = plain(text)
    half = _HALF_DAY.search(typed)
    typed = _HALF_DAY.sub(" ", typed, count=1)
    part = _PART.search(typed)
    typed = " ".join(_IDLE.sub(" ", _PART.sub(" ", typed, count=1)).split())
    said = f"{half[1] or half[2]}m" if half else part[1] if part else ""
    if said in {"noon", "midday", "midnight"} and not typed[-1:].isdecimal():
        typed = f"{typed} 12".strip()
    core = next((found for pattern in _CORES if (found := pattern.fullmatch(typed))), None)
    if not core or (half and part and not _agree(said, part[1])):
        return None
    return _told(core.groupdict(), said)


def _agree(half: str, part: str) -> bool:
    """Whether "am" or "pm" and a part of the day can be said of the same hour."""
    return (half == "am") == (part in {"morning", "midnight"}) or part in {"night", "tonight"}


def _told(core: dict[str, str | None], said: str) -> Typed | None:
    """The time that the figures of a text give, and the word about the part of the day."""
    figures = core["h"] or ""
    hour, minute = int(figures), _minute(core)
    if hour == 24 and not minute:
        hour = 0
    placed = _placed(hour, said)
    if placed is None or minute > 59:
        return None
    if minute and core.get("side") in {"to", "till"}:
        placed, minute = (placed - 1) % 24, 60 - minute
    padded = len(figures) == 2 and hour < 10
    return Typed(placed, minute, either_half=not said and 1 <= hour <= 12 and not padded)


def _minute(core: dict[str, str | None]) -> int:
    if core.get("half"):
        return 30
    if by := core.get("by"):
        return 15 if by == "quarter" else int(re.sub(r"\D", "", by))
    return int(core.get("m") or 0)


def _placed(hour: int, said: str) -> int | None:
    """The hour of 0 to 23 that is meant by an hour and "pm", "evening", "night" …; None if none."""
    if hour > 23:
        return None
    match said:
        case "am" | "morning":
            return hour % 12 if hour <= 12 else None
        case "pm" | "afternoon":
            return None if hour == 0 else hour if hour >= 12 else hour + 12
        case "noon" | "midday":
            return 12 if hour == 12 else None
        case "midnight":
            return 0 if hour in {0, 12} else None
        case "night" | "tonight" if hour <= 5:
            return hour
        case "evening" | "night" | "tonight":
            return (hour + 12) % 24 if 1 <= hour <= 12 else hour
        case _:
            return hour
