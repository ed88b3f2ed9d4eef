"""Random walks through every flow: no exception, always an answer, nothing done twice."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.effects import Keep, Passed, Say, Schedule
from flows.engine.events import (
    BAR,
    Again,
    Back,
    Cancel,
    Edited,
    Event,
    Help,
    Pressed,
    Started,
    TimerFired,
    Typed,
    Unreadable,
    from_token,
)
from flows.engine.session import Session
from tests.stage import Beat, Stage, the_book

RANDOM = os.environ.get("WALKS_SEED") == "random"  # new walks each run; else the same ones
PROFILE = settings.get_profile("walks")
WALKS = settings(PROFILE, max_examples=PROFILE.max_examples // 2, derandomize=not RANDOM)
FLOWS = sorted(the_book().flows)
GARBAGE = [
    "", " ", "¹", "٣", "-1", "1e9", "0", "7", "8/10", "99999999999", "/", "//", "/nosuch",
    "/start a b", "/start x-y_Z9", "/pause@somebody_bot", "😀" * 30, "\u200b", "\x00\x1b[31m",
    "a" * 4096, "<b>bold</b>", "{{ person }}", "{% raw %}", "стоп", "توقف", "no", "yes", "Back",
    "stop", "help", "skip", "21:40", "half an hour", "Berlin", "it is 21:40 here",
    "u never txt me back", "٢١:٤٠",
]  # fmt: skip

moves = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.integers(0, 30)),
        st.tuples(st.just("press"), st.integers(0, 4)),
        st.tuples(st.just("type"), st.sampled_from(GARBAGE)),
        st.tuples(st.just("text"), st.text(max_size=40)),
        st.tuples(st.just("old"), st.integers(0, 40)),
        st.tuples(st.just("wait"), st.sampled_from([1, 3, 21, 600, 1500, 30000])),
        st.tuples(st.just("event"), st.integers(0, 9)),
        st.tuples(st.just("begin"), st.sampled_from(FLOWS)),
    ),
    min_size=1,
    max_size=30,
)
EVENTS: list[Event] = [
    Back(), Cancel(), Help(), Again(), Started("pause"), Unreadable("photo"), Edited("hello"),
    TimerFired("frame:1", 1, 1), TimerFired("nothing"), Pressed(10**8, 1, "x"),
]  # fmt: skip


def presses(say: Say) -> list[str]:
    return [button.value for row in say.buttons for button in row if button.kind == "press"]


def the_event(stage: Stage, kind: str, what: object) -> Event | None:
    buttons = [value for say, _ in stage.said for value in presses(say)]
    live = presses(stage.said[-1][0]) if stage.said else []
    match kind, what:
        case "press", int(n) if live:
            return from_token(live[n % len(live)])
        case "old", int(n) if buttons:
            return from_token(buttons[n % len(buttons)])
        case "type" | "text", str(text):
            return Typed(text)
        case "event", int(n):
            return EVENTS[n]
        case "begin", str(flow):
            return Started(flow)
    return None


def holds(stage: Stage, before: Session, event: Event, beat: Beat) -> None:
    """What must be true after any turn."""
    effects = beat.turn.effects
    answered = any(isinstance(e, Say | Passed | Schedule) for e in effects)
    assert answered or isinstance(event, Edited | TimerFired), (before, event)
    if isinstance(event, Edited):
        assert stage.session.frames == before.frames
    frames = stage.session.frames
    assert len({f.id for f in frames}) == len(frames)
    assert len({f.flow for f in frames}) == len(frames), "a flow lies twice in the stack"
    assert all(f.id < stage.session.next_id for f in frames)
    for say, message in beat.said:
        assert Pressed(0, 0, "") not in map(from_token, presses(say)), (
            "a button that cannot be read"
        )
        assert message.html.strip(), "an empty message"
        assert len(message.html) <= 4096
    if any(isinstance(e, Passed) for e in effects):
        assert frames == before.frames, "a stale press moved something"
    waiting = {f"frame:{f.id}" for f in frames if waits(stage, f.flow, f.state) and not f.rung}
    assert waiting <= set(stage.timers), "a wait without its timer"
    assert {key for key in stage.timers if key.startswith("frame:")} <= waiting, "a timer of nobody"


def waits(stage: Stage, flow: str, state: str) -> bool:
    return stage.book.flows[flow].by_name[state].waits is not None


def take(stage: Stage, event: Event) -> None:
    before = stage.session
    beat = stage.happens(event)
    holds(stage, before, event, beat)
    if isinstance(event, Pressed) and event.key not in BAR:
        again = stage.happens(event)  # the same press once more: a double tap, a repeated update
        assert not any(isinstance(e, Keep) for e in again.turn.effects), "done twice"
        assert any(isinstance(e, Passed) for e in again.turn.effects) or not beat.turn.effects


def pass_time(stage: Stage, minutes: int) -> None:
    before = stage.session
    for beat in stage.waits(timedelta(minutes=minutes)):
        holds(stage, before, TimerFired("any"), beat)
        before = beat.turn.session


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("adult", [True, False])
def test_a_random_walk_finds_nothing(flow: str, adult: bool) -> None:
    @WALKS
    @given(moves)
    def walk(path: list[tuple[str, object]]) -> None:
        stage = Stage(the_book(), {"adult": True} if adult else {})
        take(stage, Started(flow))
        for kind, what in path:
            if kind == "wait":
                assert isinstance(what, int)
                pass_time(stage, what)
            elif event := the_event(stage, kind, what):
                take(stage, event)
        leave(stage)

    walk()


def leave(stage: Stage) -> None:
    """From wherever we are, stopping gets us out; what holds the talk ends by its own answer."""
    for _ in range(8):
        top = stage.session.top
        if top is None:
            return
        if stage.book.flows[top.flow].holds:
            take(stage, Help())  # its buttons, whatever lay above them
            take(stage, stage.button("safe"))
        else:
            take(stage, Cancel())
    assert not stage.session.frames
