"""Nobody is held: each wait has a button too, and what is said last is really last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof
from flows.engine.checks.stand import Stand
from flows.engine.checks.walk import Walk
from flows.engine.flow import Flow, Step


def check(proof: Proof) -> Iterator[Problem]:
    """Timers and last steps."""
    pressable = {
        (card.stand.flow.name, card.stand.step.name) for card in proof.cards if card.choices
    }
    for flow in proof.book.flows.values():
        for step in flow.steps:
            held = step.waits is not None and (flow.name, step.name) not in pressable
            if held and not step.on:
                text = f"`{flow.name}.{step.name}` waits for a timer and has no button"
                remedy = 'add a way on, such as `on={"ready": …}`: nobody is held by a clock'
                yield proof.at_step(flow, step.name, text, remedy)
            yield from _last(proof, flow, step)
    for walk in proof.walks.values():
        yield from _due(proof, walk)


def _last(proof: Proof, flow: Flow, step: Step) -> Iterator[Problem]:
    """A last step is over once it is said: nothing can be saved or guarded after it."""
    if step.last and step.save:
        text = f"`{flow.name}.{step.name}` is a last step, so it never saves `{step.save}`"
        remedy = "lead a button to a step or to `END`, or leave out `save`"
        yield proof.at_step(flow, step.name, text, remedy)


def _due(proof: Proof, walk: Walk) -> Iterator[Problem]:
    for step in walk.flow.steps:
        if step.waits is None:
            continue
        for stand in walk.stands.get(step.name, ()):
            wrong = _wrong(stand, step)
            if wrong and not stand.forced:
                text = f"the timer of `{walk.flow.name}.{step.name}` {wrong}"
                remedy = "let `until` give an aware moment that is not past, from what is known"
                yield proof.at_step(walk.flow, step.name, text, remedy)
                break


def _wrong(stand: Stand, step: Step) -> str:
    """What is wrong with the moment that a timer gives, or nothing."""
    try:
        due: object = step.waits.until(stand.known) if step.waits else stand.known.now
    except Exception as fault:  # noqa: BLE001 - an author's function; whatever it raises is told
        return f"raises {type(fault).__name__}: {fault}"
    if not isinstance(due, datetime) or due.tzinfo is None:
        return "gives no aware moment"
    return "lies in the past" if due < stand.known.now else ""
