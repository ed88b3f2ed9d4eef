"""The safety flag, /safe, and coming back to be soothed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows import guards
from flows.engine.effects import Remember
from flows.engine.known import Known, Person
from tests.stage import NOON, Stage, the_book
from tests.unit.talker import at

ADULT = {"adult": True, "country": "GB"}


def known(**kept: Any) -> Known:
    return Known({}, Person(kept=kept), NOON)


def test_the_flag() -> None:
    # shows X1
    assert not guards.unsafe(known())
    assert not guards.unsafe(known(unsafe=False))
    assert not guards.unsafe(known(unsafe="no"))
    assert guards.unsafe(known(unsafe=True))
    assert guards.flag(known()) == (Remember("unsafe", True),)
    assert guards.flag(known(unsafe=True)) == ()


@pytest.mark.parametrize("sign", ["afraid", "hurt", "controlled"])
def test_a_sign_leaves_the_flag_and_nothing_else(sign: str) -> None:
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/safe")
    stage.presses("signs")
    stage.presses(sign)
    assert at(stage) == "safe.yours"
    assert stage.kept == {**ADULT, "unsafe": True}
    assert sign not in stage.session.to_json().decode()
    assert stage.records == []


@pytest.mark.parametrize("answer", ["unsure", "none"])
def test_other_answers_leave_nothing(answer: str) -> None:
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/safe")
    stage.presses("signs")
    stage.presses(answer)
    assert stage.kept == ADULT


def test_settings_clear_it_in_neutral_words() -> None:
    stage = Stage(the_book(), {**ADULT, "unsafe": True})
    beat = stage.types("/settings")
    assert "Exercises with others: off" in beat.said[0][1].html
    stage.presses("others")
    beat = stage.presses("on")
    assert "unsafe" not in stage.kept
    assert "Exercises with others: on" in beat.said[0][1].html
    stage.presses("others")
    stage.presses("off")
    assert stage.kept["unsafe"] is True


def test_visits_are_counted_within_hours_and_forgotten() -> None:
    now = int(NOON.timestamp())
    hour = 3600
    assert guards.visit(known()) == (Remember("visits", [now]),)
    assert guards.visit(known(visits=[now - 300])) == (), "the same visit goes on"
    assert guards.visit(known(visits=[now - 7 * hour])) == (Remember("visits", [now]),)
    many = [now - n * 1200 for n in range(12, 0, -1)]
    ((kept),) = guards.visit(known(visits=many))
    assert isinstance(kept, Remember)
    assert kept.value == [*many[-4:], now], "no more than are needed"
    assert guards.visit(known(visits="nonsense")) == (Remember("visits", [now]),)


@pytest.mark.parametrize(("count", "leads"), [(0, 0), (2, 0), (3, 1), (4, 1), (5, 2), (9, 2)])
def test_where_soothing_leads(count: int, leads: int) -> None:
    now = int(NOON.timestamp())
    assert guards.loop(known(visits=[now - n * 1200 for n in range(count)])) == leads


def test_coming_back_leads_from_soothing_to_coping_to_people() -> None:
    # shows S6.8, X6
    stage, ends = Stage(the_book(), dict(ADULT)), []
    for _ in range(5):
        stage.types("/pause")
        for key in ("done", "5", "reach", "3", "let_be"):
            stage.presses(key)
        ends.append(stage.said[-1][0].step)
        stage.types("/cancel")
        stage.now += timedelta(minutes=40)
    assert ends == ["log", "rest_noted", "coping", "coping", "people"]
    stage.now += timedelta(hours=7)
    stage.types("/pause")
    assert guards.loop(Known({}, Person(kept=stage.kept), stage.now)) == 0
