"""What a person can set: read from taps and typed words, kept, and told again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows import daily
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.localtime import clock, read_time
from flows.places.typed_time import duration
from flows.zones import has_zone, keep_zone, places

ON, OFF = "on", "off"
TIDY = (1, 12, 24, 47)  # hours; Telegram lets a bot delete what is younger than 48
RETAIN = (90, 365)  # days
SHORTEST, LONGEST = 30, 3650  # days: with less there would be nothing to look back on
QUIET = ("22:00-07:00", "23:00-08:00", "21:00-06:00")
HOURS = ("20:00", "21:00", "22:00")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_AGE = re.compile(r"(?:for |after )?([0-9]{1,4}|an?|one|half a)? ?(day|week|month|year)s?")
_RANGE = re.compile(r"(?:from |between )?(.+?) ?(?:-|–|—| to | until | till | and ) ?(.+)")


def told(known: Known) -> Mapping[str, JSON]:
    """All that is set, as the overview shows it; empty where nothing is."""
    person, zone = known.person, known.person.zone
    there = known.library.get("languages", ("en",))
    spoken = [code for code in (person.language, person.language.split("-")[0]) if code in there]
    quiet, tidy = person.kept.get("quiet"), person.kept.get("tidy")
    retain = person.kept.get("retain")
    return {
        "kept_language": spoken[0] if spoken else "en",
        "kept_country": country_name(str(person.country or ""), known),
        "kept_zone": place_name(zone, known) if has_zone(known) else "",
        "kept_clock": clock(known.now, zone),
        "kept_hour": daily.hour(person) or "",
        "kept_quiet": "–".join(map(str, quiet)) if isinstance(quiet, list | tuple) else "",
        "kept_tidy": tidy if isinstance(tidy, int) else 0,
        "kept_retain": retain if isinstance(retain, int) else 0,
        "kept_others": OFF if unsafe(known) else ON,
    }


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the one thing that was just changed, and what depends on it."""
    change = known.text("change")
    match change:
        case "zone":
            return keep_zone(known)
        case "hour" if known.text("at") == OFF:
            return daily.stop(known)
        case "hour" if known.has("at"):
            return (*keep_zone(known), *daily.begin(known))
        case "others" if known.has("others"):
            return (Remember("unsafe", True if known.text("others") == OFF else None),)
        case "language" | "country" | "quiet" | "tidy" | "retain" if known.has(change):
            value = known.answers[change]
            return (Remember(change, None if value == OFF else value),)
        case _:
            return ()


# — what can be tapped ----------------------------------------------------------------------------


def languages(known: Known) -> list[Option]:
    """The languages there are words in."""
    return [Option(code) for code in known.library.get("languages", ("en",))]


def countries(known: Known) -> list[Option]:
    """Likely countries: of the zone, of the language of the person's app."""
    language = str(known.person.kept.get("app_language") or known.person.language)
    near = places(known).find_zone(known.person.zone)[:1] if has_zone(known) else ()
    codes = [match.country for match in (*near, *places(known).likely_zones(language))]
    found = [Option(code, country_name(code, known)) for code in dict.fromkeys(codes) if code]
    return [*found[:3], Option(OFF)]


def candidates(known: Known) -> list[Option]:
    """What a typed country may mean."""
    several = known.answers.get("several")
    pairs = several if isinstance(several, list) else []
    return [Option(str(code), str(name)) for code, name in pairs]


def hours(known: Known) -> list[Option]:  # noqa: ARG001 - the same for everybody
    """Hours for the daily note."""
    return [*(Option(at, at) for at in HOURS), Option(OFF)]


def quiet_hours(known: Known) -> list[Option]:  # noqa: ARG001
    """Nights."""
    return [*(Option(key, key.replace("-", "–")) for key in QUIET), Option(OFF)]


def tidy_hours(known: Known) -> list[Option]:  # noqa: ARG001
    """After how many hours messages are deleted."""
    return [*(Option(str(hour)) for hour in TIDY), Option(OFF)]


def retain_days(known: Known) -> list[Option]:  # noqa: ARG001
    """After how many days records are deleted."""
    return [*(Option(str(days)) for days in RETAIN), Option(OFF)]


# — what can be typed -----------------------------------------------------------------------------


def read_country(text: str, known: Known) -> Answers | None:
    """A country that leaves no question open, `several`, or None.

    Only a country's own name, code or flag is taken at once: "Atlantis" is a town in South Africa.
    """
    if text == OFF:
        return None
    if places(known).country_name(text):
        return {"country": text}
    found = places(known).find_country(text)
    if found and found[0].sure and places(known).country_typed(text):
        return {"country": found[0].country}
    several = [[match.country, match.name] for match in found]
    return {"country": None, "several": several} if several else None


def read_hour(text: str, known: Known) -> Answers | None:  # noqa: ARG001 - no person reads another
    """A time of day."""
    at = read_time(text)
    return {"at": at} if at else None


def read_quiet(text: str, known: Known) -> Answers | None:  # noqa: ARG001
    """`22:00-07:00`, `10 pm to 7 am`, `from 22 until 7`."""
    found = _RANGE.fullmatch(" ".join(text.casefold().split()))
    both = [read_time(found[1]), read_time(found[2])] if found else []
    return {"quiet": both} if len(both) == 2 and all(both) and both[0] != both[1] else None


def read_tidy(text: str, known: Known) -> Answers | None:  # noqa: ARG001
    """Hours: `12`, `12 hours`, `a day`."""
    minutes = int(text) * 60 if re.fullmatch("[0-9]{1,2}", text) else duration(text) or 0
    hour, rest = divmod(minutes, 60)
    return {"tidy": hour} if not rest and TIDY[0] <= hour <= TIDY[-1] else None


def read_retain(text: str, known: Known) -> Answers | None:  # noqa: ARG001
    """Days: `90`, `90 days`, `3 months`, `a year`, `half a year`."""
    typed = " ".join(text.casefold().split())
    if re.fullmatch("[0-9]{1,4}", typed):
        typed += " days"
    found = _AGE.fullmatch(typed)
    if not found:
        return None
    count = found[1] or "1"
    number = int(count) if count.isdecimal() else 0.5 if count == "half a" else 1
    days = round(number * _DAYS[found[2]])
    return {"retain": days} if SHORTEST <= days <= LONGEST else None


# — names -----------------------------------------------------------------------------------------


def country_name(code: str, known: Known) -> str:
    """A country's name in English; its code if it is none."""
    return (places(known).country_name(code) if code else None) or code


def place_name(zone: str, known: Known) -> str:
    """A zone by its best-known place."""
    found = places(known).find_zone(zone)
    return found[0].label if found else zone
