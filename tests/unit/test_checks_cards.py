"""What the checks say of what a person would read: one planted violation each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.engine.checks.limits import markup, size
from flows.engine.effects import Keep, Picture, Remember
from flows.engine.flow import Flow, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Option, Pick, Scale, Text
from tests.unit.tiny_book import FRONT, STEPS, Tiny, pause, too_hot

PAUSE, CODE = "content/en/pause.md", "flows/pause.py"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


# — renders ----------------------------------------------------------------------------------------


def test_an_answer_that_not_every_path_has(tiny: Tiny) -> None:
    way = Choice("yes", "no", save="sure", then="good")
    ask = Step("breathe", reads=way, on={"skip": "good"})
    tiny.change("pause.md", "- skip: Enough", "- skip: Enough\n- yes: Yes\n- no: No")
    tiny.change("pause.md", "That was", "That\nwas {{ sure }} and")
    found = tiny.only(pause(ask))
    assert (found.file, found.line) == (PAUSE, 22)
    assert found.text.startswith("`pause.good` (main) names `sure`, which is not known on the way ")
    assert "{% if sure is defined %}" in found.remedy


def test_an_answer_behind_a_test_is_fine(tiny: Tiny) -> None:
    tiny.change("pause.md", "That was", "{% if sure is defined %}{{ sure }}{% endif %}That was")
    assert tiny.problems() == []


def test_a_branch_of_the_words_that_one_key_opens(tiny: Tiny) -> None:
    way = Choice("yes", "no", save="sure", then="good")
    tiny.change("pause.md", "- skip: Enough", "- yes: Yes\n- no: No")
    tiny.change("pause.md", "That was", '{% if sure == "no" %}{{ nosuch }}{% endif %}That was')
    ask = Step("breathe", reads=way)
    first = Step("heat", reads=Scale(0, 10, "heat", "breathe"))
    assert "names `nosuch`" in tiny.only(pause(first, ask)).text


def test_words_that_only_a_guarded_way_can_say(tiny: Tiny) -> None:
    tiny.change(
        "pause.md", "The number was {{ heat }}.", "{% if heat < 7 %}{{ nosuch }}{% endif %}"
    )
    assert tiny.problems() == []


def test_a_label_that_names_what_is_not_known(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough", "- skip: Enough of {{ nosuch }}")
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 16)


def test_a_tag_that_cannot_be_read(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out slowly.\n\nThen {% if heat %} more.")
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 16)
    assert "cannot be read" in found.text


def test_a_guard_that_raises(tiny: Tiny) -> None:
    def frail(known: Known) -> bool:
        return known.answers["nosuch"] == 1

    step = replace(
        STEPS["heat"], reads=Scale(0, 10, "heat", When(frail, "breathe", otherwise="good"))
    )
    found = tiny.only(pause(step))
    assert found.text == "the guard `frail` of `pause.heat` raises KeyError: 'nosuch'"
    assert found.file == CODE


def test_what_steps_tell_do_offer_and_show_may_raise_too(tiny: Tiny) -> None:
    def frail(known: Known) -> None:
        raise ValueError(known.text("nosuch", "bad"))

    told = replace(STEPS["good"], tells=frail, does=(frail,), shows=(frail,))  # type: ignore[arg-type]
    picks = Step("breathe", reads=Pick(frail, save="pick", then="good"), on={"skip": "good"})  # type: ignore[arg-type]
    assert {found.text for found in tiny.problems(pause(told, picks))} == {
        "`tells` of `pause.good` raises ValueError: bad",
        "`does` of `pause.good` raises ValueError: bad",
        "`shows` of `pause.good` raises ValueError: bad",
        "`reads` of `pause.breathe` raises ValueError: bad",
    }


def test_shared_words_know_no_answers(tiny: Tiny) -> None:
    tiny.change("_shared.md", "## sorry\nA line.", "## sorry\nA line of {{ heat }}.")
    found = tiny.only()
    assert found.file == "content/en/_shared.md"
    assert "names `heat`" in found.text


def test_people_who_kept_things_are_led_through_what_they_kept(tiny: Tiny) -> None:
    def keeps(known: Known) -> tuple[Keep | Remember, ...]:
        return Keep("pause", {"heat": known.number("heat")}), Remember("name", "Sam")

    tiny.write("diary.md", FRONT.format("Diary") + "## look\n{{ name }}: {{ last.heat }}\n")
    look = Step(
        "look",
        tells=lambda known: {
            "name": known.person.kept.get("name", "you"),
            "last": dict(known.records("pause")[-1].data)
            if known.records("pause")
            else {"heat": 0},
        },
    )
    kept = replace(STEPS["good"], does=(keeps,))
    diary = Flow("diary", 1, (look,), knows=("pause",))
    assert tiny.problems(pause(kept), diary) == []
    tiny.change("diary.md", "{{ last.heat }}", "{{ last.cold }}")
    assert "cannot be filled in" in tiny.problems(pause(kept), diary)[0].text


# — limits -----------------------------------------------------------------------------------------


def test_a_text_that_can_grow_too_long(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough\n", "")
    tiny.change("pause.md", "That was {{ heat }}.", "That was {{ more }}.")
    ask = Step("heat", reads=Scale(0, 10, "heat", "breathe"))
    found = tiny.only(pause(ask, Step("breathe", reads=Text("more", "good", most=4096))))
    assert (found.file, found.line) == (PAUSE, 18)
    assert found.text == "`pause.good` (main) can be 4106 characters long: a text holds 4096"


def test_a_caption_is_shorter_than_a_text(tiny: Tiny) -> None:
    tiny.write("_pictures.md", "---\ntitle: Pictures\n---\n## heat\n!alt\nA bar.\n")
    long = "It was hot. " * 90
    tiny.change("pause.md", "That was {{ heat }}.", long)
    found = tiny.problems(pause(replace(STEPS["good"], shows=(Picture("heat"),))))
    assert [one.text for one in found if "holds" in one.text] == [
        "`pause.good` (main) can be 1079 characters long: a caption holds 1024"
    ]


def test_a_key_that_does_not_fit_into_a_button(tiny: Tiny) -> None:
    key = "é" * 23
    assert len(f"999999999.999999999.{key}".encode()) == 66
    picks = Pick(lambda _: [Option(key, "One")], save="pick", then="good")
    tiny.change("pause.md", "- skip: Enough\n", "")
    found = tiny.only(
        pause(Step("breathe", reads=picks), Step("heat", reads=Scale(0, 9, "heat", "breathe")))
    )
    assert found.remedy == "take a key of at most 44 bytes"


def test_labels_are_short(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough", "- skip: Enough of this for now, I would rather say")
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 16)
    assert "42 characters" in found.text
    assert found.remedy == "a button holds 32: shorten it"


def test_a_keyboard_has_a_hundred_buttons_at_most(tiny: Tiny) -> None:
    step = replace(
        STEPS["heat"], reads=Scale(0, 98, "heat", When(too_hot, "breathe", otherwise="good"))
    )
    found = tiny.only(pause(step))
    assert found.text == "`pause.heat` has 102 buttons"


def test_what_is_copied_is_short(tiny: Tiny) -> None:
    tiny.change(
        "pause.md", "That was {{ heat }}.", "Copy this.\n\n!sentence\n" + "I need a break. " * 17
    )
    found = tiny.only(pause(replace(STEPS["good"], hands=("sentence",))))
    assert (found.line, found.remedy) == (22, "a copy button holds 256: shorten it")


def test_the_answer_beside_a_button_is_short(tiny: Tiny) -> None:
    tiny.change("_shared.md", "## stale\nA line.", "## stale\n" + "That has passed. " * 12)
    found = tiny.only()
    assert (found.file, found.text) == ("content/en/_shared.md", "`stale` has 203 characters")


def test_what_telegram_shows_of_the_bot_is_short(tiny: Tiny) -> None:
    tiny.change(
        "_shared.md", "## short_description\nA line.", "## short_description\n" + "A line. " * 16
    )
    assert tiny.only().text == "`short_description` has 127 characters"
    tiny.change("home.md", "menu: A line about it", "menu: " + "It helps. " * 26)
    assert tiny.problems()[-1].remedy == "Telegram takes 1 to 256"


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<b>bold</b> &amp; <i>thin</i>", ""),
        ('<a href="https://example.org/">there</a>', ""),
        ('<a href="">there</a>', "has a link without an address"),
        ("<b><i>x</b></i>", "closes <b> where it is not open"),
        ("<b>x", "does not close <b>"),
        ("<h1>x</h1>", "has a tag <h1> that Telegram does not know"),
        ("1 < 2", "has a bare < or >"),
        ("you & me", "has a bare &"),
    ],
)
def test_markup(html: str, wrong: str) -> None:
    assert markup(html) == wrong


def test_a_link_without_an_address(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out [slowly]().")
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 14)
    assert "has a link without an address" in found.text


def test_size_counts_as_telegram_does() -> None:
    assert size("é😀") == 3


# — hot and calm -----------------------------------------------------------------------------------


def hot(*steps: Step) -> Flow:
    return pause(*steps, hot=True, command="pause", interrupts=True, gated=False)


def test_a_hot_flow_is_short(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out slowly, and in again. " * 7)
    found = tiny.only(hot())
    assert (found.file, found.line) == (PAUSE, 14)
    assert "160 is the most" in found.text


def test_the_first_message_of_a_hot_flow_is_shorter(tiny: Tiny) -> None:
    tiny.change("pause.md", "How hot is it?", "a b " * 13)
    found = tiny.only(hot())
    assert (found.line, "26 words" in found.text) == (8, True)


def test_a_hot_flow_offers_few_choices(tiny: Tiny) -> None:
    keys = ("one", "two", "three", "four")
    labels = "".join(f"- {key}: {key}\n" for key in keys)
    tiny.change("pause.md", "- skip: Enough\n", labels)
    six = Step("breathe", reads=Choice(*keys, save="pick", then="good"))
    assert tiny.problems(hot(six)) == []
    tiny.write("_pictures.md", "---\ntitle: Pictures\n---\n## breath\n!alt\nA circle.\n")
    found = tiny.only(hot(replace(six, shows=(Picture("breath"),))))
    assert found.text == "`pause.breathe` offers 4 choices before the first breath; 3 is the most"


def test_a_hot_flow_never_has_to_be_typed(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough\n", "")
    found = tiny.only(hot(Step("breathe", reads=Text("heat", "good"))))
    assert found.text == "`pause.breathe` can only be answered by typing, in a hot flow"


def test_a_calm_card_has_an_end(tiny: Tiny) -> None:
    tiny.change("pause.md", "Out slowly.", "Out slowly, and in again. " * 24)
    found = tiny.only()
    assert (found.file, found.line) == (PAUSE, 14)
    assert found.remedy == "a card holds 600: cut it, or make it two steps"
