"""Lessons, words and questions: what is refused, what is found, when an old lesson comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.pictures import render
from bot.pictures.room import SCENES
from flows.engine.known import Known, Person
from flows.engine.wordfile import WordsError
from flows.engine.words import strip
from flows.learning import cards, match, questions, reading, shelves, terms
from flows.lists import of
from tests.stage import the_book
from tests.unit.learning_kit import known

LESSON = """---
title: A lesson
shelf: idea
sources: [Somebody 2020]
reviewed: 2026-03-01
right: one
---

## card

Words.

## question

Which?

- one: The one
- two: The other

## question_one

Yes.

## question_two

No.
"""


def learn(folder: Path, text: str, name: str = "one") -> reading.Learning:
    file = folder / "en" / "learn" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return reading.load(folder)["en"]


# — reading ----------------------------------------------------------------------------------------


def test_a_lesson_is_cards_a_question_and_where_it_is_from(tmp_path: Path) -> None:
    lesson = learn(tmp_path, LESSON).lessons["one"]
    assert lesson.cards == ("Words.",)
    assert lesson.question is not None
    assert (lesson.question.right, lesson.question.answers["two"].says) == ("one", "No.")
    assert (lesson.source, lesson.reviewed) == ("Somebody 2020", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("sources: [Somebody 2020]\n", "", "name `sources:`"),
        ("sources: [Somebody 2020]", "sources: []", "name `sources:`"),
        ("reviewed: 2026-03-01\n", "", "`reviewed:`"),
        ("reviewed: 2026-03-01", "reviewed: soon", "`reviewed:`"),
        ("Words.", "w" * 561, "560 characters"),
        ("Words.", "", "a card says something"),
        ("title: A lesson", "title: A title of a lesson that is long", "title"),
        ("- two: The other", "- two: The other of the two that there are", "28 characters"),
        ("- two: The other", "- back: The other", "key of its own|question_back"),
        ("## question_two\n\nNo.\n", "", "write `## question_two`"),
        ("right: one", "right: three", "`right`"),
        ("shelf: idea", "shelf: attic", "no shelf `attic`"),
        ("## card\n\nWords.\n", "", "has a card"),
        ("## card", "## Card", "lower-case"),
    ],
)
def test_a_lesson_that_is_not_whole_is_refused(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    assert old in LESSON
    with pytest.raises(reading.LessonError, match=rf"one\.md.*({why})"):
        learn(tmp_path, LESSON.replace(old, new))


def test_a_refused_lesson_is_told_like_any_words_that_cannot_be_read() -> None:
    assert issubclass(reading.LessonError, WordsError)


@pytest.mark.parametrize("kind", ["faq", "glossary"])
def test_every_entry_names_its_source(tmp_path: Path, kind: str) -> None:
    head = f"---\nkind: {kind}\nsources: [A 2020]\nreviewed: 2026-03-01\n---\n\n"
    learn(tmp_path, head + "## one\n\nText.\n\n- label: One\n- source: A 2020\n")
    with pytest.raises(reading.LessonError, match="`- source:`"):
        learn(tmp_path, head + "## one\n\nText.\n\n- label: One\n")


# — what there is ----------------------------------------------------------------------------------


def test_every_card_fits_the_lists_of_behaviours_included() -> None:
    for lesson in shelves.lessons(known()):
        at = known({"lesson": lesson.key})
        for card in cards.cards(at):
            said = f"{lesson.title} · 1/9\n\n{strip(card)}"
            assert len(said) <= 600, (lesson.key, len(said))


@pytest.mark.parametrize(
    ("lesson", "kind"), [("protest", "distance"), ("deactivation", "closeness")]
)
def test_loud_and_quiet_moves_have_a_better_way_each(lesson: str, kind: str) -> None:
    text = "\n".join(cards.cards(known({"lesson": lesson})))
    every = [one for one in of(known(), "behaviours").values() if one.kind == kind]
    assert len(every) >= 6
    for one in every:
        assert f"**{one.label}**\\\n→ {one.asks}." in text
        assert one.asks
        assert one.note in text


@pytest.mark.parametrize("area", ["secure", "preoccupied", "dismissing", "fearful"])
def test_areas_name_the_strength_first_and_lead_to_an_observation(area: str) -> None:
    at = known({"lesson": area})
    text = "\n".join(cards.cards(at))
    assert 0 < text.index("*Strength.*") < text.index("*What it can cost.*")
    assert "*Where it often comes from.*" in text
    keys = [option.key for option in cards.afterwards(at)]
    assert "further" not in keys
    assert keys[0] == ("safe" if area == "fearful" else "observe")
    assert area in terms.learning(at).terms


def test_the_area_of_fear_asks_nothing_and_warns() -> None:
    lesson = shelves.learning(known()).lessons["fearful"]
    assert lesson.warning
    assert lesson.question is None
    assert lesson.personal is None
    assert {"safe", "therapy"} <= set(lesson.leads)


def test_stories_warn_and_can_be_skipped_at_any_card() -> None:
    stories = [one for one in shelves.lessons(known()) if one.shelf == "stories"]
    assert len(stories) == 4
    for story in stories:
        at = known({"lesson": story.key})
        assert story.warning
        assert [option.key for option in cards.onwards(at)] == ["next", "skip"]
        assert cards.keep(known({"lesson": story.key, "at": -1})) == ()


def test_beside_somebody_who_harms_nothing_leads_closer() -> None:
    unsafe = known({"lesson": "protest"}, unsafe=True)
    assert not [one for one in shelves.lessons(unsafe) if one.closer]
    keys = [option.key for option in cards.afterwards(unsafe)]
    assert keys[0] == "safe"
    assert not shelves.TOWARDS & set(keys)
    assert shelves.TOWARDS & {
        option.key for option in cards.afterwards(known({"lesson": "protest"}))
    }


def test_the_lesson_of_the_week_is_the_same_for_everybody_all_week() -> None:
    monday = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
    library = the_book().library
    found = [
        shelves.of_the_week(Known({}, Person(kept=kept), monday + timedelta(days=day), library))
        for day in range(7)
        for kept in ({}, {"zone": "Pacific/Auckland"}, {"lessons": [{"key": "bond"}]})
    ]
    assert len({one.key for one in found if one}) == 1
    later = shelves.of_the_week(Known({}, Person(), monday + timedelta(days=7), library))
    assert later is not None
    assert later != found[0]


# — words and questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("child", "adult"),
    [
        ("ambivalent", "preoccupied"),
        ("anxious-ambivalent", "anxious-preoccupied"),
        ("Avoidant", "dismissive-avoidant"),
        ("disorganised", "fearful-avoidant"),
        ("disorganized attachment", "fearful"),
        ("secure", "securely attached"),
    ],
)
def test_either_name_finds_the_same_entry(child: str, adult: str) -> None:
    first, second = terms.find(known({"term": child})), terms.find(known({"term": adult}))
    assert first is not None
    assert first is second


def test_names_in_the_glossary_lead_to_one_entry_only() -> None:
    names: dict[str, str] = {}
    for entry in shelves.learning(known()).terms.values():
        for name in entry.names:
            assert names.setdefault(name.casefold(), entry.key) == entry.key, name


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("can my attachment style change over time?", "change"),
        ("Is this permanent", "change"),
        ("which two types are the worst together", "hardest"),
        ("are anxious and avoidant a bad match", "hardest"),
        ("whats the difference between love languages and this", "love_languages"),
        ("we are both insecure, is there hope", "insecure_pair"),
        ("can two anxiously attached people make each other happy", "insecure_pair"),
        ("does couples therapy actually work", "therapy"),
        ("does EFT help", "therapy"),
        ("did my parents cause this", "childhood"),
        ("how reliable is your test", "test"),
        ("he won't go to therapy", "partner_refuses"),
        ("am I broken", "wrong"),
        ("he checks my phone and scares me", "harm"),
        ("how do I change a tyre", None),
        ("what is the capital of France", None),
        ("do you like football", None),
        ("the", None),
    ],
)
def test_a_typed_question_finds_the_nearest_or_none(typed: str, key: str | None) -> None:
    found = questions.find(known({"asked": typed}))
    assert (found.key if found else None) == key


def test_answers_are_short_have_a_source_and_lead_somewhere() -> None:
    flows = {*the_book().flows, "therapy", "plan", "toolkit"}
    for one in shelves.learning(known()).questions.values():
        assert len(one.text) + len(one.asks) + len(one.source) + 60 <= 700, one.key
        assert one.source
        assert set(one.leads) <= flows
        assert one.leads, one.key
    assert len(shelves.learning(known()).questions["insecure_pair"].leads) == 3


def test_every_entry_fits_a_card_with_all_that_is_said_beside_it() -> None:
    learning = shelves.learning(known())
    for term in learning.terms.values():
        also = ", ".join(term.also[: terms.SHOWN])
        assert len(term.label + term.text + also + term.source) <= 570, term.key
    for one in learning.questions.values():
        assert len(one.asks + one.text + one.source) <= 540, one.key
    for lesson in learning.lessons.values():
        for question in filter(None, (lesson.question, lesson.personal)):
            for answer in question.answers.values():
                assert len(answer.says + lesson.source) <= 450, lesson.key


def test_stems_join_the_forms_of_a_word() -> None:
    assert match.stems("attachment attached attaches") == {match.stem("attach")}
    assert match.stems("what is the") == frozenset()


# — the drawing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_room_is_drawn(theme: str) -> None:
    drawn = render("room", {"labels": dict.fromkeys(SCENES, "A heading"), "theme": theme})
    assert (drawn.width, drawn.media) == (720, "photo")
    with pytest.raises(ValueError, match=r"labels\.back"):
        render("room", {"labels": {"together": "a", "apart": "b"}})
