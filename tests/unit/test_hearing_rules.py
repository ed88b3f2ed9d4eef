"""The rules that mark a reply: each example is caught, each look-alike passes, on its place."""

from __future__ import annotations

import pytest
import yaml

from flows.engine.known import Known, Person
from flows.hearing import drafts, drill, small
from flows.hearing.rules import MOST, marks, rules
from tests.stage import CONTENT, NOON, the_book

CAUGHT = [(f, r.id, t) for f in ("flags", "promises") for r in rules(f).values() for t in r.catches]
PASSED = [(f, t) for f in ("flags", "promises") for r in rules(f).values() for t in r.passes]


def lists(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load(
        (CONTENT / "en" / "lists" / f"{name}.yaml").read_text("utf-8")
    )
    return found


@pytest.mark.parametrize(("file", "kind", "text"), CAUGHT)
def test_each_example_is_caught_by_its_rule(file: str, kind: str, text: str) -> None:
    # shows S8.5
    assert kind in {mark.id for mark in marks(text, file)}


@pytest.mark.parametrize(("file", "text"), PASSED)
def test_each_look_alike_passes(file: str, text: str) -> None:
    assert marks(text, file) == ()


def test_every_rule_has_enough_of_both() -> None:
    assert {"fixing", "defending", "blaming", "shrinking"} == set(rules("flags"))
    for rule in rules("flags").values():
        assert len(rule.catches) >= 12
        assert len(rule.passes) >= 8


def test_a_mark_lies_on_the_words_themselves() -> None:
    text = "Well… have u tried TALKING to her? but i only wanted to help!!"
    found = [(mark.id, text[mark.start : mark.end]) for mark in marks(text, "flags")]
    assert found == [("fixing", "have u tried"), ("defending", "but i only")]


@pytest.mark.parametrize("text", ["", "   ", "🙃", "?", "you " * 3000, "don't worry " * 200])
def test_any_text_is_borne(text: str) -> None:
    assert len(marks(text, "flags")) <= MOST


def test_no_line_that_is_offered_carries_a_mark() -> None:
    for name in ("sayings", "mirrors", "checkings", "validations", "openers"):
        for entry in lists(name):
            assert marks(entry["says"], "flags") == (), entry["says"]
    for entry in lists("truths"):
        assert marks(entry["says"], "promises") == (), entry["says"]


def test_enough_lines_and_no_question_that_charges() -> None:
    # shows S6.13, S8.5
    assert len(lists("validations")) >= 10
    questions = [entry["says"] for entry in lists("openers")]
    assert len(questions) >= 10
    assert all(one.endswith("?") and not one.lower().startswith("why") for one in questions)
    assert not any(" but " in entry["says"] for entry in lists("validations"))


def test_the_rules_agree_with_the_scenes() -> None:
    assert len(drill.scenes()) >= 8
    for scene in drill.scenes():
        assert [reply.kind for reply in scene.replies].count(drill.HEARS) == 1
        for reply in scene.replies:
            wanted = set() if reply.kind == drill.HEARS else {reply.kind}
            assert {mark.id for mark in marks(reply.text, "flags")} == wanted, reply.text
    places = [[r.kind for r in s.replies].index(drill.HEARS) for s in drill.scenes()]
    assert max(places.count(place) for place in range(3)) <= 4  # no place is the right one


def test_enough_bids_of_every_kind() -> None:
    # shows S7.14
    assert len(small.bids()) >= 12
    assert {bid.reach for bid in small.bids()} == set(small.REACHES)
    assert len({bid.key for bid in small.bids()}) == len(small.bids())


def test_all_scenes_come_once_in_a_round() -> None:
    keys = [drill.scene(Known({"scene_turn": n}, Person(), NOON)).key for n in range(10)]
    assert len(set(keys)) == len(drill.scenes()) == 10


def test_a_long_reply_is_cut_and_still_says_why() -> None:
    late = "I hear you. " * 40 + "But I only wanted to help."
    told = drafts.told(Known({"draft": late}, Person(), NOON, the_book().library))
    assert told["reasons"] == [[rules("flags")["defending"].label, rules("flags")["defending"].why]]
    assert len(str(told["pieces"])) < 300
