"""What a pause leaves behind, what it takes from before, and the toolkit at its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.pictures.breath import frames
from bot.pictures.heat import chart
from flows.engine.events import Back, Started
from flows.engine.flow import Go
from flows.pause import flow
from flows.pausing.tells import PATTERNS
from tests.unit.paused import last, offered, person, played, pressable
from tests.unit.talker import at

# — what is kept ----------------------------------------------------------------------------------


def test_what_was_tapped_is_gone_unless_it_is_kept() -> None:
    look = ("/pause", "done", "8", "reach", "look", "leaving", "late_reply", "further", "left")
    stage = played(person(), *look, "before", "childhood", "other", "next", "enough", "5")
    played(stage, "let_be", "no")
    (kept,) = stage.records
    assert kept.data.keys() == {"pull", "before", "after", "minutes", "pattern"}
    assert not {"triggers", "moment"} & stage.kept.keys()


def test_one_pause_alone_has_no_picture() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "6", "let_be", "keep")
    assert not stage.said[-1][0].pictures


def test_minutes_between_the_two_numbers_are_kept_and_no_own_words() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "look")
    stage.types("he is with somebody else for sure")
    stage.types("he came home at three")
    stage.now += timedelta(minutes=14)
    played(stage, "enough", "5")
    (kept,) = stage.records
    assert kept.kind == "pause"
    assert kept.data == {
        "pull": "reach",
        "before": 8,
        "after": 5,
        "minutes": 14,
        "pattern": "long_exhale",
    }


def test_own_words_are_kept_when_the_person_says_so_and_offered_next_time() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving")
    stage.types("he came home at three")
    played(stage, "enough", "5", "let_be", "keep")
    kept = stage.records[-1]
    assert kept.kind == "moment"
    assert kept.data["fact"] == "he came home at three"
    assert kept.data["thought"] == "leaving"
    assert stage.kept["triggers"] == ["he came home at three"]
    played(stage, "/pause", "done", "8", "reach", "look", "leaving", "own0")
    assert "Seen: he came home at three" in last(stage)


def test_the_offer_to_keep_comes_once_a_day_by_the_persons_own_calendar() -> None:
    short = ("/pause", "done", "8", "reach", "6", "let_be")
    stage = person(zone="Pacific/Auckland")
    stage.now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)  # 22:00 there
    played(stage, *short, "no")
    assert [r.kind for r in stage.records] == ["pause"]
    assert played(stage, *short).said[-1][0].step == "rest"
    stage.now += timedelta(hours=2)  # past midnight there
    assert played(stage, *short).said[-1][0].step == "log"


def test_the_picture_shows_this_pause_and_those_before() -> None:
    stage = person()
    for after in ("6", "9"):
        played(stage, "/pause", "done", "8", "reach", after, "let_be")
    stage.now += timedelta(days=1)
    played(stage, "/pause", "done", "5", "away", "5", "let_be", "keep")
    (picture,) = stage.said[-1][0].pictures
    assert picture.values == {"points": [["10 Mar", 8, 6], ["10 Mar", 8, 9], ["11 Mar", 5, 5]]}
    (drawn,) = stage.said[-1][1].pictures
    assert str(drawn.values["alt"]).endswith(
        "10 Mar: 8, then 6; 10 Mar: 8, then 9; 11 Mar: 5, then 5."
    )


def test_the_pictures_can_be_drawn_with_their_words_whole() -> None:
    stage = person()
    for after in ("6", "9", "8"):
        played(stage, "/pause", "done", "8", "reach", after, "let_be")
        stage.now += timedelta(days=1)
    played(stage, "/pause", "done", "8", "reach", "2", "let_be", "keep")
    (drawn,) = stage.said[-1][1].pictures
    assert "…" not in chart({k: v for k, v in drawn.values.items() if k != "alt"})
    for pattern in PATTERNS:
        (drawn,) = played(person(breath=pattern), "/pause").said[-1][1].pictures
        first = next(frames({k: v for k, v in drawn.values.items() if k != "alt"}))
        assert "Breathe in" in str(first)


def test_several_pauses_in_a_few_hours_lead_to_people() -> None:
    stage = person()
    played(stage, "/pause", "done", "8", "reach", "8", "let_be", "no")
    played(stage, "/pause", "done", "8", "reach", "8", "let_be")
    assert "friend" not in last(stage)
    played(stage, "/pause", "done", "8", "reach", "8", "let_be")
    assert "a friend or a helpline" in last(stage)
    assert pressable(stage) == ["people"]
    assert flow.by_name["company"].on["people"] == Go("safe")


# — toolkit and back ------------------------------------------------------------------------------


def test_the_toolkit_offers_own_entries_that_fit_the_minutes_and_four_kinds() -> None:
    own = [{"text": "Sit with the dog", "minutes": 3}, {"text": "The sea", "minutes": 30}, "Prayer"]
    stage = played(person(toolkit=own), "/pause", "done", "6", "away", "5", "toolkit", "3")
    assert offered(stage) == ["own0", "own1", "shake", "notice", "more1"]
    played(stage, "own0")
    assert last(stage).startswith("Sit with the dog.")


@pytest.mark.parametrize("kept", [None, "text", [1, {"text": 5}, {"minutes": "x"}, "  "], {"a": 1}])
def test_a_toolkit_of_another_shape_harms_nothing(kept: Any) -> None:
    stage = played(person(toolkit=kept), "/pause", "done", "6", "away", "5", "toolkit", "10")
    assert offered(stage) == ["walk", "notice_tea", "draw", "call", "other"]


def test_noticing_lasts_three_minutes() -> None:
    stage = played(person(), "/pause", "done", "6", "away", "5", "toolkit", "3", "notice")
    stage.waits(timedelta(minutes=3))
    assert stage.said[-1][0].step == "log"


def test_back_takes_the_last_answer_away() -> None:
    stage = played(person(), "/pause", "done", "8", "reach")
    stage.happens(Back())
    stage.happens(Back())
    assert at(stage) == "pause.heat"
    assert stage.session.top
    assert not {"before", "before_at", "pull"} & stage.session.top.answers.keys()


def test_a_link_or_a_timer_begins_it_like_the_command() -> None:
    stage = person()
    beat = stage.happens(Started("pause", "from_partner"))
    assert [say.step for say, _ in beat.said] == ["breath"]
