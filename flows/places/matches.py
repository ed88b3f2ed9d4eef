"""Answers about places, and how a place is written on a button."""

from dataclasses import dataclass

from flows.places.options import Option
from flows.places.tables import Tables, Zone
from flows.places.text import fold


@dataclass(frozen=True, slots=True)
class Match:
    """A zone that may be meant: its name, a label for a button, the country's ISO 3166 code.

    `sure`: it can be taken without asking; at most the first of an answer is.
    """

    zone: str
    label: str
    country: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country that may be meant: ISO 3166 alpha-2 code (XK for Kosovo) and English name.

    `sure` as in Match.
    """

    country: str
    name: str
    sure: bool


def label(tables: Tables, city: str, country: str, region: str = "") -> str:
    """What a button says: "Berlin, Germany"; with a region "Portland, Oregon"; or "Singapore"."""
    state = tables.regions.get((country, region))
    area = state.name if state else tables.country_names[country]
    return city if fold(area) == fold(city) else f"{city}, {area}"


def of_zone(tables: Tables, zone: Zone, *, sure: bool = False) -> Match:
    """A zone by its principal city."""
    return Match(zone.name, label(tables, zone.city, zone.country), zone.country, sure)


def of_option(tables: Tables, option: Option) -> Match:
    """A place; a city that shares its name goes by its state."""
    region = option.region if option.namesake else ""
    shown = label(tables, option.city, option.country, region)
    return Match(option.zone, shown, option.country, option.sure)


def of_utc(*, sure: bool) -> Match:
    """The clock that belongs to no place."""
    return Match("Etc/UTC", "UTC", None, sure)
