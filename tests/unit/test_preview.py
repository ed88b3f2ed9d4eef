"""A flow on paper: what a person would see, and what is missing, in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.home import book as real_book
from flows.engine.effects import Picture
from flows.engine.flow import Flow, Step
from flows.engine.known import Known
from flows.engine.preview import preview
from flows.engine.ways import Pick
from tests.unit.tiny_book import STEPS, Tiny, pause


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


def test_a_flow_on_paper(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out **slowly** & well.\n\n> In\n\n")
    assert preview(tiny.book(), "pause").splitlines() == [
        "pause, version 1",
        "title: Pause",
        "summary: A line about it.",
        "menu: A line about it",
        "seed: S1.2, X3",
        "",
        "── heat (line 7) ───────────────────────────────────────────────────────",
        "",
        "    How hot is it?",
        "",
        "    [0] [1] [2] [3] [4] [5]",
        "    [6] [7] [8] [9] [10]",
        "    [back] [cancel] [help]",
        "  !invalid:",
        "      A number, please.",
        "  !help, shared:",
        "      A line.",
        "  !resume, shared:",
        "      A line.",
        "  answer → breathe  [too hot]",
        "  answer → good",
        "",
        "── breathe (line 13) ───────────────────────────────────────────────────",
        "with heat='10'",
        "",
        "    Out slowly & well.",
        "",
        "    > In",
        "",
        "    The number was 10.",
        "",
        "    [Enough]",
        "    [back] [cancel] [help]",
        "  !invalid, shared:",
        "      A line.",
        "  !help, shared:",
        "      A line.",
        "  !resume, shared:",
        "      A line.",
        "  timer → good",
        "  skip → good",
        "",
        "── good (line 22) ──────────────────────────────────────────────────────",
        "with heat='0'",
        "",
        "    That was 0.",
        "",
    ]


def test_a_text_with_branches_is_shown_in_each(tiny: Tiny) -> None:
    tiny.change(
        "pause.md", "That was {{ heat }}.", "{% if heat > 4 %}Hot.{% else %}Cool.{% endif %}"
    )
    shown = preview(tiny.book(), "pause", "good")
    assert "    Cool.\n" in shown
    assert "  or, with heat='5':\n      Hot.\n" in shown


def test_one_step(tiny: Tiny) -> None:
    shown = preview(tiny.book(), "pause", "good")
    assert shown.startswith("── good (line 18) ")
    assert "How hot" not in shown


def test_what_is_missing_is_told_in_its_place(tiny: Tiny) -> None:
    tiny.change("pause.md", "## good\nThat was {{ heat }}.\n", "")
    tiny.change("pause.md", "- skip: Enough\n", "")
    tiny.change("pause.md", "The number was {{ heat }}.", "{{ nosuch }}")
    tiny.change("pause.md", "title: Pause\n", "")
    shown = preview(tiny.book(pause(replace(STEPS["good"], hands=("sentence",)))), "pause")
    assert "title: (missing)" in shown
    assert "[(no words for `skip`)]" in shown
    assert "(UndefinedError: 'nosuch' is undefined)" in shown
    assert "    (no words for `main`)" in shown
    assert "  to copy, `sentence`:\n      (no words for `sentence`)" in shown


def test_a_flow_without_any_words(tiny: Tiny) -> None:
    shown = preview(tiny.book(Flow("rest", 1, (Step("one"),))), "rest")
    assert "── one ──" in shown
    assert "(no words for `main`)" in shown


def test_pictures_and_their_alt_text(tiny: Tiny) -> None:
    tiny.write("_pictures.md", "---\ntitle: Pictures\n---\n## bar\n!alt\nA bar at {{ heat }}.\n")
    good = replace(STEPS["good"], shows=(Picture("bar"), Picture("map")))
    shown = preview(tiny.book(pause(good)), "pause", "good")
    assert "  picture `bar`:\n      A bar at 0." in shown
    assert "  picture `map`:\n      (alt text missing)" in shown


def test_a_list_that_raises(tiny: Tiny) -> None:
    def frail(_: Known) -> None:
        raise ValueError("oh")

    picks = Step("breathe", reads=Pick(frail, save="pick", then="good"))  # type: ignore[arg-type]
    assert "(`reads` raises ValueError: oh)" in preview(tiny.book(pause(picks)), "pause")


def test_another_language_with_english_where_words_are_missing(tiny: Tiny) -> None:
    tiny.write("_shared.md", "---\ntitle: Geteilt\n---\n## buttons\n- back: Zurück\n", "de")
    words = "---\ntitle: Pause\nsummary: Eine Zeile.\n---\n## heat\nWie heiß ist es?\n"
    tiny.write("pause.md", words, "de")
    shown = preview(tiny.book(), "pause", language="de")
    assert "Wie heiß ist es?" in shown
    assert "[Zurück] [(no words for `cancel`)]" in shown
    assert "The number was 10." in shown


def test_a_step_that_no_way_leads_to(tiny: Tiny) -> None:
    shown = preview(tiny.book(pause(Step("lost"))), "pause", "lost")
    assert shown.splitlines()[1:] == ["(no way leads here)"]


def test_names_that_do_not_exist(tiny: Tiny) -> None:
    with pytest.raises(ValueError, match="no flow is named `puase`; did you mean `pause`"):
        preview(tiny.book(), "puase")
    with pytest.raises(ValueError, match="no step is named `q`; there are: breathe, good, heat"):
        preview(tiny.book(), "pause", "q")


@pytest.mark.parametrize("name", ["pause", "checkin", "say"])
def test_flows_can_be_previewed(name: str) -> None:
    book = real_book()
    shown = preview(book, name)
    assert all(f"── {step.name} " in shown for step in book.flows[name].steps)
    assert "no words for" not in shown
