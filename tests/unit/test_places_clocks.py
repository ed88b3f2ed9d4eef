"""Zones by what a clock shows, by an offset, by a language."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.localtime import clock
from flows.places import load
from flows.places.tables import Zone, read_tables

FOLDER = Path(__file__).parents[2] / "content/places"
WINTER = datetime(2026, 11, 22, 20, 40, 12, tzinfo=UTC)
SUMMER = datetime(2027, 7, 1, 20, 40, tzinfo=UTC)
PLACES = load(FOLDER)
PEOPLED = [row for row in read_tables(FOLDER).zones if row.people > 2000]


def test_an_offset_offers_places_whose_clocks_have_it_now() -> None:
    fixed, *places = PLACES.find_zone("UTC+2", now=SUMMER)
    assert (fixed.zone, fixed.label, fixed.sure) == ("Etc/GMT-2", "UTC+2 all year", False)
    assert "Europe/Berlin" in {match.zone for match in places}
    assert "Europe/Berlin" not in {match.zone for match in PLACES.find_zone("UTC+2", now=WINTER)}
    assert PLACES.find_zone("GMT-3", "AR", now=WINTER)[0].zone == "America/Argentina/Buenos_Aires"
    for match in (*PLACES.find_zone("+2", now=SUMMER), *places):
        assert clock(SUMMER, match.zone) == "22:40"


def test_it_is_that_time_here() -> None:
    def labels(shown: str, country: str | None = None, language: str | None = None) -> list[str]:
        return [match.label for match in PLACES.zones_at(shown, WINTER, country, language)]

    assert labels("21:40") == ["Berlin, Germany", "Lagos, Nigeria", "Paris, France"]
    assert labels("21:33") == labels("21:40") == labels("21:47")
    assert labels("21:40", "NG")[0] == "Lagos, Nigeria"
    assert labels("21:40", None, "fr")[0] == "Paris, France"
    assert labels("15:40", None, "en-US")[0] == "New York, United States"
    assert labels("02:25") == ["Kathmandu, Nepal"]
    assert labels("08:20") == []  # no clock on earth shows that now
    assert 3 <= len(labels("22:40")) <= 5


@settings(derandomize=True, database=None, deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(2026, 11, 1), datetime(2029, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(PEOPLED),
    st.integers(-7, 7),
)
def test_the_own_zone_or_one_of_its_rules_is_offered(now: datetime, home: Zone, off: int) -> None:
    near = clock(now + timedelta(minutes=off), home.name)
    found = PLACES.zones_at(near, now, home.country)
    assert clock(now, home.name) in {clock(now, match.zone) for match in found}
    assert found[0].country == home.country
    assert not any(match.sure for match in found)


@pytest.mark.parametrize(
    ("code", "country", "cities"),
    [
        ("de", None, ["Berlin", "Vienna", "Zürich"]),
        ("en", None, ["London", "New York", "Los Angeles"]),
        ("pt-br", None, ["São Paulo", "Manaus", "Lisbon"]),
        ("pt_BR", None, ["São Paulo", "Manaus", "Lisbon"]),
        ("es-CO", None, ["Bogotá", "Madrid", "Mexico City"]),
        ("uk", None, ["Kyiv", "Warsaw", "Berlin"]),
        ("en", "DE", ["Berlin", "London", "New York"]),
        (None, None, ["London", "New York", "Kolkata"]),
        ("tlh-Qaak", "ZZ", ["London", "New York", "Kolkata"]),
    ],
)
def test_likely_zones(code: str | None, country: str | None, cities: list[str]) -> None:
    found = PLACES.likely_zones(code, country)
    assert [match.label.split(",")[0] for match in found] == cities
