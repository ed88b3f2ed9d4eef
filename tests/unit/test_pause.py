"""The promises of the worst minute: at once, few words, few choices, five taps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from flows.engine.checks.walk import Walk
from flows.engine.effects import Picture, Say
from flows.engine.flow import Step
from flows.engine.known import JSON, Known, Person, Record
from flows.engine.render import render
from flows.engine.samples import Visitor
from flows.engine.ways import Scale
from flows.pause import flow
from flows.pausing.answers import LISTED
from flows.pausing.tells import PATTERNS, told
from tests.stage import NOON, the_book
from tests.unit.paused import LANES, last, offered, person, played, pressable, words
from tests.unit.talker import at

LONGEST = 160  # characters of a message


# — the first message -----------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_first_message_is_a_breath_in_at_most_25_words(pattern: str) -> None:
    stage = played(person(breath=pattern), "/pause")
    (say, message), *others = stage.said
    assert not others
    assert say.pictures == (Picture("breath", {"pattern": pattern}),)
    assert len(words(message).split()) <= 25
    assert offered(stage) == ["done", "another", "longer"]
    assert {"in", "out"} <= set(words(message).lower().replace(",", " ").replace(".", " ").split())


def test_the_alarm_is_named_and_said_to_do_its_job_in_one_short_line() -> None:
    line = last(played(person(), "/pause")).splitlines()[0]
    assert len(line) <= 120
    assert "alarm" in line
    assert "job" in line


@pytest.mark.parametrize("before", ["", "/start", "/checkin", "/settings", "/timeout"])
def test_pause_answers_at_once_from_any_state_without_set_up(before: str) -> None:
    stage = person()
    if before:
        stage.types(before)
    beat = stage.types("/pause")
    assert [say.step for say, _ in beat.said] == ["breath"]
    assert at(stage) == "pause.breath"


def test_the_breath_used_last_comes_first_and_can_be_changed_again() -> None:
    stage = played(person(), "/pause", "another", "sigh")
    assert stage.kept["breath"] == "sigh"
    assert stage.said[-1][0].pictures[0].values == {"pattern": "sigh"}
    assert "back" not in pressable(played(stage, "/pause"))
    assert stage.said[-1][0].pictures[0].values == {"pattern": "sigh"}


@pytest.mark.parametrize("minutes", ["1", "3", "5"])
def test_a_longer_breath_ends_by_the_clock_or_by_a_tap(minutes: str) -> None:
    stage = played(person(), "/pause", "longer", minutes)
    assert not stage.waits(timedelta(minutes=int(minutes), seconds=-1))
    stage.waits(timedelta(seconds=1))
    assert at(stage) == "pause.heat"
    assert at(played(person(), "/pause", "longer", minutes, "done")) == "pause.heat"


# — the shortest way ------------------------------------------------------------------------------


@pytest.mark.parametrize("pull", LANES)
def test_five_taps_lead_from_pause_to_a_choice_with_both_numbers(pull: str) -> None:
    taps = ("done", "8", pull, "6", "let_be")
    stage = played(person(), "/pause", *taps)
    assert stage.said[-1][0].step == "log"
    (kept,) = stage.records
    assert (kept.data["before"], kept.data["after"]) == (8, 6)
    assert kept.data["pull"] == pull


@pytest.mark.parametrize("pull", LANES)
def test_a_lane_is_two_taps_after_the_breath_and_has_a_deeper_way(pull: str) -> None:
    stage = played(person(), "/pause", "done", "8", pull)
    assert at(stage) == f"pause.{pull}"
    assert 2 <= len(offered(stage)) <= 4


def test_every_step_of_the_shortest_way_has_a_deeper_one() -> None:
    deeper = {"breath": "longer", "heat": "name", "next": "words"}
    for step, key in deeper.items():
        assert key in flow.by_name[step].on


def test_the_end_is_a_choice_of_five() -> None:
    stage = played(person(), "/pause", "done", "8", "reach", "6")
    assert offered(stage) == ["talk", "timeout", "words", "toolkit", "let_be"]


# — limits of every message -----------------------------------------------------------------------


@cache
def stands() -> tuple[tuple[Step, Known], ...]:
    """Every step as sample answers lead to it, for people with and without a past."""
    return tuple(_stands())


def _stands() -> Iterator[tuple[Step, Known]]:
    kept: list[dict[str, Any]] = [
        {},
        {"breath": "box", "pause_asked": "2026-03-10"},
        {"unsafe": True},
        {"triggers": ["x" * 300, "the door"], "toolkit": [{"text": "y" * 90, "minutes": 3}]},
    ]
    many = [Record("pause", NOON - timedelta(hours=n), {"before": 9, "after": 5}) for n in range(5)]
    walk = Walk(the_book(), flow)
    for settings in kept:
        walk.visit(Visitor("somebody", Person(kept=settings, memory={"pause": many}), NOON))
    assert not walk.faults
    for stand in walk.all:
        yield stand.step, stand.known
    long_words: dict[str, JSON] = {**dict.fromkeys(LISTED, "wortreich " * 5), "under": "w" * 200}
    for step in flow.steps:
        answers: dict[str, JSON] = {
            "long": 60,
            "wait": 1440,
            "before": 10,
            "after": 10,
            **long_words,
        }
        yield step, Known(answers, Person(memory={"pause": many}), NOON, the_book().library)


def test_no_message_is_longer_than_160_characters_not_even_one_that_is_resumed() -> None:
    book, seen = the_book(), set()
    for step, known in stands():
        seen.add(step.name)
        section = book.words.section("en", "pause", step.name)
        assert section, step.name
        resumed = [] if step.last else [("resume", "main")]
        for parts in [*((part,) for part in section.parts if part != "resume"), *resumed]:
            say = Say("pause", step.name, parts, {**known.answers, **told(known)})
            text = words(render(book, say, known.person, known.now))
            assert 0 < len(text) <= LONGEST, f"{step.name} {parts} has {len(text)}: {text}"
    assert seen == set(flow.by_name)


def test_at_most_five_choices_of_short_labels_the_scale_aside() -> None:
    for step, known in stands():
        options = step.reads.options(known) if step.reads else ()
        own = [o for o in options if not isinstance(step.reads, Scale)]
        assert len(own) + len(step.on) <= 5, step.name
        assert len({o.key for o in options} | set(step.on)) == len(options) + len(step.on)
        for option in own:
            assert len(option.label or "") <= 28, f"{step.name}: {option.label}"
            assert len(option.key) <= 44
        for key in (*step.on, *(o.key for o in own if o.label is None)):
            label = the_book().words.label("en", "pause", step.name, key)
            assert label, f"{step.name}: {key}"
            assert len(label.text) <= 28, f"{step.name}: {label.text}"


def test_at_most_three_choices_until_the_first_breath_is_done() -> None:
    for step, known in stands():
        if step.name in {"breath", "pattern", "longer"}:
            options = step.reads.options(known) if step.reads else ()
            assert 0 < len(options) + len(step.on) <= 3


def test_nothing_has_to_be_typed_and_every_wait_has_a_button() -> None:
    for step, known in stands():
        taps = [*(step.reads.options(known) if step.reads else ()), *step.on]
        assert taps or step.last, step.name


def test_the_engines_row_is_cancel_first_and_back_and_cancel_after() -> None:
    for step in flow.steps:
        alone = {"breath", "afraid"}
        assert step.bar == (("cancel",) if step.name in alone else ("back", "cancel"))


def test_typed_words_that_fit_nowhere_are_answered_in_one_short_line() -> None:
    stage = played(person(), "/pause")
    for text in ("aaargh", "100", "\N{LOUDLY CRYING FACE}"):
        (said,) = stage.types(text).said
        assert (said[0].step, said[0].parts) == ("breath", ("invalid",))
        assert len(words(said[1])) <= 60
