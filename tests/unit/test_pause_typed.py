"""What may be typed in a pause, and how a person's own words are read back."""

from __future__ import annotations

import pytest

from tests.unit.paused import last, offered, person, played, words
from tests.unit.talker import at


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("seven", 7), ("Zero", 0), ("ten", 10), ("7.5", 8), ("7,4", 7), ("8.5/10", 9)),
        *(("11", 10), ("100", 10), ("nine out of ten", 9), ("8/10", 8), ("0.4", 0)),
    ],
)
def test_heat_may_be_typed_as_it_comes(text: str, number: int) -> None:
    stage = played(person(), "/pause", "done")
    stage.types(text)
    assert at(stage) == "pause.pull"
    assert stage.session.top
    assert stage.session.top.answers["before"] == number


@pytest.mark.parametrize("text", ["very", "-3", "eleven", "7.5.5", "2130", "seventh", "."])
def test_what_is_no_number_is_no_heat(text: str) -> None:
    stage = played(person(), "/pause", "done")
    stage.types(text)
    assert at(stage) == "pause.heat"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("none", "feel"),
        ("dunno, I go blank", "feel"),
        ("I freeze", "feel"),
        ("I'm afraid of being left", "feel"),
        ("terrified", "afraid"),
        ("reach for them", "reach"),
    ],
)
def test_words_typed_for_no_pull_name_a_feeling_and_fear_leads_to_help(
    text: str, step: str
) -> None:
    stage = played(person(), "/pause", "done", "8")
    stage.types(text)
    assert at(stage) == f"pause.{step}"


@pytest.mark.parametrize(
    ("under", "step", "first"),
    [("fear", "finer", "uneasy"), ("shame", "finer", "embarrassed"), ("unheard", "feel", "afraid")],
)
def test_a_finer_word_is_one_for_what_anger_guards(under: str, step: str, first: str) -> None:
    named = ("/pause", "done", "name", "angry", "furious", "8", "attack", "under", under, "name")
    stage = played(person(), *named)
    assert at(stage) == f"pause.{step}"
    assert offered(stage)[0] == first
    assert "Furious" not in last(stage)


def test_after_an_own_fact_no_reading_is_called_the_kindest() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving")
    stage.types("he came home at 2 and smelled of perfume")
    assert "Seen: he came home at 2 and smelled of perfume" in last(stage)
    assert at(played(stage, "reading", "worn_out", "elsewhere")) == "pause.kindly"


def test_a_long_own_fact_is_read_back_in_whole_words_and_kept_whole() -> None:
    fact = "he came home at 2 and " * 8 + "said nothing"
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving")
    stage.types(fact)
    seen = last(stage).splitlines()[0]
    assert seen.endswith(("came…", "home…", "at…", "2…", "and…", "he…"))
    played(stage, "enough", "5", "let_be", "keep")
    assert stage.records[-1].data["fact"] == fact


@pytest.mark.parametrize("text", ["Something else", "skip", "None", "other"])
def test_labels_of_other_screens_are_no_own_words(text: str) -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving")
    stage.types(text)
    assert last(stage).startswith("Seen: left open")


@pytest.mark.parametrize("text", ["home", "As you wrote it", "go on", "no", "copy"])
def test_shared_buttons_typed_at_a_list_are_no_answer(text: str) -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving", "more1")
    stage.types(text)
    assert at(stage) == "pause.fact"
    assert stage.said[-1][0].parts == ("invalid",)


def test_no_feeling_is_invented_for_who_picked_none() -> None:
    stage = played(person(), "/pause", "done", "6", "attack", "look", "leaving", "flat_tone")
    played(stage, "enough", "6", "words", "more1", "other", "clarity")
    assert words(stage.said[-2][1]) == (
        "This is hard for me. The tone went flat. Could you tell me how you see us?"
    )
