"""Helplines: whole, never invented, never surer than they are; and when they are due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from flows.safety.check_answers import helpline_faults
from flows.safety.helplines import FILE, HelplinesError, Line, load
from tests.stage import CONTENT

FOLDER = CONTENT / "safety"
LINES = load(FOLDER)
LABELS = (
    "self_harm",
    "harm_to_others",
    "partner_violence",
    "child_risk",
    "medical_emergency",
    "ambiguous",
    "",
)


def written(tmp_path: Path, **changed: object) -> Path:
    """The file with one line of Wonderland changed."""
    line = {"subject": "suicide_crisis", "name": "A line", "phone": "116 123", "confidence": "A"}
    data = {
        "compiled": "2026-11-22",
        "directories": [{"name": "All", "url": "https://example.org", "subjects": ["child"]}],
        "countries": {
            "GB": {
                "name": "Wonderland",
                "emergency": {"numbers": ["999"]},
                "lines": [{k: v for k, v in {**line, **changed}.items() if v is not None}],
            }
        },
    }
    (tmp_path / FILE).write_text(yaml.safe_dump(data), "utf-8")
    return tmp_path


def test_the_file_is_whole() -> None:
    assert list(helpline_faults(FOLDER)) == []
    assert len(LINES.countries) > 70
    for country in LINES.countries.values():
        assert country.emergency.numbers


@pytest.mark.parametrize("country", [*LINES.countries, None, "AQ"])
def test_at_most_two_ways_and_a_directory_always(country: str | None) -> None:
    for label in LABELS:
        ways = LINES.lines_for(country, label)
        assert len(ways) <= 2
        assert all(way.to for way in ways)
        assert not any(way.line.withheld for way in ways)
        assert LINES.directories_for(label)[0].address
    assert LINES.lines_for(country, "medical_emergency") == (), (
        "no poison line is known: none shown"
    )


def test_what_is_not_known_is_not_there() -> None:
    assert LINES.lines_for("AE", "self_harm") == ()
    assert LINES.lines_for("CA", "partner_violence") == (), "the US number is not Canada's"
    assert LINES.lines_for("TR", "self_harm") == (), "182 is a hospital's booking line"
    assert LINES.lines_for("AQ", "self_harm") == ()
    assert LINES.emergency("AQ") is None
    assert LINES.emergency(None) is None


def test_one_to_call_and_one_to_write_to() -> None:
    assert [(way.how, way.to) for way in LINES.lines_for("GB", "self_harm")] == [
        ("call", "116 123"),
        ("text", "SHOUT to 85258"),
    ]
    assert [way.how for way in LINES.lines_for("DE", "partner_violence")] == ["call", "chat"]
    assert [way.line.subject for way in LINES.lines_for("US", "ambiguous")] == [
        "suicide_crisis",
        "domestic_violence",
    ]


def test_a_confirmed_number_goes_before_one_that_is_not() -> None:
    for code in LINES.countries:
        for label in LABELS:
            for way in LINES.lines_for(code, label):
                there = LINES.lines(code, way.line.subject)
                assert way.line.sure or not any(line.sure and line.phone for line in there)


def test_a_number_that_is_not_confirmed_is_never_sure() -> None:
    assert not Line(subject="child", name="x", confidence="C").sure
    switzerland = LINES.countries["CH"]
    withheld = [line for line in switzerland.lines if line.withheld]
    assert [line.phone for line in withheld] == ["142"]
    assert withheld[0] not in [way.line for way in LINES.lines_for("CH", "partner_violence")]


def test_children_have_a_directory_of_their_own() -> None:
    assert (
        LINES.directories_for("child_risk")[0].address == "childhelplineinternational.org/helplines"
    )
    assert LINES.directories_for("self_harm")[0].address == "findahelpline.com"
    assert LINES.directories_for("partner_violence")[0].address == "findahelpline.com"


def test_what_is_due(tmp_path: Path) -> None:
    def due(checked: str | None, today: date) -> bool:
        found = load(written(tmp_path, checked=checked)).stale(today)
        return "A line" in [one.name for one in found]

    assert not due("2026-06-02", date(2026, 11, 29))
    assert due("2026-06-02", date(2026, 11, 30))
    assert due("2026", date(2026, 7, 1)), "a year counts from its first day"
    assert not due("2026-06", date(2026, 11, 28))
    assert due(None, date(2026, 6, 2)), "no date is no check"


def test_todays_file_can_be_asked_what_is_due() -> None:
    found = LINES.stale(datetime.now(UTC).date())
    assert {one.country for one in found} <= {"", *LINES.countries}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "call us"),
        ("phone", "0800-HELP"),
        ("confidence", "D"),
        ("subject", "taxes"),
        ("url", "www.example.org"),
        ("chat", "online chat"),
        ("email", "nobody"),
        ("checked", "2 June 2026"),
        ("checked", "2026-13-40"),
        ("name", ""),
        ("fax", "1"),
        ("phone", None),
    ],
)
def test_a_broken_field_is_named(tmp_path: Path, field: str, value: str | None) -> None:
    folder = written(tmp_path, **{field: value})
    with pytest.raises(HelplinesError) as told:
        load(folder)
    assert FILE in str(told.value)
    (problem,) = helpline_faults(folder)
    assert problem[0] == FILE


def test_without_a_directory_nothing_loads(tmp_path: Path) -> None:
    folder = written(tmp_path)
    text = (folder / FILE).read_text("utf-8").replace("https://example.org", "ftp://example.org")
    (folder / FILE).write_text(text, "utf-8")
    with pytest.raises(HelplinesError):
        load(folder)


def test_a_line_twice_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    data = yaml.safe_load((folder / FILE).read_text("utf-8"))
    data["countries"]["GB"]["lines"] *= 2
    (folder / FILE).write_text(yaml.safe_dump(data), "utf-8")
    assert any("stands twice" in text for _, _, text, _ in helpline_faults(folder))
