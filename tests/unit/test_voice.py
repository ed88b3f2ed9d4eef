"""The bot's own voice: calm, owns its mistakes, scolds no answer, says when it will be back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from flows.engine.wordfile import Source
from tests.stage import the_book

BLAME = re.compile(
    r"\b(you (did|have|made|typed|entered)( \w+)? (wrong|mistake|error)\w*|wrong|incorrect|"
    r"error|failed|not allowed|forbidden|must)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(r"I will (?:write|ask once|say when)[^.]*", re.IGNORECASE)
MOMENT = re.compile(r"until|time is up|it is time|when|then|later|once|\bat\b", re.IGNORECASE)


def parts(name: str) -> Iterator[tuple[str, Source]]:
    """One part of every step of every exercise."""
    for flow, file in the_book().words.languages["en"].items():
        for step, section in file.sections.items():
            if name in section.parts:
                yield f"{flow}.{step}", section.parts[name]


def shared(section: str) -> str:
    source = the_book().words.part("en", "_shared", section, "main")
    assert source
    return source.text


def test_after_a_fault_it_owns_it_and_says_what_to_do() -> None:
    # shows S7.19
    sorry = shared("sorry")
    assert "on this side" in sorry
    assert "nothing you did" in sorry
    assert "Nothing is lost" in sorry
    assert "try that once more" in sorry


@pytest.mark.parametrize("section", ["invalid", "unreadable", "unknown", "stale", "back_none"])
def test_what_it_cannot_do_is_its_own_limit(section: str) -> None:
    assert not BLAME.search(shared(section))


def test_no_answer_is_scolded() -> None:
    found = dict(parts("invalid"))
    assert len(found) > 100
    assert {
        place: source.text for place, source in found.items() if BLAME.search(source.text)
    } == {}


def test_the_test_would_find_a_scolding() -> None:
    for text in ("That is wrong.", "Error: no number", "You must tap one.", "You typed it wrong"):
        assert BLAME.search(text), text


def test_a_promise_to_write_names_its_moment_and_is_kept_by_a_timer() -> None:
    # shows S7.19
    book = the_book()
    promises = [
        (place, said) for place, source in parts("main") for said in PROMISE.findall(source.text)
    ]
    assert len(promises) >= 6
    for place, said in promises:
        flow, step = place.split(".")
        assert MOMENT.search(said), place
        here = book.flows[flow].by_name[step]
        later = [book.flows[flow].by_name.get(str(e.target)) for e in book.flows[flow].edges
                 if e.source == step]  # fmt: skip
        assert here.does or any(one and one.waits for one in (here, *later)), place
