"""The sentences of the article, and the promises of a rewrite, over lines that were not fitted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows.rewriting import Rewrite, Tuning, rewrite
from flows.rewriting.checker import wrong
from flows.rewriting.flags import flags
from flows.rewriting.text import read

LINES = Path(__file__).parents[1] / "data" / "rewrite"


def flagged(found: Rewrite) -> set[str]:
    return {flag.id for flag in found.flags}


@pytest.mark.parametrize("text", ["You’re too needy", "You’re too distant"])
def test_a_label_becomes_a_feeling_and_a_need(text: str) -> None:
    # shows S4.25, S4.26
    found = rewrite(text)
    assert found.kind == "complaint"
    assert found.flags
    assert len(found.versions) == 3
    for one in found.versions:
        assert not any(flag.blame for flag in flags(read(one.text)))
        assert not re.search(r"too (needy|distant)|needy", one.text)
        assert re.search(r"\bI\b", one.text)


def test_you_never_spend_enough_time_with_me() -> None:
    # shows S5.17
    found = rewrite("You never spend enough time with me")
    assert "always_never" in flagged(found)
    assert found.topic == "time_together"
    for one in found.versions:
        assert "never" not in one.text.lower()
        assert one.text.count("?") == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "I’ve been feeling a bit disconnected lately, and I’d love some quality time with you "
            "later this week."
        ),
        "I feel disconnected when we don’t have dedicated time together. Can we plan a date night?",
        "When I feel insecure, I tend to seek more reassurance",
        "When I feel overwhelmed, I tend to retreat",
    ],
)
def test_good_statements_pass_unchanged(text: str) -> None:
    # shows S5.18, S8.14
    found = rewrite(text)
    assert (found.kind, found.flags) == ("good_i_statement", ())
    assert found.versions[0].text.rstrip(".") == text.replace("’", "'").rstrip(".")


def test_a_break_that_ends_is_known_as_one() -> None:
    # shows S5.19
    found = rewrite("I need a few minutes to process this, but I want to come back to it.")
    assert (found.kind, found.returns) == ("good_i_statement", True)
    assert not rewrite("I felt sad on Sunday. Could we talk at eight?").returns


def lines() -> list[dict[str, str]]:
    return [
        json.loads(row)
        for file in sorted(LINES.glob("*.jsonl"))
        for row in file.read_text("utf-8").splitlines()
    ][::53]


@pytest.mark.parametrize("style", ["softest", "plain", "short"])
def test_whatever_is_said_passes_the_checker(style: str) -> None:
    for line in lines():
        found = rewrite(line["text"])
        for one in found.versions:
            if one.style == style and found.kind in {"complaint", "ultimatum"}:
                assert not wrong(one.text), (line["text"], one.text)


def test_the_same_text_has_the_same_versions_and_another_turn_has_others() -> None:
    text = "you never tell me where you are going"
    assert rewrite(text) == rewrite(text)
    again = rewrite(text, Tuning(turn=1))
    assert {one.text for one in again.versions} != {one.text for one in rewrite(text).versions}


@pytest.mark.parametrize(
    "text", ["", " ", "🙃" * 300, "x" * 4096, "\x00\x01", "あ" * 4000, "?!" * 2000]
)
def test_it_is_total(text: str) -> None:
    found = rewrite(text)
    assert found.kind in {"not_a_complaint", "unsupported_language", "complaint"}
