"""What the names in a text can mean, weighed by how many people would mean it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.places.cities import City
from flows.places.hits import Hit, Reading
from flows.places.tables import Region, Tables, Zone
from flows.places.text import fold

_OTHER_NAME = 0.25  # a city by a name that is not its first, against one that is
_CAPITAL = 4
_AT_HOME = 30  # in the country where the person is known to be
_WHOLE = 0.995  # a share of an area's people that leaves nobody to ask about
_CLEAR = 5  # times likelier than the next: no question needed
_FAINT = 0.02  # of the likeliest: not worth a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A place with its zone, weighed in thousands of people. `sure`: it leaves no question open;
    `is_area`: it stands for a country or region; `namesake`: other cities have its name.
    """

    zone: str
    city: str
    country: str
    region: str
    weight: float
    sure: bool
    is_area: bool = False
    namesake: bool = False


def options(tables: Tables, reading: Reading, home: str | None) -> list[Option]:
    """The meanings of a text, likeliest first; only the first can be sure."""
    found = _narrowed(tables, reading)
    if not found:
        found = [option for hit in reading.hits for option in _of_area(tables, hit)]
    found = [replace(o, weight=o.weight * _AT_HOME) if o.country == home else o for o in found]
    found.sort(key=lambda option: -option.weight)
    ranked = list({(o.city, o.country, o.region): o for o in reversed(found)}.values())[::-1]
    if not ranked:
        return []
    first, *others = ranked
    rivals = [o for o in others if o.zone != first.zone and o.weight * _CLEAR > first.weight]
    others = [o for o in others if o.is_area or o.weight >= first.weight * _FAINT]
    return [
        replace(first, sure=first.sure and not rivals),
        *(replace(o, sure=False) for o in others),
    ]


def country_options(tables: Tables, reading: Reading) -> list[tuple[str, bool]]:
    """The countries that a text means, likeliest first, and whether that leaves no question open.

    Those named come before those with a place of that name: "Georgia" is asked about.
    """
    named = dict.fromkeys(code for hit in reading.hits for code in hit.countries)
    codes_only = bool(named) and all(len(hit.key) == 2 for hit in reading.hits)
    weights: dict[str, float] = {}
    for option in () if codes_only else options(tables, reading, None):  # "DE" is not Delaware
        weights[option.country] = max(option.weight, weights.get(option.country, 0))
    ranked = list(named | dict.fromkeys(weights))
    clear = len(ranked) == 1
    if len(ranked) > 1 and not named:
        clear = weights[ranked[0]] > _CLEAR * weights[ranked[1]]
    as_typed = not any(hit.mistyped for hit in reading.hits)
    sure = clear and as_typed and (bool(named) or not reading.rest)
    return [(code, sure and at == 0) for at, code in enumerate(ranked)]


def _narrowed(tables: Tables, reading: Reading) -> list[Option]:
    """What agrees with every country and region in the text: "Portland, Oregon", not Maine."""
    found: list[Option] = []
    clash = False
    for hit in reading.hits:
        areas = [other for other in reading.hits if other is not hit and other.is_area]
        own = [*_cities(tables, hit), *_of_area(tables, hit)]
        kept = [option for option in own if all(_lies_in(option, area) for area in areas)]
        if kept and areas:
            return kept
        clash |= bool(areas and hit.cities and not hit.mistyped)
        whole = not reading.rest  # "Bremen", not "nice to meet you" or "my turkey sandwich"
        found += [replace(option, sure=option.sure and whole) for option in kept]
    return [replace(option, sure=False) for option in found] if clash else found


def _lies_in(option: Option, area: Hit) -> bool:
    regions = {(region.country, region.code) for region in area.regions}
    return option.country in area.countries or (option.country, option.region) in regions


def _cities(tables: Tables, hit: Hit) -> Iterator[Option]:
    """The cities that a name means. "Mexico" asks about the country, not about its capital."""
    asked = {country for country in hit.countries if len(tables.zones_of.get(country, ())) > 1}
    for row in hit.cities:
        city = tables.cities[row]
        name = fold(city.name)
        if city.country in asked and name != hit.key:
            continue
        yield Option(
            zone=city.zone,
            city=city.name,
            country=city.country,
            region=city.region,
            weight=(city.people + 1)
            * (_CAPITAL if (city.country, name) in tables.capitals else 1)
            * (1 if name == hit.key else _OTHER_NAME),
            sure=not hit.mistyped,
            namesake=_has_namesake(tables, row, name),
        )


def _has_namesake(tables: Tables, row: int, name: str) -> bool:
    """Whether another city has the first name of this one."""
    others = (other for other in tables.names.exact(name) if other != row)
    return any(fold(tables.cities[other].name) == name for other in others)


def _of_area(tables: Tables, hit: Hit) -> Iterator[Option]:
    """The zones of the countries and of the regions that a name means."""
    for country in hit.countries:
        yield from _of_country(tables.zones_of.get(country, ()), sure=not hit.mistyped)
    for region in hit.regions:
        yield from _of_region(tables, region)


def _of_country(zones: Iterable[Zone], *, sure: bool) -> Iterator[Option]:
    """One for each rule that clocks follow there, by the zone of most people."""
    standing: dict[str, Zone] = {}
    people: dict[str, int] = {}
    for zone in zones:
        standing.setdefault(zone.rule, zone)
        people[zone.rule] = people.get(zone.rule, 0) + zone.people + 1
    everyone = sum(people.values())
    for rule, zone in standing.items():
        yield Option(
            zone=zone.name,
            city=zone.city,
            country=zone.country,
            region="",
            weight=people[rule],
            sure=sure and people[rule] >= _WHOLE * everyone,
            is_area=True,
        )


def _of_region(tables: Tables, region: Region) -> Iterator[Option]:
    """One for each zone of a state or province, by its largest city."""
    cities = tables.cities.of_region(region.country, region.code)
    people: dict[str, int] = {}
    largest: dict[str, City] = {}
    for city in sorted(cities, key=lambda city: -city.people):
        people[city.zone] = people.get(city.zone, 0) + city.people + 1
        largest.setdefault(city.zone, city)
    everyone = sum(people.values())
    for zone, city in largest.items():
        yield Option(
            zone=zone,
            city=city.name,
            country=city.country,
            region=city.region,
            weight=people[zone],
            sure=people[zone] >= _WHOLE * everyone,
            is_area=True,
        )
