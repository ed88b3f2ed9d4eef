"""The builders of sentences, /needs, /boundary, /repair: what they may say, what they refuse."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise, product

import pytest

from flows import boundary, lists, needs, repair
from flows.engine.events import TimerFired
from flows.engine.flow import END, START, Flow
from flows.engine.known import Answers, Known, Person
from flows.rewriting.checker import wrong
from flows.wording import bounds, lines, mending, needed
from flows.wording.limits import areas, presets, read_limit
from flows.wording.own import fair, pattern, said, threatens
from tests.stage import NOON, Stage, the_book
from tests.unit.paused import last, person, played

COPY_TEXT = 256
LISTS: Mapping[str, lists.List] = the_book().library["lists"]["en"]


def known(**answers: str) -> Known:
    return Known(answers, Person(), NOON, the_book().library)


def given(**answers: str | None) -> Known:
    return known(**{name: value for name, value in answers.items() if value})


# --- limits ---------------------------------------------------------------------------------------

CONTROL = {
    "people": [
        "you can't see your friends without me",
        "I don't want you to talk to your ex",
        "no male friends",
        "my girlfriend can't have guy friends",
        "I'll leave you if you talk to him again",
        "block your ex",
        "he can't follow other women on instagram",
        "I don't allow her to see her family",
        "stop seeing your mates every weekend",
        "i dont want u talking to other guys",
        "I am not comfortable with you having female friends",
        "I get to see who you text",
    ],
    "clothes": [
        "you can't wear that",
        "don't wear short skirts",
        "if you wear that I won't come with you",
        "I don't like you wearing makeup",
        "stop dressing like that",
    ],
    "phone": [
        "I need your password",
        "i need access to ur phone",
        "I want to see your phone whenever I ask",
        "you have to share your location with me",
        "I need to know where you are at all times",
        "you have to answer within ten minutes",
        "delete instagram",
        "I check your phone every night",
        "I will track your location",
    ],
    "money": [
        "I decide what you spend",
        "give me your salary",
        "they need to ask me before they buy anything",
        "I keep your bank card",
    ],
    "going": [
        "she must not go out without me",
        "I won't let you go clubbing",
        "you must be home by ten",
        "you can't travel alone",
        "you may only go out with me",
        "he must ask my permission to go out",
    ],
    "work": ["you need to quit your job", "I won't let you work with him"],
    "body": ["you should lose weight", "you must have sex with me twice a week"],
}
OWN = [
    "I don't talk while we shout",
    "I keep Thursday evenings for my friends",
    "I won't lend money again",
    "I don't answer messages after ten",
    "I need an hour alone when I come home",
    "My phone is private",
    "I don't share my password",
    "I wear what I want",
    "I want to keep my job",
    "I need to see my friends",
    "I need to go out with my friends sometimes",
    "I don't sleep in the same room when you have been drinking",
    "I will not stay with someone who cheats",
    "I am not in a relationship where we date other people",
    "If you gamble I keep my money in my own account",
    "If you are late I start dinner without you",
    "I stop talking when you look at your phone",
    "I don't hang out with your friends every weekend",
    "I don't do visits to your parents every weekend",
    "I won't pay your debts",
    "I won't be spoken to like that",
    "I can say no to sex",
    "I don't want to have sex when we are fighting",
    "I don't like it when you shout",
]
TURNED = {
    "you can't check my phone": "private",
    "stop reading my messages": "private",
    "I need you to stop reading my diary": "private",
    "don't tell me what to wear": "clothes",
    "he doesn't get to decide who I see": "friends",
    "I won't let you control my money": "own_money",
    "don't touch me without asking": "body",
    "you must not shout at me": "shouting",
    "please don't shout": "shouting",
    "stop calling me names": "names",
    "don't ever speak to my mother like that": "names",
    "don't bring up old things": "one_subject",
    "you can't ring me at work": "at_work",
    "leave me alone": "hour_after",
}
DEMANDS = [
    "you must listen to me",
    "be nicer to me",
    "you have to help more",
    "I want you to care",
    "stop being lazy",
    "you have to put your phone away at dinner",
    "no phones at dinner",
]
THREATS = [
    "if you do that again you will regret it",
    "I'll take the kids",
    "I will tell everyone what you did",
    "do it or else",
    "I'll kick you out",
    "if you shout again we're done",
    "it's me or your mother",
]


@pytest.mark.parametrize(("area", "text"), [(a, t) for a, texts in CONTROL.items() for t in texts])
def test_control_is_no_limit(area: str, text: str) -> None:
    found = read_limit(text)
    assert (found.verdict, found.area) == ("control", area)


@pytest.mark.parametrize("text", OWN)
def test_what_is_ones_own_is_a_limit(text: str) -> None:
    assert read_limit(text).verdict == "own"


@pytest.mark.parametrize(("text", "limit"), TURNED.items())
def test_an_order_about_my_own_part_is_turned_round(text: str, limit: str) -> None:
    found = read_limit(text)
    assert (found.verdict, found.preset) == ("turned", limit)


@pytest.mark.parametrize("text", DEMANDS)
def test_what_they_should_do_is_a_demand(text: str) -> None:
    assert read_limit(text).verdict == "demand"


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_is_a_threat(text: str) -> None:
    assert read_limit(text).verdict == "threat"
    assert not bounds.own_deed(text)


def test_patterns_name_limits_that_there_are_and_areas_that_the_words_know() -> None:
    assert presets() <= set(LISTS["limits"])
    assert set(areas()) == set(CONTROL)
    said_of = the_book().words.languages["en"]["boundary"].file.read_text("utf-8")
    for area in list(areas())[:-1]:
        assert f'area == "{area}"' in said_of


# --- boundary -------------------------------------------------------------------------------------


def sentences() -> Iterator[str]:
    for limit in LISTS["limits"]:
        deeds = [option.key for option in bounds.deeds(known(limit=limit))]
        whys = [option.key for option in bounds.reasons(known(limit=limit))]
        assert len(deeds) >= 4
        for deed, why in product([*deeds, "other"], [*whys, "other"]):
            yield str(bounds.told(known(limit=limit, deed=deed, why=why))["one"])


def test_every_limit_says_what_i_do_and_fits_a_copy_button() -> None:
    for one in sentences():
        assert len(one) <= COPY_TEXT
        assert "I'll " in one
        assert fair(one), one
        assert not pattern("orders").search(one.split(". ")[0]), one


def test_there_are_presets_of_each_kind() -> None:
    for kind in bounds.KINDS:
        assert len(bounds.limits(known(about=kind))) >= 4
    kinds = {entry.kind for entry in LISTS["limits"].values()}
    assert kinds == set(bounds.KINDS)
    named = {key for one in LISTS["limits_do"].values() for key in one.kind.split()}
    assert set(LISTS["limits"]) <= named
    assert named - {"any", "plain"} <= set(LISTS["limits"])


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("put my phone in the kitchen", "I'll put my phone in the kitchen"),
        ("then i will go for a walk", "I'll go for a walk"),
        ("you will be quiet", ""),
        ("I'll check your phone", ""),
        ("you pig", ""),
        ("", ""),
    ],
)
def test_a_deed_is_ones_own(text: str, deed: str) -> None:
    assert bounds.own_deed(text) == deed


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
    made = needed.statements(
        known(line="need", fact="no_time", feel="disconnected", ask="date_night")
    )
    assert made[0] == (
        "I feel disconnected when we don't have dedicated time together. Can we plan a date night?"
    )


def test_a_fact_that_blames_is_shown_with_the_reason() -> None:
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


def test_thanks_and_small_asks_are_one_line() -> None:
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
    for part in [*LISTS["repair_part"].values(), None]:
        told = [mending.effort_line(LISTS["repair_effort"], part, turn) for turn in range(6)]
        assert all(one != after for one, after in pairwise(told))
        assert len(set(told)) >= 4


# --- all three ------------------------------------------------------------------------------------


@pytest.mark.parametrize("flow", [needs.flow, boundary.flow, repair.flow], ids=lambda f: f.name)
def test_nothing_is_worded_beside_somebody_who_harms(flow: Flow) -> None:
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
