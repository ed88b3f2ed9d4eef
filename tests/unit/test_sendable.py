from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.channels.telegram import InlineAsked
from bot.cli.run import offered
from bot.home import book
from flows.engine.known import Person
from flows.engine.words import SHARED
from flows.wording.sendable import MOST, NAMES, OTHER, OWN, sendable

SHE = Person(kept={"adult": True})
BLAME = "you never text me back its like i dont exist"


def texts(typed: str, person: Person = SHE) -> Sequence[tuple[str, str]]:
    return offered(book(), InlineAsked("1", typed, "en"), person)


def test_a_complaint_is_offered_in_other_words_and_never_as_it_was() -> None:
    found = texts(BLAME)
    assert [name for name, _ in found[:3]] == list(NAMES)
    assert len(found) == MOST
    assert BLAME not in [text for _, text in found]
    assert len({text for _, text in found}) == MOST


@pytest.mark.parametrize(
    "typed",
    [
        "you are the best thing in my life",
        "I miss you. Could we talk at eight?",
        "🙂",
        "Ich liebe dich",
    ],
)
def test_what_needs_no_other_words_is_offered_as_it_is(typed: str) -> None:
    assert texts(typed) == ((OWN, typed),)


@pytest.mark.parametrize(
    "typed", ["", "  ", "I want to kill myself", "if you leave I will kill you"]
)
def test_of_danger_nothing_can_be_sent(typed: str) -> None:
    assert not texts(typed)


def test_nothing_is_worded_towards_somebody_who_harms() -> None:
    assert texts("you were late", SHE)
    assert not texts("you were late", SHE.keeping("unsafe", True))


def test_every_label_is_there() -> None:
    words = book().words
    for key in (OWN, OTHER, "inline_open", *NAMES):
        assert words.label("en", SHARED, "buttons", key), key


def test_the_same_words_are_offered_for_the_same_text() -> None:
    assert sendable(BLAME, SHE) == sendable(BLAME, SHE)
