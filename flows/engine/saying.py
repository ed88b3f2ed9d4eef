"""What is said at a step: names of its words, what they may tell, live buttons, pictures."""

from __future__ import annotations

from flows.engine.buttons import keyboard
from flows.engine.effects import Button, Picture, Say
from flows.engine.events import start_token
from flows.engine.flow import Step
from flows.engine.known import JSON, Answers, Known
from flows.engine.session import Frame
from flows.engine.words import SHARED


def said(
    step: Step, frame: Frame, known: Known, parts: tuple[str, ...], *, pictures: bool, bulk: bool
) -> Say:
    """Parts of the step, with its live buttons."""
    values, rows = _values(step, frame, known), keyboard(step, frame, known)
    shown = _pictures(step, known) if pictures and step.shows else ()
    return Say(frame.flow, frame.state, parts, values, rows, shown, bulk)


def handed(step: Step, frame: Frame, known: Known, part: str, *, bulk: bool) -> Say:
    """A sentence to send, to be copied or shared."""
    values, rows = _values(step, frame, known), keyboard(step, frame, known, hands=part)
    return Say(frame.flow, frame.state, (part,), values, rows, bulk=bulk)


def rung(step: Step, frame: Frame, known: Known) -> Say:
    """Its time has come while something else lies above it: a link that leads back."""
    link = Button(frame.flow, start_token(frame.flow))
    return Say(frame.flow, frame.state, ("ring",), _values(step, frame, known), ((link,),))


def shared(part: str, *buttons: Button, **values: JSON) -> Say:
    """A line that belongs to no flow."""
    return Say(SHARED, part, values=values, buttons=tuple((button,) for button in buttons))


def _values(step: Step, frame: Frame, known: Known) -> Answers:
    return {**frame.answers, **step.tells(known)} if step.tells else frame.answers


def _pictures(step: Step, known: Known) -> tuple[Picture, ...]:
    shown = (show if isinstance(show, Picture) else show(known) for show in step.shows)
    return tuple(picture for picture in shown if picture)
