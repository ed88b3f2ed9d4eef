"""What the frames of a talk are to each other: which holds the others, which is counted on."""

from __future__ import annotations

from collections.abc import Sequence

from flows.engine.book import Book
from flows.engine.flow import Step
from flows.engine.session import Frame


def step_of(book: Book, frame: Frame) -> Step | None:
    """Where it stands; None in a flow that has changed since."""
    flow = book.flows.get(frame.flow)
    return flow.by_name.get(frame.state) if flow else None


def promised(book: Book, frame: Frame) -> bool:
    """Whether it waits for a moment that somebody counts on."""
    step = step_of(book, frame)
    return step is not None and step.waits is not None and step.waits.promised


def hot(book: Book, frame: Frame) -> bool:
    """Whether it is one for the worst minute: nobody is asked there before it is left."""
    flow = book.flows.get(frame.flow)
    return flow is not None and flow.hot


def holder(book: Book, frames: Sequence[Frame]) -> Frame | None:
    """The frame that holds the talk until its own answers end it."""
    held = (f for f in frames if f.flow in book.flows and book.flows[f.flow].holds)
    return next(held, None)
