"""The shared lists: their shape, their size, and how they are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import lists
from flows.engine.known import Known, Person
from flows.engine.ways import Pick
from flows.lists import Entry
from flows.pausing import offers
from tests.stage import CONTENT, NOON, the_book

PSEUDO = {  # what another did, or a verdict: no feelings
    *("abandoned", "attacked", "betrayed", "blamed", "ignored", "invisible", "judged", "rejected"),
    *("let down", "manipulated", "misunderstood", "neglected", "pressured", "unheard", "unloved"),
    *("unwanted", "used", "worthless", "disrespected", "dismissed", "trapped", "unappreciated"),
}


def known(language: str = "en", **answers: str) -> Known:
    return Known(answers, Person(kept={"language": language}), NOON, the_book().library)


def all_lists() -> dict[str, lists.List]:
    return dict(lists.load(CONTENT)["en"])


@pytest.mark.parametrize("name", sorted(all_lists()))
def test_labels_fit_a_button_and_keys_a_token(name: str) -> None:
    entries = all_lists()[name]
    labels = [entry.label for entry in entries.values()]
    assert len(set(labels)) == len(labels)
    for entry in entries.values():
        assert 2 <= len(entry.label) <= 28, entry.label
        assert entry.key.replace("_", "").isalnum()
        assert entry.key.islower()
        assert entry.key not in {"other", "none", "reading", "second", "back", "cancel"}
        assert not lists.screen_of(entry.key)
        assert not any("!" in text for text in (entry.label, entry.says, entry.asks))


def test_at_least_40_feelings_in_two_levels_of_at_most_two_screens() -> None:
    # shows S5.13
    feelings = all_lists()["feelings"]
    families = [entry for entry in feelings.values() if entry.finer]
    finer = [entry for family in families for entry in family.finer]
    assert len(offers.families(known())) == len(families) <= 8
    assert len(finer) >= 40
    assert all(5 <= len(family.finer) <= 8 for family in families)
    assert not {entry.inside for entry in feelings.values()} & PSEUDO


def test_needs_end_in_a_question_that_yes_or_no_can_answer() -> None:
    for need in all_lists()["needs"].values():
        assert need.asks.startswith(("Could you ", "Could we ", "Could I "))
        assert need.asks.endswith("?")
        assert need.says


def test_the_longest_sentence_that_the_lists_can_make_fits_a_message() -> None:
    found = all_lists()
    felt = max(len(entry.inside) for entry in found["feelings"].values())
    caught = max(len(entry.says) for entry in found["triggers"].values())
    asks = max(len(entry.asks) for entry in found["needs"].values())
    wants = max(len(entry.says) for entry in found["needs"].values())
    fears = max(len(entry.says) for entry in found["fears"].values())
    assert len("I felt  when . ") + felt + caught + asks <= 160
    assert len("Part of me wants . Part of me fears .") + wants + fears <= 160


def test_fears_name_their_needs_and_stand_on_both_sides() -> None:
    # shows S4.23
    fears, needs = all_lists()["fears"], all_lists()["needs"]
    assert {"left", "uncommitted", "rejected", "betrayed", "swallowed", "controlled"} <= set(fears)
    for fear in fears.values():
        assert fear.says
        assert fear.needs
        assert set(fear.needs) <= set(needs)
        assert fear.kind in {"distance", "closeness"}


@pytest.mark.parametrize("kind", ["distance", "closeness"])
def test_eight_triggers_of_each_kind_stand_on_the_first_two_screens(kind: str) -> None:
    # shows S3.7, S3.11
    pull = {"distance": "reach", "closeness": "away"}[kind]
    triggers = all_lists()["triggers"]
    first = [option.key for option in offers.triggers(known(pull=pull))[:8]]
    assert [triggers[key].kind for key in first] == [kind] * 8
    assert len(offers.triggers(known(pull=pull))) == len(triggers)


@pytest.mark.parametrize(
    ("pull", "first"),
    [
        ("reach", ["left", "uncommitted", "rejected", "betrayed"]),
        ("away", ["swallowed", "controlled", "failing", "needing"]),
        ("both", ["rejected", "betrayed", "swallowed", "left"]),
    ],
)
def test_the_likeliest_fears_come_first_and_all_are_offered(pull: str, first: list[str]) -> None:
    # shows S2.16, S2.35
    shown = [option.key for option in offers.fears(known(pull=pull))]
    assert shown[:4] == first
    assert set(shown) == set(all_lists()["fears"])


def test_the_needs_under_a_fear_come_first() -> None:
    assert [option.key for option in offers.needs(known(fear="swallowed"))][:2] == ["space", "pace"]


def test_tools_have_four_kinds_for_each_length() -> None:
    tools = all_lists()["tools"].values()
    for minutes in {tool.minutes for tool in tools}:
        kinds = {tool.kind for tool in tools if tool.minutes == minutes}
        assert kinds == {"move", "hobby", "notice", "friend"}


# — pages -----------------------------------------------------------------------------------------


def numbers(count: int) -> Pick:
    entries = [Entry(f"n{n}", f"Number {n}") for n in range(count)]
    return lists.pages("step", lambda _: lists.options(entries), "on", most=10)


def keys(way: Pick, answer: str | None = None) -> list[str]:
    return [option.key for option in way.options(known(**({"step": answer} if answer else {})))]


def test_a_list_comes_four_at_a_time_and_ends_in_none_of_these() -> None:
    way = numbers(9)
    assert keys(way) == ["n0", "n1", "n2", "n3", "more1"]
    assert keys(way, "more1") == ["n4", "n5", "n6", "n7", "more2"]
    assert keys(way, "more2") == ["n8", "other"]
    assert keys(way, "n3") == keys(way)
    assert keys(numbers(4)) == ["n0", "n1", "n2", "n3", "other"]
    assert keys(numbers(0)) == ["other"]


def test_labels_of_all_screens_and_own_words_can_be_typed() -> None:
    way = numbers(9)
    assert way.read("number 8", {"n0": "Number 0"}, known()) == {"step": "n8"}
    assert way.read("my words", {}, known()) == {"step": "my words"}
    for nothing in ("", "12", "...", "more2", "more99999", "longer than ten", "\n"):
        assert way.read(nothing, {}, known()) is None


def test_a_key_that_is_not_on_the_screen_is_taken_only_if_the_list_has_it() -> None:
    way = numbers(9)
    assert way.press("n8", known()) == {"step": "n8"}
    assert way.press("more2", known()) is None


def test_what_was_chosen_leaves_out_turning_the_page_and_none_of_these() -> None:
    assert lists.chosen(known(fact="tears"), "fact") == "tears"
    for nothing in ("other", "more1"):
        assert lists.chosen(known(fact=nothing), "fact") is None
    assert lists.chosen(known(), "fact") is None


# — files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "en-GB", "pt_BR", "xx"])
def test_a_language_without_lists_falls_back_to_english(language: str) -> None:
    assert "left" in lists.of(known(language), "fears")


def test_an_unknown_list_is_named() -> None:
    with pytest.raises(lists.ListError, match=r"write content/en/lists/nothing\.yaml"):
        lists.of(known(), "nothing")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- {key: a}", "label"),
        ("- {key: a, label: A, colour: red}", "colour"),
        ("- {key: a, label: A}\n- {key: a, label: B}", "twice"),
        ("- {key: a, label: A, finer: [{key: a, label: B}]}", "twice"),
        ("key: [", "write entries"),
        ("just words", "write entries"),
    ],
)
def test_a_broken_list_names_its_file(tmp_path: Path, text: str, why: str) -> None:
    folder = tmp_path / "en" / "lists"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(lists.ListError, match=rf"broken\.yaml.*{why}"):
        lists.load(tmp_path)
