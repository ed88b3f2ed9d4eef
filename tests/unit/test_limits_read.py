"""/boundary: what is read as a limit, what is refused, and that every sentence keeps to oneself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from flows import lists
from flows.engine.known import Known, Person
from flows.wording import bounds
from flows.wording.limits import areas, presets, read_limit
from flows.wording.own import fair, pattern
from tests.stage import NOON, the_book

COPY_TEXT = 256
LISTS: Mapping[str, lists.List] = the_book().library["lists"]["en"]


def known(**answers: str) -> Known:
    return Known(answers, Person(), NOON, the_book().library)


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
    "you gave me a vacuum for my birthday",
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
