"""A walk through a flow with sample answers, evaluating its real guards.

Two stands of one step are worth keeping apart when they differ in something that words or guards
could notice: which guards hold, which answers are missing, which key was chosen, what `tells` has
to tell, who the person is. So a walk stays short where plain paths would be without number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from flows.engine.book import Book
from flows.engine.checks.novelty import MOST, Looked, Seen, told_news
from flows.engine.checks.stand import Road, Stand, gist
from flows.engine.diagram import guard_name
from flows.engine.effects import Do, Effect, Remember
from flows.engine.flow import ANSWER, BEGIN, START, TIMER, Edge, Flow, GoTo, Guard, Step
from flows.engine.known import Answers, Known
from flows.engine.samples import TYPED, Sample, Visitor, answers
from flows.engine.ways import Option, Pick, Way

T = TypeVar("T")
LONGEST_STROLL = 200  # steps
TRIES = 4  # stands of a step at which everything is typed that people may type


@dataclass(frozen=True, slots=True)
class Fault:
    """A function of a flow raised."""

    step: str
    what: str
    why: str


@dataclass
class Walk:
    """A walk through one flow. Every `visit` adds the stands that differ from those before."""

    book: Book
    flow: Flow
    stands: dict[str, list[Stand]] = field(default_factory=dict)
    faults: dict[Fault, tuple[str, ...]] = field(default_factory=dict)  # each with a path to it
    effects: dict[str, Effect] = field(default_factory=dict)  # what was done, by its repr
    gone: set[tuple[str, GoTo, str]] = field(default_factory=set)  # step, exit, what it names
    _seen: dict[str, Seen] = field(default_factory=dict)
    _queue: deque[Stand] = field(default_factory=deque)
    _typed: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    _strolling: str = ""

    @property
    def all(self) -> Iterator[Stand]:
        """Every stand, in the order of the steps."""
        return (one for step in self.flow.by_name for one in self.stands.get(step, ()))

    @property
    def unseen(self) -> bool:
        """Whether there are steps that nobody came to yet."""
        return len(self.stands) < len(self.flow.by_name)

    @property
    def told_apart(self) -> Iterator[Stand]:
        """The stands that differ in what can be read there, not only in what comes after."""
        for name, stands in self.stands.items():
            step = self.flow.by_name[name]
            if step.shows or isinstance(step.reads, Pick):  # pictures and lists look at anything
                yield from stands
            else:
                names = self._looked.named.get(name, frozenset())
                yield from {gist(one, names): one for one in reversed(stands)}.values()

    def visit(self, visitor: Visitor) -> None:
        """Go every way that this visitor's samples open."""
        self._follow(START, BEGIN, self._beginning(visitor))
        self._go_on()

    def stroll(self, visitor: Visitor, style: int) -> None:
        """Go one way only, answering by a rule: all low, all high, all between, or mixed.

        What is told at the end of a long questionnaire depends on all of its answers together.
        """
        self._strolling = f"{visitor.who} {style}"
        self._follow(START, BEGIN, self._beginning(visitor))
        for number in range(LONGEST_STROLL):
            moves = list(self._moves(self._queue[-1])) if self._queue else []
            if not moves:
                break
            self._take(self._queue.pop(), *_picked(moves, style, number))
        self._queue.clear()
        self._strolling = ""

    def force(self, visitor: Visitor) -> None:
        """Reach the steps that no sample reached, guards or no guards; and go on from there."""
        moved = True
        while moved:
            moved = False
            for edge in self.flow.edges:
                target = self.flow.by_name.get(str(edge.target))
                if target is None or target.name in self.stands:
                    continue
                if edge.source == START:
                    moved |= self._arrive(target, self._beginning(visitor), forced=True)
                elif stands := self.stands.get(edge.source):
                    samples = dict(self._moves(stands[0]))
                    road = stands[0].road.answering(samples.get(edge.trigger, Sample({})))
                    moved |= self._arrive(target, road, forced=True)
            self._go_on()

    def _beginning(self, visitor: Visitor) -> Road:
        known = Known(visitor.entry, visitor.person, visitor.now, self.book.library)
        return Road(known, visitor.who)

    def _go_on(self) -> None:
        while self._queue:
            stand = self._queue.popleft()
            for trigger, sample in self._moves(stand):
                self._take(stand, trigger, sample)

    # — one move ----------------------------------------------------------------------------------

    def _take(self, stand: Stand, trigger: str, sample: Sample) -> None:
        road = stand.road.answering(sample)
        if trigger != TIMER:
            road = self._perform(stand.step, "leaves", stand.step.leaves, road)
        self._follow(stand.step.name, trigger, road, forced=stand.forced)

    def _moves(self, stand: Stand) -> Iterator[tuple[str, Sample]]:
        step = stand.step
        if step.reads is not None:
            samples = partial(self._samples, step.name, step.reads, stand.known)
            found: Sequence[Sample] = self._call(step, "reads", stand.road, samples, ())
            yield from ((ANSWER, sample) for sample in found)
        if step.waits is not None:
            yield TIMER, Sample({})
        for key in step.on:
            yield key, Sample({step.save: key} if step.save else {})

    def _samples(self, step: str, way: Way, known: Known) -> Sequence[Sample]:
        """Samples; what was typed in vain at the first few stands is not typed at the others."""
        tries, understood = self._typed.get(step, (0, ()))
        found = tuple(answers(way, known, TYPED if tries < TRIES else understood))
        texts = (sample.typed for sample in found if sample.typed)
        self._typed[step] = tries + 1, tuple(dict.fromkeys((*understood, *texts)))
        return found

    def _follow(self, source: str, trigger: str, road: Road, *, forced: bool = False) -> None:
        """Take the first edge whose guards hold, as the machine does."""
        for edge in self._edges.get((source, trigger), ()):
            if not all(self._holds(guard, road, source) for guard in edge.guards):
                continue
            if isinstance(edge.target, GoTo) and road.known.has(edge.target.answer):
                named = str(road.known.answers[edge.target.answer])
                self.gone.add((source, edge.target, named))
            elif isinstance(edge.target, str) and edge.target in self.flow.by_name:
                self._arrive(self.flow.by_name[edge.target], road, forced=forced)
            return

    def _arrive(self, step: Step, road: Road, *, forced: bool = False) -> bool:
        """Do what the step does; keep the stand if it differs from those that are there."""
        road = self._perform(step, "does", step.does, road.to(step.name))
        seen = self._seen.setdefault(step.name, Seen())
        holds = {guard: self._holds(guard, road) for guard in self._looked.guards}
        new = self._looked.news(seen, road, holds)
        if self._strolling or isinstance(step.reads, Pick):
            new |= seen.adds("stroll", {self._strolling})
            new |= seen.adds("offers", {self._offers(step, road)})
        if not new and seen.count >= MOST:
            return self._pass(step, road)
        told: Answers = {}
        if step.tells is not None:
            told = self._call(step, "tells", road, partial(step.tells, road.known), {})
        if not (told_news(seen, told, holds) or new):
            return self._pass(step, road)
        seen.count += 1
        stand = Stand(self.flow, step, road, told, forced)
        self.stands.setdefault(step.name, []).append(stand)
        self._queue.append(stand)
        return True

    def _pass(self, step: Step, road: Road) -> bool:
        """Nothing new to see; a stroll goes on all the same: a questionnaire is one step, often."""
        if self._strolling:
            self._queue.append(Stand(self.flow, step, road, {}))
        return False

    def _perform(self, step: Step, what: str, deeds: Sequence[Do], road: Road) -> Road:
        """Note what is done; what is remembered is known from now on."""
        if not deeds:
            return road
        known = road.known
        for do in deeds:
            done: Sequence[Effect] = self._call(step, what, road, partial(do, road.known), ())
            for effect in done:
                self.effects.setdefault(repr(effect), effect)
                if isinstance(effect, Remember):
                    person = known.person.keeping(effect.name, effect.value)
                    known = replace(known, person=person)
        return replace(road, known=known)

    def _offers(self, step: Step, road: Road) -> tuple[str, ...]:
        """The keys that this step would offer."""
        if step.reads is None:
            return ()
        none: Sequence[Option] = ()
        offers = self._call(step, "reads", road, partial(step.reads.options, road.known), none)
        return tuple(option.key for option in offers)

    @cached_property
    def _edges(self) -> Mapping[tuple[str, str], Sequence[Edge]]:
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.flow.edges:
            found.setdefault((edge.source, edge.trigger), []).append(edge)
        return found

    @cached_property
    def _looked(self) -> Looked:
        return Looked.at(self.flow, self.book.words)

    # — calling what the flow's author wrote ------------------------------------------------------

    def _holds(self, guard: Guard, road: Road, step: str = "") -> bool | None:
        """Whether a guard holds; None if it raises, which is told where a step depends on it."""
        try:
            return bool(guard(road.known))
        except Exception as fault:  # noqa: BLE001 - a guard is the author's, and may raise anything
            if step:
                self._fault(step, f"the guard `{guard_name(guard)}`", fault, road)
            return None

    def _call(self, step: Step, what: str, road: Road, call: Callable[[], T], default: T) -> T:
        try:
            return call()
        except Exception as fault:  # noqa: BLE001 - likewise
            self._fault(step.name, f"`{what}`", fault, road)
            return default

    def _fault(self, step: str, what: str, fault: Exception, road: Road) -> None:
        self.faults.setdefault(Fault(step, what, f"{type(fault).__name__}: {fault}"), road.path)


def _picked(moves: Sequence[tuple[str, Sample]], style: int, number: int) -> tuple[str, Sample]:
    """The first, the last or the middle one, answers before buttons; then a mixture."""
    usual = [move for move in moves if move[0] == ANSWER and not move[1].longest] or moves
    rules = (0, len(usual) - 1, len(usual) // 2)
    at = rules[style] if style < len(rules) else 31 * style + 17 * number + number * number
    return usual[at % len(usual)]
