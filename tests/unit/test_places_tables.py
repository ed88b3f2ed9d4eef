"""Any text has a quick answer, and the tables agree with the zone data."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.localtime import clock, zone
from flows.places import Gazetteer, load
from flows.places.names import distance
from flows.places.tables import read_tables
from flows.places.text import fold

FOLDER = Path(__file__).parents[2] / "content/places"
PLACES = load(FOLDER)
TABLES = read_tables(FOLDER)
ZONE_TAB = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
CANONICAL = {line.split("\t")[2]: line.split("\t")[0] for line in ZONE_TAB if line[0] != "#"}

# — any text --------------------------------------------------------------------------------------

HOSTILE = ["a" * 4096, "santiago " * 455, "san " * 1024, "北京市" * 1365, "😀" * 4096, "ﷺ" * 4096]
HOSTILE += ["🇩🇪" * 2048, "\0" * 4096, "UTC+" * 1024, "москва " * 585, "A1" * 2048, "'" * 4096]
words = st.sampled_from(
    ("Berlin", "san", "jose", "in", "Germany", "TX", "la", "🇫🇷", "UTC", "+2", "москв", "北京")
)


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(
    st.text(max_size=80) | st.lists(words, max_size=9).map(" ".join),
    st.sampled_from([None, "DE", "ZZ"]),
)
def test_any_text_has_an_answer(text: str, country: str | None) -> None:
    zones = PLACES.find_zone(text, country)
    assert len(zones) <= 5
    assert len({(match.zone, match.label) for match in zones}) == len(zones)
    for match in zones:
        assert zone(match.zone).key == match.zone
        assert match.label.strip()
        assert match.country is None or match.country in TABLES.country_names
    assert len(PLACES.find_country(text)) <= 5


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("berlin", "berlin", 0),
        ("berln", "berlin", 1),
        ("lodnon", "london", 1),
        ("paris", "parijs", 1),
        ("abc", "xyz", 3),
    ],
)
def test_distance(one: str, other: str, away: int) -> None:
    assert distance(one, other, 3) == distance(other, one, 3) == away
    assert distance(one, other, 0) > 0 or away == 0


# — the tables ------------------------------------------------------------------------------------


def test_the_tables_are_small() -> None:
    assert isinstance(load(FOLDER), Gazetteer)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_550_000


def test_every_zone_is_canonical_and_known_to_tzdata() -> None:
    zones = {row.name for row in TABLES.zones}
    assert zones == CANONICAL.keys()
    assert {TABLES.cities[row].zone for row in range(len(TABLES.cities))} <= zones
    listed = {
        name for names in (*TABLES.said.values(), *TABLES.languages.values()) for name in names
    }
    assert listed - {"Etc/UTC"} <= zones
    assert all(zone(name) for name in zones)
    places = {TABLES.cities[row].country for row in range(len(TABLES.cities))} | {
        row.country for row in TABLES.zones
    }
    assert places <= TABLES.country_names.keys()
    assert set(CANONICAL.values()) | {"XK"} == TABLES.country_names.keys()


@pytest.mark.parametrize("rule", sorted({row.rule for row in TABLES.zones}))
def test_zones_of_one_rule_show_the_same_time(rule: str) -> None:
    moments = [
        datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=5 * n, hours=n % 24) for n in range(200)
    ]
    wanted = [clock(moment, rule) for moment in moments]
    for row in (row for row in TABLES.zones if row.rule == rule):
        assert [clock(moment, row.name) for moment in moments] == wanted, row.name


def test_what_is_kept_is_shown_by_its_name() -> None:
    for code in TABLES.country_names:
        assert PLACES.country_name(code)
    assert (PLACES.country_name("NO"), PLACES.country_name("no")) == ("Norway", None)
    for row in TABLES.zones:
        assert PLACES.zone_label(row.name) != row.name or "/" not in row.name
    labels = [
        PLACES.zone_label(name) for name in ("Europe/Berlin", "Etc/GMT-2", "UTC", "Asia/Calcutta")
    ]
    assert labels == ["Berlin, Germany", "UTC+2 all year", "UTC", "Kolkata, India"]
    assert PLACES.zone_label("Mars/Olympus") == "Mars/Olympus"


def test_names_are_sorted_folded_and_found() -> None:
    lines = [
        line.split("\t")
        for line in (FOLDER / "names.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    names = [name for name, _ in lines]
    assert names == sorted(set(names), key=str.encode)
    for name, rows in lines[::23]:
        assert fold(name) == name
        assert TABLES.names.exact(name) == tuple(map(int, rows.split()))
        assert max(map(int, rows.split())) < len(TABLES.cities)


def test_a_broken_table_says_where(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "languages.tsv").write_text("*\tEtc/UTC\nde\tEurope/Berlin\textra\n", "utf-8")
    with pytest.raises(ValueError, match=r"languages\.tsv:2: 3 columns"):
        load(tmp_path)
    (tmp_path / "names.tsv").unlink()
    (tmp_path / "languages.tsv").write_text("*\tEurope/London\n", "utf-8")
    with pytest.raises(FileNotFoundError):
        load(tmp_path)
