"""Typed distances from UTC: "UTC+2", "GMT-3", "+05:30", "Etc/GMT-2"."""

import re
import unicodedata

_OFFSET = re.compile(
    r"(?:^|\W)(?P<base>etc/gmt|utc|gmt)? ?(?P<sign>[+-]) ?(?P<hours>\d{1,2})"
    r"(?:(?P<parted>[:.h])?(?P<rest>\d{1,2}))?(?: ?h)?(?!\w|[:.]\d)"
)
_DASHES = str.maketrans(dict.fromkeys("−–—‒﹣－", "-"))
_TENTHS = {"5": 30, "50": 30, "75": 45, "25": 15}  # "+5.5"
EARLIEST, LATEST = -12 * 60, 14 * 60  # the world's clocks, in minutes from UTC


def read_offset(text: str) -> int | None:
    """The minutes from UTC that a text names; None if it names none or one that no clock shows.

    Without "UTC" or "GMT" the text has to be nothing but the number: "+2", "-03:30".
    """
    typed = unicodedata.normalize("NFKC", text[:80].translate(_DASHES)).casefold()
    typed = " ".join(typed.split())
    found = _OFFSET.search(typed)
    if not found or (not found["base"] and found[0] != typed):
        return None
    rest = found["rest"] or "00"
    if found["parted"] == "." and rest in _TENTHS:
        minutes = _TENTHS[rest]
    elif len(rest) == 2 and int(rest) < 60:
        minutes = int(rest)
    else:
        return None
    minutes += int(found["hours"]) * 60
    if (found["sign"] == "-") != (found["base"] == "etc/gmt"):  # names of zones count westwards
        minutes = -minutes
    return minutes if EARLIEST <= minutes <= LATEST else None


def fixed_zone(minutes: int) -> str | None:
    """The zone that keeps whole hours from UTC all year: 120 -> "Etc/GMT-2"; None for others."""
    if minutes % 60:
        return None
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "Etc/UTC"


def offset_label(minutes: int) -> str:
    """120 -> "UTC+2", -210 -> "UTC−3:30", 0 -> "UTC"."""
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
