"""The keyboard of a step: its answers, its other ways on, and the engine's own row."""

from __future__ import annotations

from collections.abc import Sequence

from flows.engine.effects import Button
from flows.engine.events import start_token, token
from flows.engine.flow import Go, Step
from flows.engine.known import Known
from flows.engine.session import Frame

Rows = tuple[tuple[Button, ...], ...]


def keyboard(step: Step, frame: Frame, known: Known, hands: str | None = None) -> Rows:
    """The rows of a step's buttons; for a sentence that is handed on, copy and share only."""
    if hands is not None:
        return ((Button("copy", hands, "copy"), Button("share", hands, "share")),)
    if step.last:
        links = [
            Button(key, start_token(to.flow)) for key, to in step.on.items() if isinstance(to, Go)
        ]
        return _rows(links, step.columns)
    rows: Rows = ()
    if parts := step.copied(known):
        rows = (
            tuple([Button(f"copy_{part}", part, "copy") for part in parts]),
            tuple([Button(f"share_{part}", part, "share") for part in parts]),
        )
    if step.reads is not None:
        options = [
            Button(option.key, token(frame.id, frame.seq, option.key), label=option.label)
            for option in step.reads.options(known)
        ]
        rows += _rows(options, step.reads.columns)
    if step.on:
        ways_on = [Button(key, token(frame.id, frame.seq, key)) for key in step.on]
        rows += _rows(ways_on, step.columns)
    bar = tuple([Button(key, token(frame.id, frame.seq, key)) for key in bar_keys(step, frame)])
    return (*rows, bar) if bar else rows


def bar_keys(step: Step, frame: Frame) -> tuple[str, ...]:
    """The engine's own row: no Back where there is nothing behind."""
    return step.bar if frame.trail else tuple(key for key in step.bar if key != "back")


def _rows(buttons: Sequence[Button], columns: int) -> Rows:
    starts = range(0, len(buttons), columns)
    return tuple([tuple(buttons[at : at + columns]) for at in starts])
