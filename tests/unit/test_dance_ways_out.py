"""Where the loop leads on to."""

from __future__ import annotations

import pytest

from flows.engine.known import Known, Person
from flows.knowing import dance
from tests.stage import NOON, the_book


def ways(mine: str, theirs: str) -> list[str]:
    answers = {"mine": mine, "theirs": theirs}
    here = Known(answers, Person(), NOON, {**the_book().library})
    return [option.key for option in dance.ways_out(here)]


def test_exercises_of_ones_own_ways_out_come_first() -> None:
    assert ways("away", "reach")[:2] == ["timeout", "say"]
    assert ways("steady", "reach")[:2] == ["reassure", "boundary"]


@pytest.mark.parametrize("mine", dance.MOVES)
@pytest.mark.parametrize("theirs", dance.MOVES)
def test_a_therapist_stands_there_exactly_where_one_of_the_two_is_torn(
    mine: str, theirs: str
) -> None:
    found = ways(mine, theirs)
    assert ("therapy" in found) == ("both" in (mine, theirs))
    assert {"pause", "timeout", "say", "boundary"} <= set(found)
    assert len(found) == len(set(found)) <= 8
