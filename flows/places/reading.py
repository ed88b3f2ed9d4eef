"""Which names of places a typed text holds."""

from collections.abc import Iterable
from itertools import islice

from flows.places.codes import OWN_NAME, flags, trailing_codes, whole_code
from flows.places.hits import Hit, Reading
from flows.places.names import distance
from flows.places.tables import Tables
from flows.places.text import LONGEST_TEXT, fold, spans, unspaced_parts

_FAMOUS = 3000  # the cities, best known first, that a mistyped name may mean
_SHORTEST = 3  # bytes of a city's name among other words: "WA" after Perth is no town in Ghana
_MOST_HITS = 6  # an answer names a place or two
_MOST_PARTS = 100
_NEAR_COUNTRY_FROM = 6  # letters


def read(tables: Tables, text: str) -> Reading:
    """Finds the names of places in a text, the longest first. Total."""
    flagged, text = flags(tables, text[:LONGEST_TEXT])
    words = fold(text).split()
    if code := whole_code(tables, text, words):
        return Reading((*flagged, code), ())
    found, left = _names(tables, words)
    codes = trailing_codes(tables, text, left, list(found.values()))
    found |= codes
    left = {at: word for at, word in left.items() if at not in codes}
    rest = tuple(word for word in left.values() if word not in tables.fillers)
    in_order = dict.fromkeys((*flagged, *(found[at] for at in sorted(found))))
    hits = tuple(in_order)[:_MOST_HITS]
    return Reading(_second_look(tables, words, list(left.values()), Reading(hits, rest)), rest)


def _names(tables: Tables, words: list[str]) -> tuple[dict[int, Hit], dict[int, str]]:
    """The names among the words, none over another, and the other words; by where they start."""
    found: dict[int, Hit] = {}
    left = dict(enumerate(words))
    for start, end in spans(words):
        if all(at in left for at in range(start, end)):
            hit = _look_up(tables, words[start:end], alone=end - start == len(words))
            if hit:
                found[start] = hit
                for at in range(start, end):
                    del left[at]
    return found, left


def _look_up(tables: Tables, words: list[str], *, alone: bool) -> Hit | None:
    """What these words name together; a filler such as "la" names nothing among other words."""
    single = len(words) == 1 and not alone
    if single and (words[0] in tables.fillers or len(words[0]) < 2):
        return None
    key = " ".join(words)
    region = tables.region_named.get(key)
    cities = () if single and len(key.encode()) < _SHORTEST else tables.names.exact(key)
    if tables.fillers.issuperset(words) and cities[:1] >= (OWN_NAME,):
        cities = ()  # "of" and "most" are towns too
    hit = Hit(key, cities, tables.country_named.get(key, ()), (region,) if region else ())
    return hit if hit.cities or hit.is_area else None


def _second_look(
    tables: Tables, words: list[str], left: list[str], reading: Reading
) -> tuple[Hit, ...]:
    """The hits, and what the other words may mean as mistyped names."""
    hits, rest = reading.hits, reading.rest
    if not rest:
        return hits
    if not any(hit.cities for hit in hits):
        long = max(rest, key=len)
        before = left[: left.index(long)][-1:]  # the filler "los" of "los angelse"
        tries = (" ".join((*before, long)), " ".join(rest), long)
        further = _within(tables, rest) or _near(tables, dict.fromkeys(tries))
        return (*hits, further) if further else hits
    if not any(hit.is_area for hit in hits):  # there is a Petersburg in "Saint Petersburgh"
        whole = " ".join(word for word in words if word not in tables.fillers)
        if near := tables.names.near(whole, _FAMOUS):
            return (Hit(whole, near, mistyped=True),)
    return hits


def _within(tables: Tables, rest: tuple[str, ...]) -> Hit | None:
    """A name inside a word of a script that is written without spaces."""
    for part in islice(unspaced_parts(rest), _MOST_PARTS):
        hit = Hit(part, tables.names.exact(part), tables.country_named.get(part, ()))
        if hit.cities or hit.countries:
            return hit
    return None


def _near(tables: Tables, tries: Iterable[str]) -> Hit | None:
    """The city or country whose name is a slip or two away from one of these."""
    for key in tries:
        hit = Hit(key, tables.names.near(key, _FAMOUS), _near_country(tables, key), mistyped=True)
        if hit.cities or hit.countries:
            return hit
    return None


def _near_country(tables: Tables, key: str) -> tuple[str, ...]:
    """The country whose name is one slip away, from 6 letters on."""
    if len(key) >= _NEAR_COUNTRY_FROM:
        lengths = range(len(key) - 1, len(key) + 2)
        for name, codes in tables.country_named.items():
            if name[0] == key[0] and len(name) in lengths and distance(key, name, 1) <= 1:
                return codes
    return ()
