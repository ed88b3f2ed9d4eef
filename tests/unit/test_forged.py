"""Presses that we did not write (design 3): none is taken for somebody's own words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flows.engine.events import Pressed, from_token, token
from flows.engine.flow import END
from flows.engine.known import Answers, Known, Person
from flows.engine.ways import Option, Pick
from tests.stage import NOON, Stage, the_book
from tests.unit.talker import at

STALE = Pressed(0, 0, "")


@pytest.mark.parametrize(
    "data",
    [
        "\u0661.1.yes", "1.\u0967.yes", "1.1.caf\u00e9", "1.1.two words", "1.1.\n", "1.1.",
        "1.1.a\u202eb", "1.1.<b>", "-1.1.yes", "1234567890.1.yes", f"1.1.{'a' * 45}", "", "1.1",
    ],
)  # fmt: skip
def test_what_is_no_token_of_ours_is_stale(data: str) -> None:
    assert from_token(data) == STALE


@pytest.mark.parametrize("key", ["yes", "0", "21:00", "Europe/Berlin", "Etc/GMT+3", "pt-br", "a_b"])
def test_a_token_of_ours_is_read_back(key: str) -> None:
    assert from_token(token(7, 12, key)) == Pressed(7, 12, key)


def offers(_: Known) -> Sequence[Option]:
    return [Option("a", "First"), Option("other")]


def others(_: Known) -> Sequence[Option]:
    return [Option("b", "Second")]


def anything(text: str, _: Known) -> Answers | None:
    return {"said": text} if text != "other" else None


def test_a_press_is_never_own_words() -> None:
    known = Known({}, Person(), NOON)
    pick = Pick(offers, "said", END, anything, own_words=True, elsewhere=others)
    assert pick.press("forged", known) is None
    assert pick.press("First", known) is None
    assert [pick.press(key, known) for key in ("a", "b", "other")] == [
        {"said": "a"}, {"said": "b"}, {"said": "other"},
    ]  # fmt: skip
    assert pick.read("forged", {}, known) == {"said": "forged"}


def test_a_forged_press_moves_no_pause() -> None:
    stage = Stage(the_book())
    stage.types("/pause")
    for key in ("done", "name"):
        stage.presses(key)
    assert at(stage) == "pause.feel"
    top = stage.session.top
    assert top
    stage.happens(Pressed(top.id, top.seq, "you_are_worthless"))
    assert stage.session.top == top
