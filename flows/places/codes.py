"""Codes for places in a text: flags, "DE", "Portland, OR". Two letters are also everyday words."""

import re

from flows.places.hits import Hit
from flows.places.tables import Tables

OWN_NAME = 500  # a city as well known as this owns its two letters, or an everyday word: LA, SF
_REFUSALS = {"no", "so", "ok"}  # never Norway, Somalia, Oklahoma
_EVERYDAY = {
    "ah", "al", "am", "an", "as", "at", "be", "by", "do", "ha", "he", "hi", "id", "im", "in", "is",
    "it", "ma", "me", "my", "oh", "on", "or", "pa", "to", "we",
}  # fmt: skip
_UPPER = re.compile(r"[A-Z]{2,5}")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def flags(tables: Tables, text: str) -> tuple[list[Hit], str]:
    """The countries of flag emoji (two letters of an alphabet of their own), and the other text."""
    found = [
        "".join(chr(ord(sign) - ord("🇦") + ord("A")) for sign in flag)
        for flag in _FLAG.findall(text)
    ]
    hits = [Hit(code, countries=(code,)) for code in found if code in tables.country_names]
    return hits, _FLAG.sub(" ", text)


def whole_code(tables: Tables, text: str, words: list[str]) -> Hit | None:
    """A text that is only a code: "DE", "uk", "TX", "DEU". Everyday words count in capitals."""
    if len(words) != 1 or words[0] in _REFUSALS or not words[0].isascii():
        return None
    key, code = words[0], words[0].upper()
    shouted = code in text
    if len(key) == 3 and shouted and code in tables.country_codes3:
        return Hit(key, countries=(tables.country_codes3[code],))
    cities = tables.names.exact(key)
    if len(key) != 2 or (key in _EVERYDAY and not shouted) or () < cities[:1] < (OWN_NAME,):
        return None
    countries = (code,) if code in tables.country_names else tables.country_named.get(key, ())
    regions = tables.region_coded.get(code, ())
    return Hit(key, cities, countries, regions) if countries or regions else None


def trailing_codes(
    tables: Tables, text: str, left: dict[int, str], hits: list[Hit]
) -> dict[int, Hit]:
    """Codes of states and countries after a city that lies there: "Portland, OR", "lyon fr".

    `left`: the words that are no names yet, by their place. Codes in capitals need no city.
    """
    cities = [tables.cities[row] for hit in hits for row in hit.cities]
    there = {(city.country, city.region) for city in cities}
    countries = {country for country, _ in there}
    shouted = set() if text.isupper() else set(_UPPER.findall(text))
    found = {}
    for at, word in left.items():
        code = word.upper()
        coded = tables.region_coded.get(code, ())
        regions = tuple(region for region in coded if (region.country, code) in there)
        if not cities and code in shouted:
            regions = coded
        if regions and at:
            found[at] = Hit(word, regions=regions)
        elif at and code in tables.country_names and code in {*shouted, *countries}:
            found[at] = Hit(word, countries=(code,))
    return found
