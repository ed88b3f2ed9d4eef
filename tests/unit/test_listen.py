"""The listener: floors on written lines, and what must hold for any text."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.safety import listen
from flows.safety.heard import RISKS, URGENCY
from flows.safety.notation import Lexicon, NotationError, read
from flows.safety.text import words

DATA = Path(__file__).parents[1] / "data" / "listen"


@cache
def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(row) for row in (DATA / f"{name}.jsonl").read_text().splitlines()]


def figures(name: str) -> dict[str, tuple[float, float]]:
    """By label: the share that is right and the share that is heard at all."""
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    for line in lines(name):
        good = {line["label"], *re.findall(r"also=(\w+)", line.get("note") or "")}
        label = listen(line["text"]).label
        count[line["label"]] += 1
        right[line["label"]] += label in good
        heard[line["label"]] += label not in good if line["label"] == "none" else label != "none"
    return {label: (right[label] / count[label], heard[label] / count[label]) for label in count}


# The rules and the model have seen these lines: floors against going back, not claims about others.
@pytest.mark.parametrize(
    ("name", "caught", "heard", "alarmed"),
    [("dev", 0.85, 0.85, 0.03), ("written", 0.93, 0.97, 0.04), ("own", 0.86, 0.97, 0.09)],
)
def test_written_lines_stay_heard(name: str, caught: float, heard: float, alarmed: float) -> None:
    found = figures(name)
    for label in RISKS:
        assert found[label][0] >= caught, label
        assert found[label][1] >= heard, label
    assert found["none"][1] <= alarmed


def test_everyday_complaints_are_let_pass() -> None:
    assert figures("everyday")["none"][1] <= 0.02


def test_every_verdict_but_none_names_its_reasons() -> None:
    for line in (*lines("dev"), *lines("own")):
        found = listen(line["text"])
        assert bool(found.reasons) == (found.label != "none")
        assert found.label in URGENCY


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_verdict(text: str) -> None:
    assert listen(text).label in URGENCY


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([line["text"] for line in lines("dev") if line["text"].isascii()]))
def test_case_quotes_and_spaces_change_nothing(text: str) -> None:
    said = words(text)
    assert words(text.replace("'", "’")) == said
    assert words(f"  {text}  ") == said
    assert words(text.title()) == words(text.lower())


@pytest.mark.parametrize(
    "typed",
    [
        "i want to k i l l myself",
        "I WANT TO KILL MYSELF",
        "i w4nt t0 k1ll mys3lf",
        "gonna k*ll myself",
        "i want to kiiiill myself",
        "i want to kill my self",
        "wanna kms",
        "s u i c i d e is on my mind",
        "thinking of sucide",
        "i wаnt to kill myself",
        "i want to kil\u200bl myself",
        "im gonna unalive myself",
    ],
)
def test_disguised_words_are_read(typed: str) -> None:
    assert listen(typed).label == "self_harm"


def test_a_long_text_is_read_to_its_end() -> None:
    assert (
        listen("we argued about the dishes. " * 140 + "he strangled me").label == "partner_violence"
    )


def test_a_broken_pattern_names_its_place() -> None:
    with pytest.raises(NotationError, match="no list"):
        read("<nobody> hit me", Lexicon({}, {}))
