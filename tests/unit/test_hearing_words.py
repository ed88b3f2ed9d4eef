"""Said back, and reassured: whose words change, and that two sentences are all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import pytest

from flows import guards, reassure
from flows.engine.known import Known, Person
from flows.hearing import lines, reassuring
from flows.hearing.mirror import said_back
from flows.wording.sendable import OWN, sendable
from tests.stage import NOON, the_book

SHE = Person(kept={"adult": True})


def known(**answers: str) -> Known:
    return Known(answers, SHE, NOON, the_book().library)


@pytest.mark.parametrize(
    ("they", "back"),
    [
        ("you never listen to me", "I never listen to you"),
        ("I miss you", "you miss me"),
        ("I told you I was tired", "you told me you were tired"),
        ("I feel like u dont care about me", "you feel like I do not care about you"),
        ("I need you to help me", "you need me to help you"),
        ("it hurts when you say that", "it hurts when I say that"),
        ("Your mother hates me.", "my mother hates you"),
        ("You were late again and I was worried", "I was late again and you were worried"),
    ],
)
def test_persons_change(they: str, back: str) -> None:
    assert said_back(they) == f"What I hear is that {back}."


@pytest.mark.parametrize(
    ("they", "back"),
    [
        ("Can you put that away?", "I heard you ask: “Can you put that away?”"),
        ("the way you talk to me hurts", "I heard you say: “the way you talk to me hurts”."),
        ("you are a selfish idiot", ""),
        ("a word " * 40, ""),
        ("", ""),
    ],
)
def test_what_is_not_plain_is_quoted_or_left(they: str, back: str) -> None:
    assert said_back(they) == back


def test_the_whole_has_four_parts_in_their_order() -> None:
    one = known(said="carry", mirror="typed", check="right", validate="tired", ask="like")
    assert lines.whole(one) == (
        "You carry most of it, and it goes unnoticed. Did I get that right? "
        "That is a lot for one person and one day. What was that like for you?"
    )
    assert lines.whole(known(said="carry", mirror="other", ask="so tell me")) == "So tell me."


def test_validations_follow_the_mirror_that_was_taken() -> None:
    assert lines.entries(known(said="phone", mirror="worried"), "validate")[0].key == "worried"
    assert lines.entries(known(said="furious"), "validate")[0].key == "angry"


def unsendable(texts: Iterable[str]) -> list[str]:
    """Which of these the rewriter would not let through as they are."""
    return [text for text in texts if dict(sendable(text, SHE)).get(OWN) != text]


def test_each_line_can_be_sent_from_any_chat() -> None:
    lists = the_book().library["lists"]["en"]
    names = ("sayings", "mirrors", "checkings", "validations", "openers", "truths")
    assert unsendable(entry.says for name in names for entry in lists[name].values()) == []


def test_the_whole_can_be_sent_from_any_chat() -> None:
    lists = the_book().library["lists"]["en"]
    names = ("mirrors", "checkings", "validations", "openers")
    rows = [[entry.says for entry in lists[name].values()] for name in names]
    rows[0] += [entry.says for entry in lists["sayings"].values()]
    texts = [" ".join(row[n % len(row)] for row in rows) for n in range(80)]
    assert unsendable(texts) == []
    assert unsendable(reassurances()[::29]) == []


def test_a_time_that_is_over_is_not_offered() -> None:
    def keys(hour: int, zone: str | None) -> set[str]:
        person = SHE.keeping("zone", zone)
        now = NOON.replace(hour=hour)
        found = Known({"offer": "call"}, person, now, the_book().library)
        return {option.key for option in reassuring.limits(found)}

    assert {"at_nine", "after_work", "tonight"} <= keys(12, "UTC")
    assert keys(22, "UTC") == {"tomorrow", "in_an_hour", "weekend"}
    assert keys(22, None) == keys(12, "UTC")


def reassurances() -> list[str]:
    lists = the_book().library["lists"]["en"]
    return [
        reassuring.line(known(truth=truth, offer=offer, limit=limit.key))
        for truth, offer in itertools.product(lists["truths"], lists["offers"])
        for limit in reassuring.limits(known(offer=offer))
    ]


def test_a_reassurance_is_two_sentences_with_a_limit() -> None:
    # shows S6.4
    for text in reassurances():
        assert len(re.findall(r"[.?!](?:\s|$)", text)) == 2, text
        assert re.search(r"\. I (?:can|will) ", text), text
        assert len(text) <= 200


@pytest.mark.parametrize("text", ["I am here. Really.", "One? Two.", "One\ntwo"])
def test_own_words_are_one_sentence(text: str) -> None:
    assert not reassuring.one_sentence(text)
    assert reassuring.one_sentence("I am here, and I stay until ten.")


def test_own_words_stand_well_in_the_sentence() -> None:
    own = known(truth="i like our evenings", offer="I'll cook", limit="until eight")
    assert reassuring.line(own) == "I like our evenings. I can cook until eight."
    assert reassuring.line(known(truth="other", offer="other", limit="other")) == ""


def test_what_answers_the_fear_comes_first() -> None:
    lists = the_book().library["lists"]["en"]
    for fear in lists["alarms"]:
        shown = reassuring.truths(known(afraid=fear))
        assert fear in lists["truths"][shown[0].key].needs
        answering = [truth for truth in lists["truths"].values() if fear in truth.needs]
        assert {one.key for one in shown[: len(answering)]} == {one.key for one in answering}
    assert reassuring.truths(known(afraid="own words"))[0].key == "not_leaving"


def test_enough_gestures_and_signs_one_can_rely_on() -> None:
    # shows S6.2, S8.20
    gestures = the_book().library["lists"]["en"]["gestures"].values()
    assert len(gestures) >= 20
    assert {one.kind for one in gestures} == set(reassuring.KINDS)
    assert sum(one.kind == "sign" for one in gestures) >= 5


@pytest.mark.parametrize(("before", "often"), [(0, False), (1, False), (2, True), (4, True)])
def test_the_third_time_within_hours_leads_to_coping(before: int, *, often: bool) -> None:
    # shows X6
    now = int(NOON.timestamp())
    times = [now - 1800 * (n + 1) for n in range(before)]
    person = SHE.keeping("visits", times[::-1])
    assert reassure.keeps_asking(Known({}, person, NOON)) is often
    old = SHE.keeping("visits", [now - int(guards.WITHIN.total_seconds()) - 60] * before)
    assert not reassure.keeps_asking(Known({}, old, NOON))
