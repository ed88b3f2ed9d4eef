"""Where on earth someone is, from what they type: time zones and countries."""

from datetime import UTC, datetime
from pathlib import Path

from flows.places.matches import CountryMatch, Match, of_option, of_zone
from flows.places.options import country_options, options
from flows.places.reading import read
from flows.places.shared_clocks import (
    OFFERED,
    at_offset,
    named,
    offset_at,
    one_per_rule,
    ranked,
    spoken_at,
)
from flows.places.tables import Tables, read_tables
from flows.places.text import fold

MOST = 5  # matches in one answer
_QUARTER = 15  # minutes: every clock in use is a multiple of them from UTC
_DAY = 24 * 60

WORD = 4  # letters of a name that may stand among fillers: "can you" is not Canada


class Gazetteer:
    """Answers questions about places. Immutable after loading; knows no clock and no person."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def find_zone(
        self, text: str, country: str | None = None, *, now: datetime | None = None
    ) -> tuple[Match, ...]:
        """The zones that a place, zone name, abbreviation or offset means: 5 at most, best first.

        `country` (ISO alpha-2): where the person is known to be; its places come first. `now`,
        aware: picks places for an offset ("UTC+5:30") by their clocks at that moment, else by any
        season's. Empty for text that names no place. Total: any string is fine.
        """
        said = at_offset(self._tables, text, country, now) or named(self._tables, text, country)
        if said:
            return tuple(said[:MOST])
        found = options(self._tables, read(self._tables, text), country)
        return tuple(of_option(self._tables, option) for option in found[:MOST])

    def find_country(self, text: str) -> tuple[CountryMatch, ...]:
        """The countries that a name, code, flag or city means: 5 at most, best first. Total."""
        found = country_options(self._tables, read(self._tables, text))
        names = self._tables.country_names
        return tuple(CountryMatch(code, names[code], sure) for code, sure in found[:MOST])

    def country_typed(self, text: str) -> str | None:
        """The country that was typed and nothing else but fillers: "in Spain". Total.

        For where a sentence may be typed as well: it must not be taken for a place.
        """
        reading = read(self._tables, text)
        if len(reading.hits) != 1 or reading.rest or reading.hits[0].mistyped:
            return None
        hit = reading.hits[0]
        whole = fold(text) in {hit.key, ""} or len(hit.key) >= WORD
        return hit.countries[0] if whole and len(hit.countries) == 1 else None

    def zones_at(
        self,
        local_hh_mm: str,
        now: datetime,
        country: str | None = None,
        language: str | None = None,
    ) -> tuple[Match, ...]:
        """The zones whose clocks show about this time now, for "it is 21:40 here": at most 5.

        Within 7 minutes, as clocks differ by quarters of an hour. One for each rule that clocks
        follow, those of the country and the language first, then by people; where that makes less
        than 3, further countries of the same rules. Empty when no clock on earth shows that time.
        `local_hh_mm` is "HH:MM", ValueError otherwise. The first call reads the rules of some 60
        zones (10 ms).
        """
        hour, minute = map(int, local_hh_mm.split(":"))
        shown = now.astimezone(UTC)
        ahead = (hour - shown.hour) * 60 + minute - shown.minute
        wanted = round(ahead / _QUARTER) * _QUARTER
        rules = {zone.rule for zone in self._tables.zones}
        agreeing = {rule for rule in rules if (offset_at(rule, now) - wanted) % _DAY == 0}
        zones = [zone for zone in self._tables.zones if zone.rule in agreeing]
        return tuple(ranked(self._tables, zones, country, language)[:MOST])

    def likely_zones(
        self, language_code: str | None, country: str | None = None
    ) -> tuple[Match, ...]:
        """Three zones to offer when only Telegram's language code is known ("de", "pt-br").

        With a country, its zones come first. None, and languages not listed, give the world's.
        """
        tables = self._tables
        own = [zone.name for zone in one_per_rule(tables.zones_of.get(country or "", ()))]
        spoken = spoken_at(tables, language_code)
        names = list(dict.fromkeys((*own, *spoken, *tables.languages["*"])))
        return tuple(of_zone(tables, tables.zone_row[name]) for name in names[:OFFERED])

    def country_name(self, code: str) -> str | None:
        """The English name of a country by its ISO alpha-2 code; None for other texts."""
        return self._tables.country_names.get(code)

    def zone_label(self, zone_name: str) -> str:
        """How a kept zone is shown: "Berlin, Germany", "UTC+2 all year"; else the name itself."""
        row = self._tables.zone_row.get(zone_name)
        if row:
            return of_zone(self._tables, row).label
        found = self.find_zone(zone_name)
        return found[0].label if found and found[0].sure else zone_name


def load(folder: Path) -> Gazetteer:
    """Reads content/places: about 15 ms and 2 MB.

    Raises OSError for a missing file, ValueError for a broken line.
    """
    return Gazetteer(read_tables(folder))
