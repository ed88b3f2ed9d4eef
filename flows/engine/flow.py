"""A flow is data: steps, what each waits for, where each answer leads.

`transitions` does the choosing: one `Machine` per flow, built once, with no registered model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from transitions import EventData, Machine, State

from flows.engine.effects import Do, Show
from flows.engine.known import JSON, Known
from flows.engine.ways import Timer, Way

Guard: TypeAlias = Callable[[Known], bool]
ANSWER, TIMER, BEGIN, START = "answer", "timer", "begin", "START"


@dataclass(frozen=True, slots=True)
class End:
    """The exercise is over; what lies beneath it goes on."""


@dataclass(frozen=True, slots=True)
class Go:
    """The exercise is over and another begins."""

    flow: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """Like Go, to the flow that an answer names; `instead` also leaves the flow beneath."""

    answer: str
    default: str = "home"
    instead: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A branch. `otherwise` is required: a branch without fall-through cannot be written."""

    guard: Guard
    go: Target
    otherwise: Target


Exit: TypeAlias = End | Go | GoTo
Target: TypeAlias = "str | Exit | When"
END = End()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said, and what is waited for.

    A step without `reads`, `waits` and with nothing but `Go` in `on` is a last word: it is said and
    the exercise is over; its buttons live on. `shows` is repeated each time the step is put before
    the person; `does` happens once, on arriving forwards. `save` keeps the pressed key of `on`.
    """

    name: str
    reads: Way | None = None
    waits: Timer | None = None
    on: Mapping[str, Target] = field(default_factory=dict)
    shows: tuple[Show, ...] = ()
    does: tuple[Do, ...] = ()
    tells: Callable[[Known], Mapping[str, JSON]] | None = None
    save: str | None = None
    bar: tuple[str, ...] = ("back", "cancel", "help")
    hands: tuple[str, ...] = ()  # parts that can be copied and shared: a sentence to send
    columns: int = 1

    @property
    def last(self) -> bool:
        """Whether the exercise is over once this is said."""
        links = all(isinstance(target, Go) for target in self.on.values())
        return self.reads is None and self.waits is None and links


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from a step (or START) to a step or an exit, under guards, first match wins."""

    source: str
    trigger: str
    target: str | Exit
    guards: tuple[Guard, ...] = ()


@dataclass(slots=True)
class Cursor:
    """The two-field model that a turn moves and throws away; never registered."""

    state: str
    known: Known


def resolve(target: Target, guards: tuple[Guard, ...] = ()) -> Iterator[tuple[str | Exit, Any]]:
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
        case GoTo(answer, default, instead):
            return f":to {answer}|{default}|{int(instead)}"
        case step:
            return step


@dataclass(frozen=True)
class Flow:
    """One exercise. Its words are `content/<language>/<name>.md`, its talks `tests/talks/<name>/`.

    `knows` names the kinds of records that its guards and words look at. `gated` flows wait for
    the 18-or-over answer of /start. `moved` leads renamed steps to their new names.
    """

    name: str
    version: int
    steps: tuple[Step, ...]
    start: Target = ""
    command: str | None = None
    also: tuple[str, ...] = ()
    interrupts: bool = False
    gated: bool = True
    hot: bool = False  # for the worst minute: the strict limits of length and choice hold
    moved: Mapping[str, str] = field(default_factory=dict)
    knows: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Step]:
        """Steps by their names."""
        return {step.name: step for step in self.steps}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every way through the flow: what the machine, the diagram and the checks are made of."""
        found = [
            Edge(START, BEGIN, to, guards)
            for to, guards in resolve(self.start or self.steps[0].name)
        ]
        for step in self.steps:
            found.extend(
                Edge(step.name, trigger, to, guards)
                for trigger, target in triggers(step)
                for to, guards in resolve(target)
            )
        return tuple(found)

    @cached_property
    def exits(self) -> Mapping[str, Exit]:
        """Exits by the machine's names for them."""
        return {exit_name(e.target): e.target for e in self.edges if not isinstance(e.target, str)}

    @cached_property
    def machine(self) -> Machine:
        """The one machine of this flow; turns trigger its events on a `Cursor`."""
        machine = Machine(
            model=None,
            states=[START, *self.by_name, *(State(name, final=True) for name in self.exits)],
            initial=START,
            auto_transitions=False,
            send_event=True,
            ignore_invalid_triggers=True,
        )
        for edge in self.edges:
            machine.add_transition(
                edge.trigger,
                edge.source,
                exit_name(edge.target),
                conditions=[_condition(guard) for guard in edge.guards],
            )
        return machine

    def follow(self, state: str, trigger: str, known: Known) -> str | Exit | None:
        """Where `trigger` leads from `state`; None if it leads nowhere."""
        event = self.machine.events.get(trigger)
        cursor = Cursor(state, known)
        if event is None or not event.trigger(cursor):
            return None
        return self.exits.get(cursor.state, cursor.state)


def triggers(step: Step) -> Iterator[tuple[str, Target]]:
    """What can move on from a step, and where to."""
    if step.reads is not None:
        yield ANSWER, step.reads.then
    if step.waits is not None:
        yield TIMER, step.waits.then
    yield from step.on.items()


def _condition(guard: Guard) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        cursor = event.model
        return isinstance(cursor, Cursor) and guard(cursor.known)

    return holds
