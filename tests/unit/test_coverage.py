from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.home import ROOT
from flows.engine.checks import shown
from flows.engine.checks.coverage import Later, Row, corrections, later, report, rows
from flows.engine.checks.coverage_page import page
from flows.engine.checks.seed import seed_rows
from tests.stage import the_book

PAGE = ROOT / "docs/coverage.md"

TABLE = """# A checklist

## S5 What is practised

| ID | Line | In the article | Kind | Bot feature | Accept when | P |
|---|---|---|---|---|---|---|
| S5.19 | 74 | “a few minutes” | example | /timeout: why \\| how long | it fires | 1 |
| S9.4 | 124 | growth | concept | a tile | it is there | 2 |
| S3.2 | 44 | a story | example | a card | it is there | 3 |

## Guards: not in the article

| ID | Guard | What it demands | P |
|---|---|---|---|
| X1 | Abuse | switches off | 1 |

| ID | Rows | Correction |
|---|---|---|
| C1 | S1.6 | three, not four |

| Row | Direction | Text | Expected |
|---|---|---|---|
| S4.25 | in | You’re too needy | no blame |
"""


def test_rows_are_those_with_a_priority() -> None:
    found = rows(TABLE)
    assert [(row.id, row.priority) for row in found] == [
        ("S5.19", 1),
        ("S9.4", 2),
        ("S3.2", 3),
        ("X1", 1),
    ]
    assert found[0] == Row(
        "S5.19", "/timeout: why \\| how long", "it fires", 1, "S5 What is practised"
    )
    assert found[-1].section == "Guards"
    assert [row.id for row in corrections(TABLE)] == ["C1"]


def test_what_has_no_home_is_told_by_priority_and_counted_last() -> None:
    lines = list(report(rows(TABLE), {"S3.2": ["en/learn/a.md"], "X1": ["en/safe.md"]}))
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "P1 S5.19 has no home",
        "P2 S9.4 has no home",
    ]
    assert lines[-1] == "coverage: P1 0/1, P2 0/1, P3 1/1, guards 1/1"


def test_what_waits_for_a_couple_mode_is_told_apart_from_what_is_missing() -> None:
    left = Later({"S9.4": "two people"}, {"S3.2": "the part for two"})
    lines = list(report(rows(TABLE), {"S3.2": ["en/learn/a.md"]}, left))
    assert lines[2] == "P2 S9.4 is left for a couple mode: a tile"
    assert lines[-1] == (
        "coverage: P1 0/1, P2 0/1 (1 left for a couple mode), P3 1/1, guards 0/1, "
        "1 with a home wait for their part for two"
    )


def test_nothing_that_is_there_is_listed_as_left() -> None:
    homes, left = seed_rows(the_book()), later()
    assert not set(left.whole) & set(homes), "take them off flows/engine/checks/later.yaml"
    assert not set(left.whole) & set(left.joint)


def talk(root: Path, path: str, text: str) -> None:
    file = root / "tests/talks" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_talk_that_names_the_row_comes_before_one_that_only_sounds_like_it(
    tmp_path: Path,
) -> None:
    talk(tmp_path, "timeout/happy/a.talk", "# Minutes.\nbot: timeout.long\n   | How long?\n")
    talk(tmp_path, "timeout/happy/b.talk", "# It fires.\nbot: timeout.back\n   | How long, why\n")
    talk(tmp_path, "pause/happy/c.talk", "# It fires and fires.\nbot: pause.one\n")
    talk(tmp_path, "_engine/happy/d.talk", "# S5.19\nbot: timeout.long\n")
    row, home = rows(TABLE)[0], [("timeout", "")]
    found = shown.talks(tmp_path)
    assert shown.shown_by(row, home, found) == [
        f"tests/talks/timeout/happy/{name}.talk" for name in "ba"
    ]
    talk(tmp_path, "pause/happy/e.talk", "# Shows S5.19.\nbot: pause.one\n")
    assert shown.shown_by(row, home, shown.talks(tmp_path)) == ["tests/talks/pause/happy/e.talk"]


def test_a_lesson_is_shown_only_by_a_talk_in_which_its_card_comes(tmp_path: Path) -> None:
    talk(tmp_path, "learn/happy/a.talk", "bot: learn.card\n   | The room · 1/2\n")
    talk(tmp_path, "learn/happy/b.talk", "bot: learn.card\n   | A card about fires\n")
    found = shown.talks(tmp_path)
    assert shown.shown_by(rows(TABLE)[0], [("learn", "The room")], found) == [
        "tests/talks/learn/happy/a.talk"
    ]
    assert shown.shown_by(rows(TABLE)[0], [("learn", "Another")], found) == []


def test_a_test_shows_what_it_names_in_prose_and_not_in_its_samples(tmp_path: Path) -> None:
    talk(tmp_path, "test_a.py", '"""About S1.2."""\nX = "S1.3"  # for X4\nY = "S1.4"\n')
    assert sorted(shown.tests(tmp_path)) == ["S1.2", "X4"]
    assert shown.named("S1.23 S1.2, (X10) S1.2.3 v1.2 AS1.2") == {"S1.23", "S1.2", "X10"}


def test_the_page_says_of_each_row_where_it_lives_and_what_shows_it() -> None:
    text = page(TABLE, the_book(), ROOT, Later({"S9.4": "two people"}, {}))
    line = next(line for line in text.splitlines() if line.startswith("| S5.19 "))
    assert "`content/en/timeout.md`" in line
    assert "tests/talks/timeout/" in line
    assert "## S5 What is practised" in text
    assert "- **S9.4** two people" in text


def test_the_page_of_this_checkout_is_not_out_of_date() -> None:
    """Write it again: `python -m bot check --coverage CHECKLIST.md --write docs/coverage.md`."""
    lines = PAGE.read_text("utf-8").splitlines()
    told = {line.split(" | ")[0].removeprefix("| "): line for line in lines if line[:2] == "| "}
    for row, homes in seed_rows(the_book()).items():
        assert row in told, f"{row} is served by {homes} and not on the page"
        assert all(f"`content/{home}`" in told[row] for home in homes), row
    for path in re.findall(r"`((?:content|tests)/[^`]+)`", "\n".join(lines)):
        assert (ROOT / path).is_file(), path


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "checklist.md"
    file.write_text(TABLE, "utf-8")
    assert main(["check", "--coverage", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("coverage: P1 ")
    written = tmp_path / "page.md"
    assert main(["check", "--coverage", str(file), "--write", str(written)]) == 0
    assert written.read_text("utf-8").startswith("# What the bot covers")
    capsys.readouterr()
    assert main(["check", "--coverage", str(tmp_path / "none.md")]) == 2
    assert "cannot be read" in capsys.readouterr().out
    file.write_text("# nothing", "utf-8")
    assert main(["check", "--coverage", str(file)]) == 2
    assert "no rows" in capsys.readouterr().out
