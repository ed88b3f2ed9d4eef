"""At each step of each flow that pressing leads to: what is asked for there, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from flows.engine import stack
from flows.engine.events import BAR, Cancel, Started
from flows.engine.flow import Step
from flows.engine.session import Frame
from tests.stage import Beat, Stage, the_book

FLOWS = sorted(the_book().flows)
FREE = [flow for flow in FLOWS if not the_book().flows[flow].holds]
HELD = [flow for flow in FLOWS if flow not in FREE]
BEGUN = [flow for flow in FREE if not the_book().flows[flow].menu]  # nobody goes back to a menu
WITHOUT_STEPS = {"start", "leave"}  # for who is known, these pass on at once
LONGEST = 14  # presses

Path = tuple[str, ...]


def played(flow: str, path: Sequence[str]) -> Stage:
    stage = Stage(the_book(), {"adult": True})
    stage.happens(Started(flow))
    for key in path:
        stage.presses(key)
    return stage


def top_of(stage: Stage) -> Frame:
    assert stage.session.top is not None
    return stage.session.top


def step_of(stage: Stage, beat: Beat) -> Step:
    """What was said first."""
    say = beat.said[0][0]
    return stage.book.flows[say.flow].by_name[say.step]


@cache
def paths(flow: str) -> Sequence[Path]:
    """A way to each step."""
    todo: list[Path] = [()]
    found: dict[str, Path] = {}
    while todo:
        path = todo.pop()
        stage = played(flow, path)
        top = stage.session.top
        if top is None or top.flow != flow or top.state in found or len(path) > LONGEST:
            continue
        found[top.state] = path
        keys = [b.key for row in stage.said[-1][0].buttons for b in row if b.kind == "press"]
        todo.extend((*path, key) for key in keys if key not in BAR)
    return tuple(found.values())


@pytest.mark.parametrize("flow", FLOWS)
def test_there_are_steps_to_stand_at(flow: str) -> None:
    assert paths(flow) or the_book().flows[flow].steps[0].last or flow in WITHOUT_STEPS


@pytest.mark.parametrize("other", ["pause", "timeout", "privacy"])
@pytest.mark.parametrize("flow", BEGUN)
def test_what_interrupts_comes_back_to_the_very_step(flow: str, other: str) -> None:
    for path in paths(flow) if flow != other else ():
        stage = played(flow, path)
        before = top_of(stage)
        beat = stage.happens(Started(other))
        assert beat.said[0][0].flow == other
        if step_of(stage, beat).alone:  # its first word was its last, for who is harmed at home
            assert not stage.session.frames
            continue
        assert top_of(stage).flow == other
        stage.happens(Cancel())
        after = top_of(stage)
        assert (after.id, after.state, after.answers) == (before.id, before.state, before.answers)
        assert stage.said[-1][0].step == before.state


@pytest.mark.parametrize("flow", FREE)
def test_a_pause_begins_with_a_breath_from_every_step(flow: str) -> None:
    """Of pause's own steps, only one that somebody counts on is shown instead: it has its time."""
    for path in paths(flow):
        stage = played(flow, path)
        before = top_of(stage)
        beat = stage.happens(Started("pause"))
        [pause] = [frame for frame in stage.session.frames if frame.flow == "pause"]
        assert top_of(stage) == pause
        if flow == "pause" and stack.promised(stage.book, before):
            assert (pause.id, pause.state, pause.answers) == (
                before.id,
                before.state,
                before.answers,
            )
        else:
            assert (pause.state, pause.answers) == ("breath", {})
            assert pause.id > before.id
            assert [(say.step, say.parts) for say, _ in beat.said] == [("breath", ("main",))]


def test_a_pause_beneath_a_promised_time_out_gives_way_to_a_new_breath() -> None:
    for path in paths("pause"):
        stage = played("pause", path)
        counted_on = stack.promised(stage.book, top_of(stage))
        for move in ("/timeout", "tired", "20", "/pause"):
            stage.types(move)
        assert [frame.flow for frame in stage.session.frames] == ["timeout", "pause"]
        assert (top_of(stage).state == "breath") is not counted_on, path
        stage.types("/timeout")
        assert top_of(stage).state == "sentence", "and the time-out is still what it was"


@pytest.mark.parametrize("flow", HELD)
def test_what_holds_the_talk_is_put_again(flow: str) -> None:
    for path in paths(flow):
        stage = played(flow, path)
        before = top_of(stage)
        for other in ("pause", "timeout"):
            stage.happens(Started(other))
            assert (top_of(stage).id, top_of(stage).state) == (before.id, before.state)
