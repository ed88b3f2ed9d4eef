"""Zones by what their clocks show, by what people call their time, by language."""

from collections.abc import Iterable
from datetime import datetime

from flows.places.clocks import zone as rules_of
from flows.places.matches import Match, of_utc, of_zone
from flows.places.offsets import fixed_zone, offset_label, read_offset
from flows.places.tables import Tables, Zone
from flows.places.text import fold

OFFERED = 3  # as many choices as are always offered where there are so many
_LARGE = 100  # thousands of people: a place that many may mean


def one_per_rule(zones: Iterable[Zone]) -> list[Zone]:
    """The first zone of each rule that clocks follow."""
    standing: dict[str, Zone] = {}
    for zone in zones:
        standing.setdefault(zone.rule, zone)
    return list(standing.values())


def offset_at(zone_name: str, now: datetime) -> int:
    """A zone's distance from UTC at a moment, in minutes."""
    offset = now.astimezone(rules_of(zone_name)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else 0


def spoken_at(tables: Tables, language_code: str | None) -> tuple[str, ...]:
    """The likely zones of a language code such as "de" or "pt-br", likeliest first."""
    code = (language_code or "*").replace("_", "-").lower()
    language, _, country = code.rpartition("-")
    own = [zone.name for zone in tables.zones_of.get(country.upper(), [])[:1]] if language else []
    return tables.languages.get(code) or (*own, *tables.languages.get(code.split("-")[0], ()))


def ranked(
    tables: Tables, zones: list[Zone], country: str | None, language: str | None
) -> list[Match]:
    """One zone of each rule: those at home, where the language is spoken, then of most people.

    Further countries of the same rules, then places of few people, fill up to OFFERED.
    """
    likely = spoken_at(tables, language) if language else ()
    order = {name: place for place, name in enumerate(likely)}
    zones = sorted(
        zones, key=lambda z: (z.country != country, order.get(z.name, len(order)), -z.people)
    )
    rules = one_per_rule(zones)
    best = [z for z in rules if z.people >= _LARGE or z.country == country or z.name in order]
    seen = {zone.country for zone in best}
    further: dict[str, Zone] = {}
    for zone in zones:
        if zone.country not in seen and zone.people >= _LARGE:
            further.setdefault(zone.country, zone)
    small = [zone for zone in rules if zone not in best]
    fill = [*further.values(), *small][: max(0, OFFERED - len(best))]
    return [of_zone(tables, zone) for zone in (*best, *fill)]


def at_offset(tables: Tables, text: str, country: str | None, now: datetime | None) -> list[Match]:
    """The zone that keeps a typed offset all year, and places that have it: now, or in any season.

    Empty for other texts.
    """
    minutes = read_offset(text)
    if minutes is None:
        return []
    name = fixed_zone(minutes)
    shown = f"{offset_label(minutes)} all year" if minutes else "UTC"
    if not minutes or text.strip().casefold() == str(name).casefold():
        return [Match(name or "Etc/UTC", shown, None, sure=True)]
    zones = [zone for zone in tables.zones if minutes in zone.offsets]
    if now is not None:
        zones = [zone for zone in zones if offset_at(zone.rule, now) == minutes]
    places = ranked(tables, zones, country, None)
    fixed = [Match(name, shown, None, sure=False)] if name else []
    home = [match for match in places if match.country == country]
    return [*home, *fixed, *(match for match in places if match not in home)]


def named(tables: Tables, text: str, country: str | None) -> list[Match]:
    """The zones of a zone name ("Europe/Berlin") or of what people call their time ("CET")."""
    words = fold(text).split()
    bare = [word for word in words if word not in tables.fillers]
    for key in (" ".join(words), " ".join(bare)):
        if name := tables.zone_named.get(key):
            return [of_zone(tables, tables.zone_row[name], sure=True)]
        names = tables.said.get(key)
        if names and (key not in tables.said_in_capitals or key.upper() in text):
            return _said(tables, names, country)
    return []


def _said(tables: Tables, names: tuple[str, ...], country: str | None) -> list[Match]:
    """These zones, those at home first; sure if there is but one, there or at all."""
    rows = [tables.zone_row.get(name) for name in names]  # none for UTC, which is no place
    home = sum(row is not None and row.country == country for row in rows)
    sure = len(rows) == 1 or home == 1
    rows.sort(key=lambda row: row is None or row.country != country if home else False)
    return [
        of_zone(tables, row, sure=sure and at == 0) if row else of_utc(sure=sure and at == 0)
        for at, row in enumerate(rows)
    ]
