"""The builders of sentences, /needs, /boundary, /repair: what they may say, what they refuse."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import pairwise, product

import pytest

from flows import boundary, lists, needs, repair
from flows.engine.events import TimerFired
from flows.engine.flow import END, START, Flow
from flows.engine.known import Answers, Known, Person
from flows.rewriting.checker import wrong
from flows.wording import bounds, lines, mending, needed
from flows.wording.limits import read_limit
from flows.wording.own import fair, said, threatens
from tests.stage import NOON, Stage, the_book
from tests.unit.paused import last, person, played

COPY_TEXT = 256
LISTS: Mapping[str, lists.List] = the_book().library["lists"]["en"]


def known(**answers: str) -> Known:
    return Known(answers, Person(), NOON, the_book().library)


def given(**answers: str | None) -> Known:
    return known(**{name: value for name, value in answers.items() if value})


# --- needs ----------------------------------------------------------------------------------------


def test_every_line_of_the_lists_passes_what_a_statement_must_pass() -> None:
    lot = random.Random(5)
    facts, wants = [*LISTS["needs_facts"], None], [*LISTS["needs"], None]
    for fact, need in product(facts, wants):
        part = given(line="need", fact=fact, need=need)
        feel = lot.choice([*(option.key for option in needed.feelings(part)), None])
        ask = lot.choice([*(option.key for option in needed.asks(part)), None])
        made = needed.statements(given(line="need", fact=fact, need=need, feel=feel, ask=ask))
        assert 1 <= len(made) <= 3
        for one in made:
            assert wrong(one) == ()
            assert len(one) <= COPY_TEXT
        assert len(made) > 1 or not (fact and need)


def test_what_the_lists_point_to_is_there() -> None:
    for fact in LISTS["needs_facts"].values():
        assert set(fact.kind.split()) <= set(LISTS["feelings"])
        assert set(fact.needs) <= set(LISTS["needs"])
    for ask in LISTS["needs_asks"].values():
        assert set(ask.kind.split()) - {"any", "none"} <= set(LISTS["needs_facts"])
        assert set(ask.needs) <= set(LISTS["needs"])
    for key in LISTS["needs"]:
        assert len([ask for ask in LISTS["needs_asks"].values() if key in ask.needs]) >= 3


def test_the_sentence_of_the_article_can_be_built() -> None:
    # shows S8.14
    made = needed.statements(
        known(line="need", fact="no_time", feel="disconnected", ask="date_night")
    )
    assert made[0] == (
        "I feel disconnected when we don't have dedicated time together. Can we plan a date night?"
    )


def test_a_fact_that_blames_is_shown_with_the_reason() -> None:
    # shows S5.16
    blaming = known(fact="you always come late")
    assert needed.fact_blames(blaming)
    assert needed.marked(blaming)["reasons"]
    assert not needed.fact_blames(known(fact="you came late on Monday"))
    assert not needed.fact_blames(known(fact="no_time"))


def test_a_fear_does_not_borrow_from_a_need_told_before() -> None:
    before = {"fact": "no_time", "need": "time", "ask": "other"}
    assert needed.ask_of(known(line="fear", fear="left", **before)) == needed.ASK
    assert needed.asks(known(line="fear", fear="left", **before))[0].key == "okay"


@pytest.mark.parametrize("fear", [key for key in LISTS["fears"] if key not in lines.OF_THEM])
def test_every_fear_can_be_said(fear: str) -> None:
    # shows S6.22
    made = lines.fear_lines(known(line="fear", fear=fear, ask="other"))
    assert len(made) == 2
    assert all("afraid" in one and wrong(one) == () for one in made)


@pytest.mark.parametrize(
    ("text", "fear"),
    [
        ("i'm scared of losing you", "of losing you"),
        ("that he's losing interest", "that you're losing interest"),
        ("we drift apart", "that we drift apart"),
        ("to be alone again", "to be alone again"),
        ("that you never loved me", ""),
        ("losing you", "of losing you"),
        ("half an hour late as usual", ""),
    ],
)
def test_a_typed_fear_is_told_to_them(text: str, fear: str) -> None:
    assert lines.own_fear(text) == fear


@pytest.mark.parametrize(
    "text", ["of you", "of him", "his temper", "what she might do", "you hit me"]
)
def test_fear_of_them_leads_elsewhere(text: str) -> None:
    assert lines.is_of_them(known(fear=text))
    assert lines.may_be_fear(text)


@pytest.mark.parametrize("text", ["of losing you", "that you leave me", "of being hurt again"])
def test_fear_for_the_bond_is_no_fear_of_them(text: str) -> None:
    assert not lines.is_of_them(known(fear=text))


@pytest.mark.parametrize(
    ("fits", "text"),
    [
        (needed.own_fact, "you think Netflix is a date"),
        (needed.own_fact, "come home now or not at all"),
        (lines.own_did, "you told the kids you'd come and didn't"),
        (lines.own_did, "you only help if I beg"),
        (bounds.own_deed, "how long am I supposed to wait"),
        (bounds.own_deed, "you try to fix it instead of just listening when I talk"),
        (mending.own_next, "stop shouting at me"),
        (mending.own_next, "get off your backside"),
        (mending.own_next, "do you prefer tea"),
    ],
)
def test_what_belongs_elsewhere_is_not_taken(fits: Callable[[str], str], text: str) -> None:
    assert fits(text) == ""


def test_thanks_and_small_asks_are_one_line() -> None:
    # shows S6.14
    for did, left in product(LISTS["thanks_did"], [*LISTS["thanks_left"], "other"]):
        one = str(lines.told_thanks(known(did=did, left=left))["one"])
        assert one.endswith(". Thank you.")
        assert fair(one)
    for small in LISTS["needs_small"]:
        one = str(lines.told_small(known(small=small))["one"])
        assert one.endswith("?")
        assert fair(one)


# --- repair ---------------------------------------------------------------------------------------


def test_every_repair_of_the_lists_passes_what_a_statement_must_pass() -> None:
    lot = random.Random(7)
    whats, parts = [*LISTS["repair_what"], None], [*LISTS["repair_part"], None]
    for what, part in product(whats, parts):
        when = lot.choice(["today", "yesterday", "before", None])
        step = lot.choice([*LISTS["repair_next"], None])
        made = mending.lines(given(when=when, what=what, part=part, next=step))
        assert made
        for one in made:
            assert wrong(one) == ()
            assert len(one) <= COPY_TEXT


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I'm sorry for shouting at you", "for shouting at you"),
        ("I shouted at you", "that I shouted at you"),
        ("i'm sorry that i left", "that I left"),
        ("I shouted but you started it", ""),
        ("I shouted because you lied", ""),
        ("you started it", ""),
    ],
)
def test_a_part_is_ones_own_and_no_excuse(text: str, part: str) -> None:
    assert mending.own_part(text) == part


def test_the_effort_is_named_in_other_words_each_time() -> None:
    # shows S6.23
    for part in [*LISTS["repair_part"].values(), None]:
        told = [mending.effort_line(LISTS["repair_effort"], part, turn) for turn in range(6)]
        assert all(one != after for one, after in pairwise(told))
        assert len(set(told)) >= 4


# --- all three ------------------------------------------------------------------------------------


@pytest.mark.parametrize("flow", [needs.flow, boundary.flow, repair.flow], ids=lambda f: f.name)
def test_nothing_is_worded_beside_somebody_who_harms(flow: Flow) -> None:
    # shows X1
    flagged = Person(kept={"unsafe": True})
    assert flow.follow(START, "begin", Known({}, flagged, NOON)) == "unfit"
    assert flow.follow(START, "begin", Known({}, Person(), NOON)) != "unfit"


def test_the_note_sends_nobody_back_who_is_flagged_since() -> None:
    by_timer: Answers = {"by": "timer"}
    assert repair.flow.follow(START, "begin", Known(by_timer, Person(), NOON)) == "again"
    flagged = Person(kept={"unsafe": True})
    assert repair.flow.follow(START, "begin", Known(by_timer, flagged, NOON)) is END


def test_the_note_comes_once_in_bland_words_and_says_when_it_is_late() -> None:
    stage = played(person(adult=True), "/repair", "today", "remind", "day", "done")
    due = stage.timers.pop("repair").due
    stage.now = due + timedelta(minutes=30)
    stage.happens(TimerFired("repair", 0, 0, int(due.timestamp())))
    assert last(stage).startswith("This comes late; the fault is here. The note you asked for.")
    assert not {"row", "quarrel", "sorry", "repair", "partner"} & set(last(stage).lower().split())
    assert not stage.waits(timedelta(days=9))


def test_a_row_gone_back_to_needs_no_note_any_more() -> None:
    stage = played(person(adult=True), "/repair", "today", "remind", "day", "done")
    assert "repair" in stage.timers
    played(stage, "/repair", "today", "go", "calm", "loud", "voice", "ask_break", "said", "closer")
    assert "repair" not in stage.timers


@pytest.mark.parametrize(
    "taps",
    [
        ("/needs", "need", "no_time", "lonely", "time", "half_hour"),
        ("/needs", "fear", "left", "okay"),
        ("/needs", "small", "tea"),
        ("/needs", "thanks", "asked", "closer"),
        ("/boundary", "row", "names", "say_stop", "back_sooner"),
        ("/repair", "yesterday", "calm", "loud", "voice", "ask_break"),
    ],
)
def test_at_most_five_taps_lead_to_a_line_to_send(taps: tuple[str, ...]) -> None:
    assert len(taps) - 1 <= 5
    stage: Stage = played(person(adult=True), *taps)
    kinds = {button.kind for row in stage.said[-1][0].buttons for button in row}
    assert {"copy", "share"} <= kinds


FITS: tuple[Callable[[str], object], ...] = (
    *(needed.may_be_fact, needed.own_need, needed.own_ask, lines.may_be_fear, lines.own_did),
    *(lines.own_left, bounds.own_deed, bounds.own_reason, bounds.may_be_deed, read_limit),
    *(mending.own_what, mending.own_part, mending.own_next, said, threatens),
)


@pytest.mark.parametrize("fits", FITS, ids=lambda fits: fits.__name__)
@pytest.mark.parametrize(
    "text",
    ["🙂", " ", ".", "I", "you", "'", "{{ x }}", "Ich bin müde", "我累了", "a" * 140, "? ! ?"],
)
def test_anything_can_be_typed(fits: Callable[[str], object], text: str) -> None:
    fits(text)
