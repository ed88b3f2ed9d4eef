"""Times of day and lengths of time as people type them in English. Pure text in, numbers out; total."""

import re
import unicodedata
from typing import NamedTuple

_LONGEST = 80  # characters: more is not a time
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " \
    "sixteen seventeen eighteen nineteen".split()  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_NUMBERS = {word: number for number, word in enumerate(_UNITS)} | _TENS
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_TENS)})[ -]({'|'.join(_UNITS[1:10])})\b|\b({'|'.join(_NUMBERS)})\b")
_FRACTIONS = {"½": "half ", "¼": "quarter "}
_FRACTION = re.compile(r"((?<=\d) ?)?([½¼])")


class Typed(NamedTuple):
    """A time of day. `either_half`: it may as well be meant twelve hours later or earlier."""

    hour: int
    minute: int
    either_half: bool


def _plain(text: str) -> str:
    """Lower case, ordinary digits, number words as digits, single spaces."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return ""
    text = _FRACTION.sub(lambda found: ("" if found[1] is None else " + ") + _FRACTIONS[found[2]], text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _NUMBER_WORD.sub(_number, " ".join(text.split()))


def _number(found: re.Match[str]) -> str:
    if found[1]:
        return str(_TENS[found[1]] + _NUMBERS[found[2]])
    return str(_NUMBERS[found[3]])


# -- times of day ------------------------------------------------------------------------------------------

_IDLE_TIME = re.compile(
    r"\b(?:at|around|about|by|roughly|approximately|approx|circa|ca|please|every|each|daily|day|always|just|say"
    r"|in|the|this|on|for|it'?s|it|is|now|here|time|local|o'? ?clock|oclock|clock|uhr|hrs|hours|sharp|like|maybe)\b"
    r"|(?<=\d) ?-?ish\b|[!?~,;]|\.(?!\d)"
)
_HALF = re.compile(r"(?<![^\W\d_])([ap]) ?\.? ?m\b\.?|(?<=\d) ?([ap])(?! ?\.? ?m)\b")
_PART = re.compile(r"\b(morning|afternoon|evening|tonight|night|noon|midday|midnight)\b")
_CORES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<h>\d{1,2})(?: ?[:.h] ?(?P<m>\d{2}))?(?::[0-5]\d)?",
        r"(?P<h>\d{1,2}) ?h",
        r"(?P<h>\d{1,2}) (?P<m>[0-5]\d)",
        r"(?P<h>\d{1,2})(?P<m>\d{2})(?: ?h)?",
        r"(?P<half>half)(?: past)? (?P<h>\d{1,2})",
        r"(?:a )?(?P<quarter>quarter|\d{1,2}(?: ?min(?:ute)?s?)?) (?P<side>past|after|to|before|till) (?P<h>\d{1,2})",
    )
)  # fmt: skip


def time_of_day(text: str) -> Typed | None:
    """The time of day that a text is, None if it is anything else or says more than a time.

    "21", "21:40", "2130", "21h30", "9pm", "9.30 p.m.", "at 9 in the evening", "half past nine", "noon".
    """
    plain = _plain(text)
    half = _HALF.search(plain)
    plain = _HALF.sub(" ", plain, count=1)
    part = _PART.search(plain)
    plain = " ".join(_IDLE_TIME.sub(" ", _PART.sub(" ", plain, count=1)).split())
    said = f"{half[1] or half[2]}m" if half else part[1] if part else ""
    if said in {"noon", "midday", "midnight"} and not plain[-1:].isdecimal():
        plain = f"{plain} 12".strip()
    core = next((found for pattern in _CORES if (found := pattern.fullmatch(plain))), None)
    if not core or (half and part and not _agree(said, part[1])):
        return None
    hour, minute = _read(core.groupdict())
    placed = _place(hour, said)
    if placed is None or minute > 59:
        return None
    if core.groupdict().get("side") in {"to", "before", "till"}:
        placed, minute = (placed - 1) % 24 if minute else placed, -minute % 60
    padded = len(core["h"]) == 2 and hour < 10
    return Typed(placed, minute, either_half=not said and 1 <= hour <= 12 and not padded)


def _agree(half: str, part: str) -> bool:
    return (half == "am") == (part in {"morning", "midnight"}) or part in {"night", "tonight"}


def _read(core: dict[str, str | None]) -> tuple[int, int]:
    hour, minutes = int(core["h"] or 0), core.get("m")
    if core.get("half"):
        return hour, 30
    if before := core.get("quarter"):
        return hour, 15 if before == "quarter" else int(re.sub(r"\D", "", before))
    if hour == 24 and not int(minutes or 0):
        return 0, 0
    return hour, int(minutes or 0)


def _place(hour: int, said: str) -> int | None:
    """The hour of 0–23 that is meant by an hour and a word such as "pm", "evening", "night"."""
    if hour > 23 or (said in {"am", "morning"} and hour > 12) or (said == "pm" and hour == 0):
        return None
    match said:
        case "am" | "morning":
            return hour % 12
        case "pm" | "afternoon":
            return hour if hour >= 12 else hour + 12
        case "noon" | "midday":
            return 12 if hour == 12 else None
        case "midnight":
            return 0 if hour in {0, 12} else None
        case "evening" | "night" | "tonight":
            if said != "evening" and hour <= 5:
                return hour
            return hour + 12 if 1 <= hour < 12 else hour % 12 if hour == 12 else hour
        case _:
            return hour


# -- lengths of time ---------------------------------------------------------------------------------------

_IDLE_LENGTH = re.compile(
    r"\b(?:for|in|about|around|or so|please|me|give|i|we|us|need|want|take|another|more|maybe|just|like|roughly"
    r"|approximately|approx|ca|say|let's|make it|of|the|only|from now|time)\b|[!?~;]|,(?!\d)|\.(?!\d)"
)
_REWRITTEN = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=\d)'(?!\w)|\b(?:m|min|mins|minute|minutes)\b|(?<=\d)(?:m|min|mins|minutes?)\b", " m "),
        (r"\b(?:h|hr|hrs|hour|hours)\b|(?<=\d)(?:h|hrs?|hours?)(?![^\W\d_])", " h "),
        (r"\bdays?\b", " d "),
        (r"\ban? couple\b|\bcouple\b", " 2 "),
        (r"\ban?\b", " 1 "),
        (r"\b(?:and|&)\b|[&+]", " + "),
        (r" +", " "),
        (r"\b(\d+) \+ (?:1 )?half h", r"\1.5 h"),
        (r"(?:1 )?half (?:1 )?h", "30 m"),
        (r"3 quarters? (?:1 )?h", "45 m"),
        (r"\b(\d+) h \+ (?:1 )?half", r"\1.5 h"),
        (r"\b(\d+) (?:h \+ (?:1 )?quarter|\+ (?:1 )?quarter h)", r"\1.25 h"),
        (r"(?:1 )?quarter (?:1 )?h", "15 m"),
        (r"\b1 d\b", "24 h"),
    )
)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,4}(?:[.,]\d{1,2})?) h)?(?: ?\+? ?(?P<minutes>\d{1,4}(?:[.,]\d)?)(?P<unit> m)?)?"
)
_CLOCKLIKE = re.compile(r"0\d{3}")


def duration(text: str) -> int | None:
    """The whole minutes, rounded up, that a text is; None if it is anything else. Not limited upwards.

    "20", "20m", "20 min", "an hour", "1h30", "1.5 h", "half an hour", "an hour and a half". A bare number
    counts minutes, unless it is written as a clock time is ("0930").
    """
    plain = " ".join(_IDLE_LENGTH.sub(" ", _plain(text)).split())
    for pattern, by in _REWRITTEN:
        plain = pattern.sub(by, plain)
    plain = plain.strip()
    found = _LENGTH.fullmatch(plain)
    if not plain or not found:
        return None
    hours, minutes, unit = found["hours"], found["minutes"], found["unit"]
    if not hours and not unit:
        return int(minutes) if minutes.isdecimal() and not _CLOCKLIKE.fullmatch(minutes) else None
    if hours and minutes and ("." in hours or "," in hours or float(minutes.replace(",", ".")) > 59):
        return None
    total = 60 * _decimal(hours) + _decimal(minutes)
    return -int(-total // 1)


def _decimal(digits: str | None) -> float:
    return float(digits.replace(",", ".")) if digits else 0.0


_UNTIL = re.compile(r"^(?:(?:i am |i'm |i'll be )?back (?:at|by)|until|untill|till|til|'til|up to|bis) ")


def after_until(text: str) -> str:
    """What follows "until": "until 21:40" -> "21:40"; other texts as they are."""
    return _UNTIL.sub("", " ".join(text[:_LONGEST].casefold().split()))
