"""The rules of time zones, by name."""

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

# From the tzdata package, never from the machine: every machine that runs this agrees.
_ZONES = files("tzdata") / "zoneinfo"
_NAME = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}")


class UnknownZone(ValueError):  # noqa: N818 (reads as what is wrong)
    """No time zone of that name."""


@cache
def zone(name: str) -> ZoneInfo:
    """The rules of a zone such as "Europe/Berlin". Raises UnknownZone, one line that says so."""
    if _NAME.fullmatch(name):
        try:
            with _ZONES.joinpath(*name.split("/")).open("rb") as rules:
                return ZoneInfo.from_file(rules, key=name)
        except (OSError, ValueError):
            pass  # no such file, a folder such as "Europe", or a file that holds no rules
    raise UnknownZone(f"unknown time zone {name[:64]!r}; a name such as Europe/Berlin is needed")
