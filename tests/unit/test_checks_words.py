"""What the checks say of words: one planted violation each, told with file, line and remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.engine.checks.seed import seed_rows
from flows.engine.checks.wording import EMOJI
from flows.engine.effects import Picture
from flows.engine.flow import Flow, Step
from tests.unit.tiny_book import FRONT, STEPS, Tiny, pause

PAUSE, CODE = "content/en/pause.md", "flows/pause.py"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


# — words and unused -------------------------------------------------------------------------------


def test_a_label_for_a_button_that_is_not(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough", "- skp: Enough")
    assert [str(found) for found in tiny.problems()] == [
        f"{PAUSE}:13: `pause.breathe` has no label for its button `skip`; did you mean `skp`?",
        f"{PAUSE}:16: flow `pause` has no button `skp` at `breathe`; did you mean `skip`?",
    ]


def test_a_step_without_words(tiny: Tiny) -> None:
    tiny.change("pause.md", "## good\nThat was {{ heat }}.\n", "")
    found = tiny.only()
    assert (found.file, found.line, found.remedy) == (PAUSE, 1, "write `## good` and its text")


def test_words_for_a_step_that_is_not(tiny: Tiny) -> None:
    tiny.change("pause.md", "## good", "## goood\nNothing says this.\n\n## good")
    found = tiny.only()
    assert (found.file, found.line, found.remedy) == (PAUSE, 18, "did you mean `good`?")


def test_a_section_that_a_tag_names_is_a_list_of_labels(tiny: Tiny) -> None:
    tiny.change("pause.md", "That was {{ heat }}.", '{{ "warm" | named("degrees") }}')
    tiny.change("pause.md", "## good", "## degrees\n- warm: Warm\n\n## good")
    assert tiny.problems() == []


def test_a_part_that_is_never_said(tiny: Tiny) -> None:
    tiny.change("pause.md", "!invalid", "!invlaid")
    found = tiny.only()
    assert (found.file, found.line, found.remedy) == (PAUSE, 11, "did you mean `invalid`?")


def test_a_part_to_hand_on_without_words(tiny: Tiny) -> None:
    found = tiny.only(pause(replace(STEPS["good"], hands=("sentence",))))
    assert (found.file, found.line) == (PAUSE, 18)
    assert found.remedy == "write `!sentence` and its text"


def test_a_flow_without_words(tiny: Tiny) -> None:
    found = tiny.only(Flow("rest", 1, (Step("one"),)))
    assert (found.file, found.line) == ("content/en/rest.md", 1)
    assert found.text == "flow `rest` has no words in `en`"


def test_every_language_needs_all_words(tiny: Tiny) -> None:
    tiny.write("_shared.md", (tiny.content / "en/_shared.md").read_text(), "de")
    tiny.write("home.md", (tiny.content / "en/home.md").read_text(), "de")
    text = (tiny.content / "en/pause.md").read_text()
    tiny.write("pause.md", text.replace("- skip: Enough\n", ""), "de")
    found = tiny.only()
    assert (found.file, found.line) == ("content/de/pause.md", 13)
    assert found.remedy == "write `- skip: …` below its text"


def test_a_file_of_words_without_a_flow(tiny: Tiny) -> None:
    tiny.write("puase.md", FRONT.format("Pause"))
    found = tiny.only()
    assert (found.file, found.line, found.remedy) == (
        "content/en/puase.md", 1, "did you mean `pause`?",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["title", "summary", "menu"])
def test_front_matter_that_is_missing(tiny: Tiny, name: str) -> None:
    text = (tiny.content / "en/home.md").read_text().split("\n")
    tiny.write("home.md", "\n".join(line for line in text if not line.startswith(name)))
    found = tiny.only()
    assert (found.file, found.line) == ("content/en/home.md", 1)
    assert f"`{name}: …`" in found.remedy


def test_a_command_that_is_only_typed_says_so(tiny: Tiny) -> None:
    tiny.change("home.md", "menu: A line about it", "menu: false")
    assert tiny.problems() == []


def test_what_the_engine_says_by_itself(tiny: Tiny) -> None:
    tiny.change("_shared.md", "## stale\nA line.\n\n", "")
    tiny.change("_shared.md", "- copy: copy\n", "")
    assert [found.remedy for found in tiny.problems()] == [
        "write `## stale`",
        "write `- copy: …` under `## buttons`",
    ]


# — wording ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Breathe!", "exclamation mark"),
        ("An avoidant style is a disorder.", "diagnosis"),
        ("This is your diagnosis.", "diagnosis"),
        ("Your answers say that you are\nvery avoidant.", "label for a person"),
        ("You’re **anxious**.", "label for a person"),
        ("Your partner is avoidant.", "label for a person"),
        ("Well done, my dear.", "pet name"),
        ("Talk to your husband.", "gender role"),
        ("He or she may need space.", "gender role"),
        ("I feel with you.", "feeling of its own"),
        ("I am so happy about it.", "feeling of its own"),
        ("Thank you for sharing.", "thanks for data"),
        ("A streak of five days.", "guilt over absence"),
    ],
)
def test_wording(tiny: Tiny, said: str, rule: str) -> None:
    tiny.change("pause.md", "Out slowly.", f"Out slowly.\n\n{said}")
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 16)
    assert f"({rule})" in found.text
    assert found.remedy


@pytest.mark.parametrize(
    "said",
    [
        "This is not a diagnosis.",
        "Is it a disorder? No, it is a pattern.",
        "That does not mean you are avoidant.",
        "When you are anxious, breathe.",
        "From “you never” to “I feel alone”.",
        "> I feel alone\n\nTry it aloud.",
        "{% if heat != 3 %}Out.{% endif %} In.",
        "The moment is fulfilling.",
        "Ask the World Health Organization.",
    ],
)
def test_wording_that_is_fine(tiny: Tiny, said: str) -> None:
    tiny.change("pause.md", "Out slowly.", said)
    assert tiny.problems() == []


def test_sentences_to_send_and_labels_speak_for_the_person(tiny: Tiny) -> None:
    tiny.change("pause.md", "That was {{ heat }}.", "Copy this.\n\n!sentence\nI feel alone.")
    tiny.change("pause.md", "- skip: Enough", "- skip: I feel calm")
    assert tiny.problems(pause(replace(STEPS["good"], hands=("sentence",)))) == []


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("Your behavior matters.", "write `behaviour`"),
        ("We apologize.", "write `apologise`"),
        ("Color it.", "write `colour`"),
        ("Ask your mom.", "write `mum`"),
        ("It was canceled.", "write `cancelled`"),
    ],
)
def test_american_spelling(tiny: Tiny, said: str, remedy: str) -> None:
    tiny.change("pause.md", "Out slowly.", said)
    found = tiny.only()
    assert (found.line, found.remedy) == (14, remedy)


def test_front_matter_and_lessons_keep_to_the_wording_too(tiny: Tiny) -> None:
    tiny.change("pause.md", "summary: A line about it.", "summary: A line for your wife.")
    lesson = (
        "---\ntitle: One\nsources: [Somebody 2020]\nreviewed: 2026-03-01\n---\n\nYour husband.\n"
    )
    tiny.write("learn/one.md", lesson)
    assert [(found.file, found.line) for found in tiny.problems()] == [
        ("content/en/learn/one.md", 7),
        (PAUSE, 3),
    ]


def test_a_lesson_makes_no_diagnosis_and_labels_nobody(tiny: Tiny) -> None:
    # shows S1.13, S4.22
    head = "---\ntitle: One\nsources: [Somebody 2020]\nreviewed: 2026-03-01\n---\n\n"
    tiny.write("learn/one.md", head + "## one\n\nIt is a disorder.\n\n- a: You are avoidant\n")
    assert [(found.line, found.text.split(":")[0]) for found in tiny.problems()] == [
        (9, "“disorder” (diagnosis)"),
        (11, "“You are avoidant” (label for a person)"),
    ]
    tiny.write("learn/one.md", head + "## one\n\nIt is not a disorder.\n")
    assert tiny.problems() == []


def test_one_emoji_a_message(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out slowly. 🌊")
    assert tiny.problems() == []
    tiny.change("pause.md", "- skip: Enough", "- skip: Enough 🌿")
    found = tiny.only()
    assert (found.line, found.text) == (14, "`pause.breathe` has 2 emoji, its buttons counted")


def test_no_emoji_in_safety_texts(tiny: Tiny) -> None:
    tiny.write("safety.md", FRONT.format("Safety") + "## one\nCall somebody. ☎️\n")
    found = tiny.only(Flow("safety", 1, (Step("one"),)))
    assert (found.file, found.line, found.remedy) == ("content/en/safety.md", 8, "take it out")


@pytest.mark.parametrize("one", ["🌊", "👩‍👩‍👧", "👍🏽", "🇬🇧", "1️⃣", "❤️"])
def test_an_emoji_of_several_characters_is_one(one: str) -> None:
    assert len(EMOJI.findall(f"a {one} b")) == 1


# — pictures, seed, unicode ------------------------------------------------------------------------


def test_a_picture_has_words(tiny: Tiny) -> None:
    flow = pause(replace(STEPS["good"], shows=(lambda _: Picture("map"),)))
    assert tiny.only(flow).remedy == "write `## map` with `!alt` and what it shows"
    tiny.write("_pictures.md", "---\ntitle: Pictures\n---\n## map\n- here: Here\n")
    found = tiny.only(flow)
    assert (found.file, found.line) == ("content/en/_pictures.md", 4)
    assert found.text == "the picture `map` has no alt text"


def test_rows_of_the_seed_look_like_rows(tiny: Tiny) -> None:
    tiny.change("pause.md", "seed: [S1.2, X3]", "seed: [S1.2, S5-19]")
    found = tiny.only()
    assert (found.file, found.line, found.text) == (PAUSE, 5, "`S5-19` is no row of the seed")


def test_lessons_have_sources_and_a_date(tiny: Tiny) -> None:
    # shows X10
    tiny.write("learn/one.md", "---\ntitle: One\nseed: [S1.1]\n---\nA card.\n")
    assert [found.text for found in tiny.problems()] == [
        "this lesson has no date of review",
        "this lesson names no source",
    ]


def test_seed_rows_know_their_files(tiny: Tiny) -> None:
    tiny.change("pause.md", "seed: [S1.2, X3]", "seed: [S10.2, S1.10, S1.2]")
    tiny.write("learn/one.md", "---\nseed: [S1.2]\n---\nA card.\n")
    assert list(seed_rows(tiny.book()).items()) == [
        ("S1.2", ["en/home.md", "en/learn/one.md", "en/pause.md"]),
        ("S1.10", ["en/pause.md"]),
        ("S10.2", ["en/pause.md"]),
        ("X3", ["en/home.md"]),
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\t", "a tab"),
        ("\u00a0", "a non-breaking space"),
        ("\u200b", "the unseen character U+200B"),
        ("\u202e", "the unseen character U+202E"),
        ("\x07", "the unseen character U+0007"),
        ("\u200d", "a joiner outside an emoji"),
        ("\ue000", "the unseen character U+E000"),
    ],
)
def test_characters_that_nobody_sees(tiny: Tiny, character: str, name: str) -> None:
    tiny.change("pause.md", "Out slowly.", f"Out{character}slowly.")
    found = tiny.only()
    assert (found.file, found.line, found.text) == (PAUSE, 14, f"{name} at column 4")


def test_accents_are_composed(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "In a cafe\u0301.")
    assert "stands apart from its letter" in tiny.only().text
