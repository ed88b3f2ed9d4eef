"""What the frames of a talk are to each other: which holds the others, which is counted on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from flows.engine.book import Book
from flows.engine.flow import Flow, Step
from flows.engine.session import Frame

DEEPEST = 5  # frames; the same flow never lies twice in the stack, so few talks come near


def timer_key(frame: Frame) -> str:
    """A frame waits for one timer at a time."""
    return f"frame:{frame.id}"


def step_of(book: Book, frame: Frame) -> Step | None:
    """Where it stands; None in a flow that has changed since."""
    flow = book.flows.get(frame.flow)
    return flow.by_name.get(frame.state) if flow else None


def promised(book: Book, frame: Frame) -> bool:
    """Whether it waits for a moment that somebody counts on."""
    step = step_of(book, frame)
    return step is not None and step.waits is not None and step.waits.promised


def promises(book: Book, frames: Sequence[Frame], name: str) -> bool:
    """Whether a frame of this flow waits for such a moment: then it is shown, not begun anew."""
    return any(frame.flow == name and promised(book, frame) for frame in frames)


def hot(book: Book, frame: Frame) -> bool:
    """Whether it is one for the worst minute: nobody is asked there before it is left."""
    flow = book.flows.get(frame.flow)
    return flow is not None and flow.hot


def menu(book: Book, frame: Frame) -> bool:
    """Whether it only leads elsewhere: nothing is begun in it, and nobody goes back to it."""
    flow = book.flows.get(frame.flow)
    return flow is not None and flow.menu


def begun(book: Book, frame: Frame) -> bool:
    """Whether something was answered in it."""
    return bool(frame.trail) and not menu(book, frame)


def gives_way(book: Book, frame: Frame, to: str, *, invited: bool) -> bool:
    """Whether it ends when another flow is begun over it.

    A note that comes by itself lies over what was begun, and leads back to nothing else.
    """
    ends = frame.invited or frame.flow == to or menu(book, frame)
    return ends or (invited and not stays(book, frame))


def holder(book: Book, frames: Sequence[Frame]) -> Frame | None:
    """The frame that holds the talk until its own answers end it."""
    return next((frame for frame in frames if holds(book, frame)), None)


def holds(book: Book, frame: Frame) -> bool:
    """Whether only its own answers end it."""
    flow = book.flows.get(frame.flow)
    return flow is not None and bool(flow.holds)


def stays(book: Book, frame: Frame) -> bool:
    """Whether it goes on later when something beneath it is asked for: something would be lost."""
    return begun(book, frame) or promised(book, frame) or holds(book, frame)


def surplus(book: Book, frames: Sequence[Frame]) -> Frame | None:
    """What has to go before one more frame; what is counted on stays, however deep it gets."""
    if len(frames) < DEEPEST:
        return None
    return next((f for f in frames if not promised(book, f) and not holds(book, f)), None)


def fitted(flow: Flow, frame: Frame) -> Frame | None:
    """The frame in today's flow, renamed steps by their new names; None if its step is gone."""

    def today(state: str) -> str:
        return state if state in flow.by_name else flow.moved.get(state, "")

    if today(frame.state) not in flow.by_name:
        return None
    trail = (replace(crumb, state=today(crumb.state)) for crumb in frame.trail)
    kept = tuple(crumb for crumb in trail if crumb.state in flow.by_name)
    return replace(frame, state=today(frame.state), version=flow.version, trail=kept)
