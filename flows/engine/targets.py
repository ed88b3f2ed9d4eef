"""Where an answer can lead: a step, the end, another flow, or a branch between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from flows.engine.known import Known

Guard: TypeAlias = Callable[[Known], bool]


@dataclass(frozen=True, slots=True)
class End:
    """The exercise is over; what lies beneath it goes on."""


@dataclass(frozen=True, slots=True)
class Go:
    """The exercise is over and another begins."""

    flow: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """Like Go, to the flow that an answer names; `instead` also leaves the flow beneath.

    `carry`: an answer that the other flow begins with.
    """

    answer: str
    default: str = "home"
    instead: bool = False
    carry: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A branch. `otherwise` is required: a branch without fall-through cannot be written."""

    guard: Guard
    go: Target
    otherwise: Target


Exit: TypeAlias = End | Go | GoTo
Target: TypeAlias = "str | Exit | When"
END = End()


def resolve(
    target: Target, guards: tuple[Guard, ...] = ()
) -> Iterator[tuple[str | Exit, tuple[Guard, ...]]]:
    """Every place a target may lead to, with its guards, in the order they are tried."""
    if isinstance(target, When):
        yield from resolve(target.go, (*guards, target.guard))
        yield from resolve(target.otherwise, guards)
    else:
        yield target, guards


def exit_name(exit_: str | Exit) -> str:
    """The machine's name of a target; exits carry a colon, which no step's name may."""
    match exit_:
        case End():
            return ":end"
        case Go(flow):
            return f":go {flow}"
        case GoTo(answer, default, instead, carry):
            return f":to {answer}|{default}|{int(instead)}|{carry}"
        case step:
            return step
