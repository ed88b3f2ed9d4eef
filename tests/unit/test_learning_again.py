"""Old lessons again: when one comes back, and what an answer changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.engine.effects import Remember
from flows.engine.known import JSON
from flows.learning import cards, review
from tests.unit.learning_kit import NOW, known


def row(days: int, times: int = 0, key: str = "bond") -> dict[str, JSON]:
    day = (NOW - timedelta(days=days)).date()
    return {"key": key, "day": day.isoformat(), "times": times}


@pytest.mark.parametrize(
    ("times", "days", "due"),
    [(0, 2, False), (0, 3, True), (1, 9, False), (1, 10, True), (2, 29, False), (2, 30, True),
     (3, 400, False)],
)  # fmt: skip
def test_after_three_ten_and_thirty_days_then_never(times: int, days: int, due: bool) -> None:
    # shows S8.22
    assert review.is_due(known(lessons=[row(days, times)], review="on")) is due


def test_only_if_switched_on_and_once_a_day() -> None:
    rows = [row(5), row(9, key="base")]
    assert not review.is_due(known(lessons=rows))
    assert not review.is_due(known(lessons=rows, review="2026-11-27"))
    oldest = review.due(known(lessons=rows, review="2026-11-26"))
    assert oldest is not None
    assert oldest.key == "base"


@pytest.mark.parametrize(("answer", "times"), [("need", 2), ("fault", 1), ("skip", 1)])
def test_a_right_answer_moves_on_any_other_waits_as_long_again(answer: str, times: int) -> None:
    answers = {"old": "bond", "recalled": answer}
    done = review.keep(known(answers, lessons=[row(12, 1), row(1, key="base")], review="on"))
    assert done == (
        Remember("lessons", [row(0, times), row(1, key="base")]),
        Remember("review", "2026-11-27"),
    )


@pytest.mark.parametrize(
    "rows", ["x", [1], [{"key": "bond"}], [{"key": "bond", "day": "?", "times": 0}]]
)
def test_what_was_kept_in_another_shape_is_no_trouble(rows: Any) -> None:
    assert not review.is_due(known(lessons=rows, review="on"))


def test_a_lesson_is_counted_once() -> None:
    first = cards.keep(known({"lesson": "bond", "at": 2}))
    assert first == (Remember("lessons", [row(0)]),)
    assert cards.keep(known({"lesson": "bond", "at": 2}, lessons=[row(0)])) == ()
