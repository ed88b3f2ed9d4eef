from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from flows.engine.checks.coverage import Row, report, rows

TABLE = """# A checklist

| ID | Line | In the article | Kind | Bot feature | Accept when | P |
|---|---|---|---|---|---|---|
| S5.19 | 74 | “a few minutes” | example | /timeout: why \\| how long | it fires | 1 |
| S9.4 | 124 | growth | concept | a tile | it is there | 2 |
| S3.2 | 44 | a story | example | a card | it is there | 3 |

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
    assert found[0] == Row("S5.19", "/timeout: why \\| how long", "it fires", 1)


def test_what_has_no_home_is_told_by_priority_and_counted_last() -> None:
    lines = list(report(rows(TABLE), {"S3.2": ["en/learn/a.md"], "X1": ["en/safe.md"]}))
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "P1 S5.19 has no home",
        "P2 S9.4 has no home",
    ]
    assert lines[-1] == "coverage: P1 1/2, P2 0/1, P3 1/1"


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "checklist.md"
    file.write_text(TABLE, "utf-8")
    assert main(["check", "--coverage", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("coverage: P1 ")
    assert main(["check", "--coverage", str(tmp_path / "none.md")]) == 2
    assert "cannot be read" in capsys.readouterr().out
    file.write_text("# nothing", "utf-8")
    assert main(["check", "--coverage", str(file)]) == 2
    assert "no rows" in capsys.readouterr().out
