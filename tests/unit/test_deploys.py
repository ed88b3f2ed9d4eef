"""Talks outlive deploys (promise 2): sessions as they were stored, and flows that changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.engine.events import Back, Cancel, Started
from flows.engine.flow import END, Flow, Step, Target
from flows.engine.known import Known
from flows.engine.session import Crumb, Frame, Session
from flows.engine.ways import Choice, Timer
from tests.stage import Stage
from tests.unit.small_book import cool, held, home, leave, make
from tests.unit.talker import at, parts


def test_a_session_from_before_a_field_was_added() -> None:
    stored = b"""{"frames": [{"id": 3, "flow": "talk", "version": 1, "state": "two",
        "answers": {"one": "a"}, "trail": [{"state": "one"}]}], "next_id": 4}"""
    frame = Frame(3, "talk", 1, "two", {"one": "a"}, (Crumb("one"),))
    assert Session.from_json(stored) == Session((frame,), 4)


def test_a_session_with_a_field_that_is_no_more() -> None:
    stored = b"""{"frames": [{"id": 3, "flow": "talk", "version": 1, "state": "two", "mood": 1,
        "answers": {}, "trail": [{"state": "one", "wrote": [], "old": {}, "at": 7}], "seq": 2,
        "arrival": 2, "rung": true, "invited": false}], "next_id": 4, "touched": 9, "tone": "x"}"""
    frame = Frame(3, "talk", 1, "two", trail=(Crumb("one"),), seq=2, arrival=2, rung=True)
    assert Session.from_json(stored) == Session((frame,), 4, 9)


def road(version: int, *names: str, moved: Mapping[str, str]) -> Flow:
    """Steps one after the other."""
    nexts: tuple[Target, ...] = (*names[1:], END)
    steps = (
        Step(name, reads=Choice("a", "b", save=f"at{n}", then=to))
        for n, (name, to) in enumerate(zip(names, nexts, strict=True))
    )
    return Flow("road", version, tuple(steps), command="road", gated=False, moved=moved)


def soon(known: Known) -> datetime:
    return known.now + timedelta(minutes=20)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(make(tmp_path, home, leave, cool, held, road(1, "one", "two", "three", moved={})))


def deploy(stage: Stage, folder: Path, *flows: Flow) -> None:
    """The next version of some flows, with their words."""
    folder.mkdir()
    changed = {flow.name: flow for flow in flows}
    stage.book = make(folder, *{**stage.book.flows, **changed}.values())


def test_back_leads_through_renamed_steps(stage: Stage, tmp_path: Path) -> None:
    for text in ("/road", "a", "a"):
        stage.types(text)
    names = {"one": "uno", "two": "due", "three": "tre"}
    deploy(stage, tmp_path / "new", road(2, *names.values(), moved=names))
    stage.happens(Back())
    assert at(stage) == "road.due"
    stage.happens(Back())
    assert at(stage) == "road.uno"
    assert stage.session.top
    assert stage.session.top.answers == {}


def test_back_leaves_out_a_step_that_is_gone(stage: Stage, tmp_path: Path) -> None:
    for text in ("/road", "a", "a"):
        stage.types(text)
    deploy(stage, tmp_path / "new", road(2, "one", "three", moved={}))
    stage.happens(Back())
    assert at(stage) == "road.one"


def test_what_holds_the_talk_is_found_under_its_new_name(stage: Stage, tmp_path: Path) -> None:
    for text in ("/held", "/cool"):
        stage.types(text)
    step = replace(held.steps[0], name="remain")
    newer = replace(held, version=2, steps=(step,), moved={"stay": "remain"})
    deploy(stage, tmp_path / "new", newer)
    beat = stage.happens(Started("road"))
    assert (at(stage), parts(beat)) == ("held.remain", ("still",))
    assert len(stage.session.frames) == 1


def test_what_holds_the_talk_begins_again_when_its_place_is_gone(
    stage: Stage, tmp_path: Path
) -> None:
    stage.types("/held")
    newer = replace(held, version=2, steps=(replace(held.steps[0], name="other"),))
    deploy(stage, tmp_path / "new", newer)
    beat = stage.happens(Started("road"))
    assert (at(stage), parts(beat)) == ("held.other", ("changed", "main"))


def test_a_bell_kept_for_later_in_a_step_that_no_longer_waits(stage: Stage, tmp_path: Path) -> None:
    rings = replace(
        road(2, "one", "two", "three", moved={}),
        steps=(Step("one", waits=Timer(soon, then="two"), on={"go": "two"}), Step("two")),
    )
    deploy(stage, tmp_path / "new", rings)
    for text in ("/road", "/cool"):
        stage.types(text)
    stage.waits(timedelta(hours=1))
    assert [frame.rung for frame in stage.session.frames] == [True, False]
    deploy(stage, tmp_path / "newer", road(3, "one", "two", "three", moved={}))
    beat = stage.happens(Cancel())
    assert (at(stage), parts(beat)) == ("road.one", ("resume", "main"))
