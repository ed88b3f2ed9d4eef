"""A flow is data: steps, what each waits for, where each answer leads.

`transitions` does the choosing: one `Machine` per flow, built once, with no registered model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from transitions import EventData, Machine, State

from flows.engine.effects import Do, Show
from flows.engine.known import JSON, Known
from flows.engine.targets import (
    END,
    End,
    Exit,
    Go,
    GoTo,
    Guard,
    Target,
    When,
    exit_name,
    resolve,
)
from flows.engine.ways import Timer, Way

__all__ = ["END", "End", "Exit", "Flow", "Go", "GoTo", "Guard", "Step", "Target", "When"]
ANSWER, TIMER, BEGIN, START = "answer", "timer", "begin", "START"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said, and what is waited for.

    A step without `reads`, `waits` and with nothing but `Go` in `on` is a last word: it is said and
    the exercise is over; its buttons live on. `shows` is repeated each time the step is put before
    the person; `does` happens once, on arriving forwards; `leaves` each time the step is answered:
    it must bear repetition, for it leaves Back open. `save` keeps the pressed key of `on`.
    `copies`: a part -> whether it is there to be copied and shared now.
    """

    name: str
    reads: Way | None = None
    waits: Timer | None = None
    on: Mapping[str, Target] = field(default_factory=dict)
    shows: tuple[Show, ...] = ()
    does: tuple[Do, ...] = ()
    leaves: tuple[Do, ...] = ()
    tells: Callable[[Known], Mapping[str, JSON]] | None = None
    save: str | None = None
    bar: tuple[str, ...] = ("back", "cancel", "help")
    hands: tuple[str, ...] = ()  # parts that can be copied and shared: a sentence to send
    copies: Mapping[str, Guard] = field(default_factory=dict)  # likewise, by buttons of its own
    columns: int = 1
    alone: bool = False  # a last word after which nothing that lay beneath goes on

    def copied(self, known: Known) -> tuple[str, ...]:
        """The parts that its own buttons copy and share now."""
        return tuple(part for part, there in self.copies.items() if there(known))

    @property
    def last(self) -> bool:
        """Whether the exercise is over once this is said."""
        if self.reads is not None or self.waits is not None:
            return False
        return all(isinstance(target, Go) for target in self.on.values())


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


@dataclass(frozen=True)
class Flow:
    """One exercise. Its words are `content/<language>/<name>.md`, its talks `tests/talks/<name>/`.

    `knows` names the kinds of records that its guards and words look at. `gated` flows wait for
    the 18-or-over answer of /start. `moved` leads renamed steps to their new names. A flow that
    `holds` is left by its own answers alone: /cancel, other commands and appointments wait.
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
    menu: bool = False  # no exercise: it ends as soon as anything else is begun
    holds: tuple[str, ...] = ()  # while it is open, only these other flows may be asked for
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
