"""Where a pause goes deeper, and where it must not go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.engine.checks.walk import Walk
from flows.engine.flow import Go
from flows.engine.known import Known, Person
from flows.engine.samples import Visitor
from flows.pause import flow
from flows.pausing.guards import safe_to_assume
from tests.stage import NOON, the_book
from tests.unit.paused import last, offered, person, played, pressable, words
from tests.unit.talker import at

TRUSTING = {  # what assumes a partner who does no harm
    *(
        "reach",
        "both",
        "away",
        "stay",
        "stayed",
        "still_there",
        "upset",
        "say",
        "limit",
        "want",
        "dread",
        "parts",
        "under",
    ),
    *("guarded", "head", "door", "split", "fear", "when", "reading", "second", "kindest", "kindly"),
    *("answer", "need", "theirs", "ask", "next", "talk", "sentence", "fact"),
    *("since_now", "since_before", "since_both", "since_unsure"),
}


# — the difference --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("5", "8 then, 5 now: lower."),
        ("7", "8 then, 7 now: lower."),
        ("8", "8 then, 8 now: the same so far."),
        ("10", "8 then, 10 now: higher. That happens."),
    ],
)
def test_the_difference_is_said_in_one_plain_line(after: str, line: str) -> None:
    stage = played(person(), "/pause", "done", "8", "reach", after)
    assert last(stage).startswith(line)
    assert ("Still hot" in last(stage)) == (int(after) >= 7)


def test_a_skipped_second_number_says_no_difference() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "wait", "enough", "skip")
    assert "then" not in last(stage)
    assert "after" not in stage.records[0].data


# — lanes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", ["5", "10", "20"])
def test_reaching_waits_then_answers_itself_then_asks_once(minutes: str) -> None:
    # shows S2.17, S5.8
    stage = played(person(), "/pause", "done", "8", "reach", "wait", minutes)
    stage.waits(timedelta(minutes=int(minutes)))
    assert at(stage) == "pause.answer"
    played(stage, "carry", "reassurance", "skip")
    ask = stage.said[-2][1]
    assert words(ask) == "This is hard for me. Could you tell me that we are okay?"
    assert {b.kind for row in ask.rows for b in row} == {"copy", "share"}
    assert {b.value for row in ask.rows for b in row} == {words(ask)}


def test_who_can_wait_no_longer_goes_on_and_the_old_timer_moves_nothing() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "wait", "20", "ready", "eased")
    assert at(stage) == "pause.again"
    assert not stage.timers
    assert not stage.waits(timedelta(hours=1))


def test_an_abandonment_sentence_leads_to_alarm_or_fact_with_both_kept_apart() -> None:
    # shows S1.12, S4.6
    stage = played(person(), "/pause", "done", "8", "reach", "look", "leaving", "late_reply")
    seen, meant, or_right = last(stage).splitlines()
    assert seen == "Seen: No reply for hours"
    assert meant == "Told myself: They are leaving me"
    assert or_right.endswith("The second may be alarm, or it may be right.")
    played(stage, "enough", "7", "let_be", "keep")
    assert stage.records[-1].data["fact"] == "late_reply"
    assert stage.records[-1].data["thought"] == "leaving"


@pytest.mark.parametrize("sentence", ["no_air", "get_out"])
def test_a_sentence_that_wants_out_leads_to_the_time_out(sentence: str) -> None:
    # shows S4.7
    stage = played(person(), "/pause", "done", "8", "away", "look", sentence)
    assert at(stage) == "pause.door"
    assert at(played(stage, "timeout")).startswith("timeout.")


@pytest.mark.parametrize("answer", ["now", "before", "both", "unsure"])
def test_now_or_before_has_one_follow_up_and_is_kept(answer: str) -> None:
    # shows S8.11
    look = ("/pause", "done", "8", "both", "look", "leaving", "late_reply", "further", "left")
    stage = played(person(), *look, answer)
    assert at(stage) == f"pause.since_{answer}"
    follow_up = offered(stage)[1]
    played(stage, follow_up, "worn_out", "elsewhere", "reading", "next", "6", "let_be", "keep")
    assert stage.records[-1].data["when"] == answer
    assert stage.records[-1].data["since"] == follow_up


def test_three_or_more_readings_are_offered_and_two_different_ones_taken() -> None:
    # shows S2.18
    look = ("/pause", "done", "8", "reach", "look", "leaving", "late_reply", "reading")
    stage = played(person(), *look)
    assert len(offered(stage)) == 5
    assert offered(stage)[-1] == "other"
    played(stage, "scared_too")
    assert "scared_too" not in offered(stage)
    played(stage, "worn_out")
    labels = [shown.label for row in stage.said[-1][1].rows for shown in row]
    assert labels[:3] == ["They are scared too", "They are worn out", "Neither fits"]
    played(stage, "second", "next", "enough", "6", "let_be", "keep")
    assert stage.records[-1].data["kindest"] == "worn_out"


def test_two_parts_become_one_line_that_can_be_sent() -> None:
    # shows S2.33
    stage = played(person(), "/pause", "done", "8", "both", "parts", "closeness", "rejected")
    line = "Part of me wants to be close to you. Part of me fears being rejected."
    assert words(stage.said[-2][1]) == line
    played(stage, "cycle")
    stage.waits(timedelta(seconds=90))
    assert at(stage) == "pause.again"


def test_getting_away_can_stay_two_minutes_more_or_take_a_time_out() -> None:
    # shows S5.9, S8.17
    stage = played(person(), "/pause", "done", "8", "away", "stay")
    assert "I will be back" in last(stage)
    stage.waits(timedelta(minutes=2))
    assert last(stage) == "Two minutes are over. Still there?"
    assert at(played(stage, "more")) == "pause.stay"
    stage.waits(timedelta(minutes=2))
    assert last(played(stage, "stayed")).startswith("You stayed longer")
    away = played(person(), "/pause", "done", "8", "away")
    assert at(played(away, "timeout")).startswith("timeout.")


def test_hitting_back_offers_another_room_before_anything_else() -> None:
    stage = played(person(), "/pause", "done", "9", "attack")
    assert "another room now" in last(stage)
    assert offered(stage)[0] == "room"
    assert "emergency number" in last(played(stage, "room"))
    assert flow.by_name["room"].on["timeout"] == Go("timeout")


@pytest.mark.parametrize(
    "way",
    [
        ("upset", "afraid"),
        ("upset", "say", "afraid"),
        ("away", "afraid"),
        ("both", "afraid"),
        ("reach", "look", "leaving", "late_reply", "wrong"),
    ],
)
def test_fear_of_the_partner_ends_the_exercise_with_help_first(way: tuple[str, ...]) -> None:
    stage = played(person(), "/pause", "done", "9", *way)
    assert "exercise stops here" in last(stage)
    assert "emergency number (112 in Europe, 911 in North America, 999 in the UK)" in last(stage)
    assert "back" not in pressable(stage)
    assert at(played(stage, "people")).startswith("safe.")


# — beside a partner who harms --------------------------------------------------------------------


def reached(kept: dict[str, Any]) -> set[str]:
    walk = Walk(the_book(), flow)
    walk.visit(Visitor("somebody", Person(kept=kept, memory={"pause": ()}), NOON))
    return set(walk.stands)


def test_under_the_safety_flag_nothing_assumes_good_will_or_words_a_sentence() -> None:
    # shows S8.6, S8.17, X1
    assert not safe_to_assume(Known({}, Person(kept={"unsafe": True}), NOON))
    assert safe_to_assume(Known({}, Person(), NOON))
    assert reached({}) >= TRUSTING
    assert not reached({"unsafe": True}) & TRUSTING
    assert not {s.name for s in flow.steps if s.hands} - TRUSTING


def test_under_the_safety_flag_nothing_is_offered_to_be_kept() -> None:
    stage = played(person(unsafe=True), "/pause", "done", "8", "reach", "8", "let_be")
    assert stage.said[-1][0].step == "rest"


def test_the_flag_set_meanwhile_closes_those_ways_at_the_next_tap() -> None:
    look = ("/pause", "done", "8", "reach", "look", "leaving", "late_reply")
    stage = played(person(), *look)
    stage.kept = {"unsafe": True}
    assert at(played(stage, "reading")) == "pause.again"
    assert at(played(stage, "6")) == "pause.next_alone"


def test_a_fine_word_typed_at_once_is_enough() -> None:
    stage = played(person(), "/pause", "done", "name")
    stage.types("helpless")
    assert at(stage) == "pause.heat_named"
    assert last(stage).startswith("Helpless: now it has a name.")


# — the sentence ----------------------------------------------------------------------------------


def test_the_builder_asks_only_for_what_is_missing() -> None:
    stage = played(person(), "/pause", "done", "name", "hurt", "stung", "6", "attack", "4", "words")
    assert at(stage) == "pause.fact"
    played(stage, "went_quiet", "more1", "time")
    assert words(stage.said[-2][1]) == (
        "I felt stung when it went quiet between us. "
        "Could we have half an hour this week, just for us?"
    )


def test_own_facts_leave_room_for_plain_words_and_are_never_polished() -> None:
    stage = played(person(), "/pause", "done", "6", "attack", "look", "leaving")
    stage.types("you are a pig and you know it")
    played(stage, "enough", "6", "words", "angry", "furious", "more1", "kindness")
    assert words(stage.said[-2][1]) == "I felt furious when …. Could we start again, more gently?"
    assert "dots" in last(stage)


def test_a_sentence_can_be_built_without_naming_anything() -> None:
    stage = played(person(), "/pause", "done", "6", "away", "5", "words")
    played(stage, "more1", "other", "more1", "more2", "more3", "other", "more1", "more2", "other")
    assert (
        words(stage.said[-2][1]) == "This is hard for me. Could we talk about it for ten minutes?"
    )
