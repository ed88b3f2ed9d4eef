"""The tables of content/places, read once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from flows.places.cities import Cities
from flows.places.names import Names
from flows.places.text import fold

K = TypeVar("K")
V = TypeVar("V")


class Zone(NamedTuple):
    """A zone in a country, by its principal city; `people` counts thousands.

    `offsets`: minutes from UTC, in all seasons. `rule`: of the zones whose clocks agree with it
    from now on, the one of most people.
    """

    name: str
    country: str
    city: str
    people: int
    offsets: tuple[int, ...]
    rule: str


class Region(NamedTuple):
    """A state or province, with the code that people write after a city."""

    country: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known of places. Keys of names are folded."""

    names: Names
    cities: Cities
    zones: tuple[Zone, ...]  # most people first
    zone_row: dict[str, Zone]  # by name; for a zone of two countries the larger one's
    zone_named: dict[str, str]  # "europe berlin", "asia calcutta" -> today's name
    zones_of: dict[str, list[Zone]]  # by country, most people first
    country_names: dict[str, str]  # code -> English name
    country_named: dict[str, tuple[str, ...]]  # any name -> codes; two countries are called Congo
    country_codes3: dict[str, str]  # "DEU" -> "DE"
    capitals: frozenset[tuple[str, str]]  # (code, folded name)
    regions: dict[tuple[str, str], Region]  # by (country, code)
    region_coded: dict[str, tuple[Region, ...]]  # "WA" -> Washington, Western Australia
    region_named: dict[str, Region]
    said: dict[str, tuple[str, ...]]  # "pst", "eastern" -> zones
    said_in_capitals: frozenset[str]  # those that count in capitals only
    languages: dict[str, tuple[str, ...]]  # language code -> zones
    fillers: frozenset[str]


def read_tables(folder: Path) -> Tables:
    """Reads the folder's files. Raises OSError for a missing one, ValueError for a broken line."""
    zone_rows = list(rows(folder / "zones.tsv", 7))
    zones = tuple(map(_zone, zone_rows))
    countries = list(rows(folder / "countries.tsv", 5))
    regions = {Region(c, code, name): o for c, code, _, name, o in rows(folder / "regions.tsv", 5)}
    said = {name: zones.split() for name, zones in rows(folder / "abbreviations.tsv", 2)}
    languages = rows(folder / "languages.tsv", 2)
    return Tables(
        names=Names((folder / "names.tsv").read_bytes()),
        cities=Cities((folder / "cities.tsv").read_bytes()),
        zones=zones,
        zone_row={zone.name: zone for zone in reversed(zones)},
        zone_named={fold(old): row[0] for row in zone_rows for old in (*row[6].split(), row[0])},
        zones_of=_grouped((zone.country, zone) for zone in zones),
        country_names={code: name for code, _, name, _, _ in countries},
        country_named={
            name: tuple(dict.fromkeys(codes))
            for name, codes in _grouped(
                (fold(name), code)
                for code, _, english, _, others in countries
                for name in (english, *_parts(others))
            ).items()
        },
        country_codes3={code3: code for code, code3, *_ in countries},
        capitals=frozenset((code, fold(seat)) for code, _, _, seat, _ in countries if seat),
        regions={(region.country, region.code): region for region in regions},
        region_coded={
            code: tuple(found)
            for code, found in _grouped((region.code, region) for region in regions).items()
        },
        region_named={
            fold(name): region
            for region, others in regions.items()
            for name in (region.name, *_parts(others))
        },
        said={fold(name.lstrip("!")): tuple(zones) for name, zones in said.items()},
        said_in_capitals=frozenset(fold(name) for name in said if name.startswith("!")),
        languages={language: tuple(zones.split()) for language, zones in languages},
        fillers=frozenset(fold_all((folder / "fillers.txt").read_text("utf-8"))),
    )


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """A table's rows, filled up with empty columns at the end; comments and empty lines left out.

    Raises OSError for a missing file, ValueError for a row of more columns.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) > columns:
                raise ValueError(f"{path.name}:{number}: {len(row)} columns, {columns} are known")
            yield row + [""] * (columns - len(row))


def fold_all(text: str) -> list[str]:
    """The folded words of a text of any length, comments left out."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [fold(word) for line in lines for word in line.split()]


def _zone(row: list[str]) -> Zone:
    name, country, city, people, offsets, rule, _ = row
    return Zone(name, country, city, int(people), tuple(map(_minutes, offsets.split("/"))), rule)


def _minutes(offset: str) -> int:
    """Minutes from UTC: "+05:30" is 330."""
    hours, minutes = offset[1:].split(":")
    return (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)


def _parts(names: str) -> list[str]:
    return names.split(" | ") if names else []


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
