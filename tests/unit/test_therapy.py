"""When help outside is mentioned: counts that persist, once, and never as a need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from flows.engine.effects import Remember
from flows.engine.known import Known, Person, Record
from flows.helping import signs
from tests.stage import NOON, Stage, the_book
from tests.unit.talker import at

DAY = timedelta(days=1)


def every(days: float, count: int, kind: str, **data: Any) -> list[Record]:
    """So many records, as many days apart, the latest an hour ago."""
    start = NOON - timedelta(hours=1)
    return [Record(kind, start - n * days * DAY, data) for n in reversed(range(count))]


def known(*records: Record, **kept: Any) -> Known:
    memory: dict[str, Sequence[Record]] = {
        kind: [one for one in records if one.kind == kind] for kind in signs.KINDS
    }
    return Known({}, Person(kept=kept, memory=memory), NOON, the_book().library)


def only(found: Known) -> list[str]:
    return [reason for reason, count in signs.counted(found).items() if count]


def test_without_notes_nothing_is_counted() -> None:
    assert only(known()) == []
    assert not signs.due(known())


def test_the_same_row_three_times_in_twelve_weeks() -> None:
    rows = every(20, 3, "same_row", about="money")
    assert only(known(*rows)) == ["rows"]
    assert signs.rows(known(*rows)) == 3
    assert only(known(*every(50, 3, "same_row", about="money"))) == []
    others = [Record("same_row", NOON - n * DAY, {"about": f"thing{n}"}) for n in range(1, 6)]
    assert only(known(*others)) == []


def test_low_days_count_only_where_they_persist() -> None:
    both = every(3, 9, "checkin", mood="low")
    assert only(known(*both)) == ["mood"]
    assert signs.mood(known(*both)) == 9
    assert only(known(*every(1, 9, "checkin", mood="low"))) == [], "one bad week is a bad week"
    mixed = [
        Record("checkin", NOON - n * 2 * DAY, {"mood": "low" if n % 3 == 0 else "good"})
        for n in range(1, 14)
    ]
    assert only(known(*mixed)) == []


def test_days_too_far_apart() -> None:
    far = every(2, 8, "checkin", mood="even", distance="too_far")
    assert only(known(*far)) == ["distance"]
    assert only(known(*far[1:])) == [], "seven notes are too few"
    near = every(1.9, 5, "checkin", mood="even", distance="right")
    assert only(known(*far, *near)) == [], "eight of thirteen are not two in three"


def test_pauses_in_each_of_three_weeks() -> None:
    assert only(known(*every(1.6, 13, "pause"))) == ["pauses"]
    assert signs.pauses(known(*every(1.6, 13, "pause"))) == 13
    assert only(known(*every(0.5, 20, "pause"))) == [], "many in ten days, none before"


def test_heat_that_hardly_falls() -> None:
    stuck = every(4, 6, "pause", before=8, after=8)
    assert only(known(*stuck)) == ["cooling"]
    assert only(known(*every(4, 6, "pause", before=8, after=7))) == []
    assert only(known(*stuck[1:])) == [], "five are too few"
    assert only(known(*every(4, 6, "pause", before=8))) == [], "half a pair says nothing"


def test_pulls_that_all_go_one_way() -> None:
    reach = every(4, 4, "pause", pull="reach")
    seek = every(4, 4, "observed", tag="seek")
    assert only(known(*reach, *seek)) == ["pulls"]
    away = every(4, 4, "observed", tag="push")
    assert only(known(*reach, *away)) == []
    kept = every(3, 8, "observed", tag="keep")
    assert only(known(*kept)) == [], "staying with it is no sign of anything"


def test_every_reason_speaks_for_a_sign_that_is_asked() -> None:
    doc = signs.__doc__ or ""
    named = set(re.findall(r"^ {4}(\w+) .* (rows|heard|feel|moves)$", doc, re.MULTILINE))
    assert {reason for reason, _ in named} == set(signs.REASONS)
    for reason, sign in named:
        part = the_book().words.part("en", "therapy", f"sign_{sign}", "main")
        assert part
        assert f"counted.{reason}" in part.text


ROWS = every(20, 3, "same_row", about="money")
LOW = every(3, 9, "checkin", mood="low")


def test_it_is_said_once_and_no_second_reason_follows_for_twelve_weeks() -> None:
    # shows S7.2, S7.4
    [first] = signs.say(known(*ROWS))
    assert first == Remember("therapy", {"said": ["rows"], "said_at": int(NOON.timestamp())})
    told = first.value
    assert not signs.due(known(*ROWS, therapy=told)), "not again"
    assert not signs.due(known(*ROWS, *LOW, therapy=told)), "nor another so soon"
    long_ago = {"said": ["rows"], "said_at": int((NOON - signs.APART).timestamp())}
    assert not signs.due(known(*ROWS, therapy=long_ago)), "once is once"
    assert signs.due(known(*ROWS, *LOW, therapy=long_ago)), "something new may be said"
    [then] = signs.say(known(*ROWS, *LOW, therapy=long_ago))
    assert isinstance(then, Remember)
    assert isinstance(then.value, dict)
    assert then.value["said"] == ["rows", "mood"]


def test_beside_somebody_who_harms_nothing_is_suggested() -> None:
    assert not signs.due(known(*ROWS, *LOW, unsafe=True))
    assert not signs.may_say(known(unsafe=True), "rows")


def moment(stage: Stage) -> None:
    stage.types("/observe")
    for key in ("moment", "chest", "leaving", "write_again", "reached", "seek"):
        stage.presses(key)


def test_observe_mentions_it_once_and_leads_there() -> None:
    stage = Stage(the_book(), {"adult": True}, records=list(LOW))
    moment(stage)
    assert at(stage) == "observe.noted_often"
    assert "9 low days" in stage.said[-1][1].html
    stage.presses("done")
    moment(stage)
    assert at(stage) == "observe.noted"


def test_the_third_row_is_silent_where_it_was_said_before() -> None:
    before = {"said": ["rows"], "said_at": int((NOON - 30 * DAY).timestamp())}
    for kept, step in (({}, "rowed_often"), ({"therapy": before}, "rowed")):
        stage = Stage(the_book(), {"adult": True, **kept}, records=list(ROWS[1:]))
        stage.types("/observe")
        for key in ("row", "money"):
            stage.presses(key)
        assert stage.said[-1][0].step == step


def texts() -> list[str]:
    file = the_book().words.languages["en"]["therapy"]
    return [part.text for section in file.sections.values() for part in section.parts.values()]


def test_it_never_says_you_need_and_labels_nobody() -> None:
    # shows S7.5
    for text in texts():
        assert not re.search(
            r"\byou (?:two )?(?:need(?! not)|must|have to|should)\b", text, re.IGNORECASE
        ), text
    result = the_book().words.part("en", "therapy", "result", "main")
    assert result
    assert "This is when somebody from outside tends to help" in result.text


@pytest.mark.parametrize("kept", [{}, {"unsafe": True}])
def test_the_rooms(kept: dict[str, bool]) -> None:
    stage = Stage(the_book(), {"adult": True, **kept})
    stage.types("/therapy")
    keys = {button.key for row in stage.said[-1][0].buttons for button in row}
    assert {"choose", "past", "sheet", "safe", "done"} <= keys
    assert ({"ask", "signs", "methods"} <= keys) is not kept.get("unsafe", False)
    assert ("not advised" in stage.said[-1][1].html) is kept.get("unsafe", False)


def test_a_sentence_for_the_partner_goes_when_fear_is_told_in_between() -> None:
    stage = Stage(the_book(), {"adult": True, "country": "GB"})
    stage.types("/therapy")
    stage.presses("ask")
    assert any(button.kind == "copy" for row in stage.said[-1][0].buttons for button in row)
    stage.types("/safe")
    stage.presses("signs")
    stage.presses("afraid")
    stage.presses("done")
    say, message = stage.said[-1]
    assert (say.flow, say.step) == ("therapy", "ask")
    assert not any(button.kind == "copy" for row in say.buttons for button in row)
    assert "couples therapist" not in message.html


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("I want to heal my past", "past"),
        ("how do I process my childhood trauma", "past"),
        ("should we see a couples therapist", "open"),
    ],
)
def test_typed_words_about_old_wounds_are_declined_kindly(text: str, step: str) -> None:
    # shows S7.15
    stage = Stage(the_book(), {"adult": True})
    stage.types(text)
    assert at(stage) == "home.heard"
    stage.presses("yes")
    assert at(stage) == f"therapy.{step}"


def test_no_answer_to_the_signs_is_kept() -> None:
    stage = Stage(the_book(), {"adult": True})
    stage.types("/therapy")
    for key in ("signs", "often", "often", "times", "seldom", "done"):
        stage.presses(key)
    assert stage.kept == {"adult": True}
    assert stage.records == []


def test_records_to_come_or_of_another_shape_do_no_harm() -> None:
    odd = [
        Record("pause", NOON + DAY, {"before": 8, "after": 8}),
        Record("pause", NOON - DAY, {"before": None, "after": "x", "pull": None}),
        Record("checkin", NOON - DAY, {}),
        Record("same_row", NOON - DAY, {}),
        Record("observed", NOON - DAY, {"tag": 3}),
    ]
    assert only(known(*odd)) == []
