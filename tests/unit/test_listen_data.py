"""The listener's data: what the check finds in it, and that it finds what is wrong."""

import argparse
import io
import json
from pathlib import Path

import pytest

from bot.cli import lab
from flows.safety import check as checking
from flows.safety.notation import Lexicon, read
from flows.safety.patterns import Entry, entries
from flows.safety.tables import unquoted

ROOT = Path(__file__).parents[2]


def test_every_example_is_caught_and_every_look_alike_passes() -> None:
    assert checking.check(ROOT) == []


def test_an_example_that_is_not_caught_is_named_by_its_line() -> None:
    entry = Entry("made-up", "self_harm", ROOT / "content/x.yaml", 3, catches=[(9, "we had tea")])
    (flaw,) = checking._catches(entry, ROOT)
    assert (flaw.file, flaw.line) == ("content/x.yaml", 9)


def test_a_look_alike_that_is_heard_is_named_with_what_heard_it() -> None:
    entry = Entry("made-up", "self_harm", ROOT / "content/x.yaml", 3, passes=[(9, "I want to die")])
    (flaw,) = checking._passes(entry, ROOT)
    assert "self_harm.want-to-die" in flaw.text


def test_an_entry_without_examples_is_named() -> None:
    flaws = list(checking._shape(Entry("made-up", "self_harm", ROOT / "x.yaml", 3), ROOT))
    assert {flaw.line for flaw in flaws} == {3}
    assert len(flaws) == 2


def test_the_quick_reader_reads_entries(tmp_path: Path) -> None:
    path = tmp_path / "self_harm.yaml"
    path.write_text(
        "# why\n- id: one\n  means: it\n  patterns:\n    - a|b (c d)?\n  catches:\n    - 'it''s'\n"
    )
    (entry,) = entries(path)
    assert (entry.label, entry.patterns, entry.catches) == (
        "self_harm",
        [(5, "a|b (c d)?")],
        [(7, "it's")],
    )


@pytest.mark.parametrize(
    ("text", "said"), [("'it''s'", "it's"), ('"a # b"', "a # b"), ("a # b", "a")]
)
def test_scalars(text: str, said: str) -> None:
    assert unquoted(text) == said


def test_verbs_are_written_in_every_form() -> None:
    ((_, forms),) = read("stab+", Lexicon({}, {}))
    assert {"stab", "stabs", "stabbed", "stabbing"} <= forms


def test_lab_keeps_ids_and_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = '{"id": "x", "text": "I want to die"}\n\nwe had tea\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    assert lab.main(argparse.Namespace(what="listen")) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["label"]) == ("x", "self_harm")
    assert second == {"id": 3, "label": "none", "reasons": []}


def test_lab_says_which_line_is_no_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1}\n'))
    with pytest.raises(ValueError, match="line 1"):
        lab.main(argparse.Namespace(what="listen"))
