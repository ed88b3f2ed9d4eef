"""Lengths of time as people type them in English. Total: any text is a length or None."""

import re

from flows.places.typed_words import plain

_IDLE = re.compile(
    r"\b(?:for|in|about|around|or so|please|me|give|i|we|us|need|want|take|another|more|maybe|just"
    r"|like|roughly|approximately|approx|ca|say|let's|make it|of|the|only|from now|time)\b"
    r"|[!?~;]|,(?!\d)|\.(?!\d)"
)
_REWRITTEN = tuple(  # in this order, until only "1.5 h 20 m" is left
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=\d)'(?!\w)|\b(?:m|mins?|minutes?)\b|(?<=\d)(?:m|mins?|minutes?)\b", " m "),
        (r"\b(?:h|hrs?|hours?)\b|(?<=\d)(?:h|hrs?|hours?)(?![^\W\d_])", " h "),
        (r"\bdays?\b", " d "),
        (r"\ban? couple\b|\bcouple\b", " 2 "),
        (r"\ban?\b", " 1 "),
        (r"\band\b|[&+]", " + "),
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
    r"(?:(?P<hours>\d{1,4}(?P<part>[.,]\d{1,2})?) h)?"
    r"(?: ?\+? ?(?P<minutes>\d{1,4}(?:[.,]\d)?)(?P<unit> m)?)?"
)
_CLOCKLIKE = re.compile(r"0\d{3}")


def duration(text: str) -> int | None:
    """The whole minutes, rounded up, that a text is; None if it is anything else. No upper limit.

    "20", "20m", "20 min", "an hour", "1h30", "1.5 h", "half an hour", "an hour and a half". A bare
    number counts minutes, unless it is written as a clock time is ("0930").
    """
    typed = " ".join(_IDLE.sub(" ", plain(text)).split())
    for pattern, by in _REWRITTEN:
        typed = pattern.sub(by, typed)
    found = _LENGTH.fullmatch(typed.strip())
    if not found or not found[0]:
        return None
    hours, minutes = found["hours"], found["minutes"] or "0"
    if not hours and not found["unit"]:
        return int(minutes) if minutes.isdecimal() and not _CLOCKLIKE.fullmatch(minutes) else None
    if hours and found["minutes"] and (found["part"] or _decimal(minutes) >= 60):
        return None  # "1.5 h 20", "1h75"
    return -int(-(60 * _decimal(hours or "0") + _decimal(minutes)) // 1)


def _decimal(figures: str) -> float:
    return float(figures.replace(",", "."))
