"""The moves of one turn, on a copy of the session: begin, arrive, put, leave, resume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from msgspec.structs import replace

from flows.engine import stack
from flows.engine.book import HOME, LEAVE, WELCOME, Book
from flows.engine.effects import CLEARS, Button, Do, Effect, Remember, Schedule, Unschedule
from flows.engine.flow import BEGIN, TIMER, Exit, Flow, Go, GoTo, Step
from flows.engine.known import JSON, Known, Person
from flows.engine.saying import handed, rung, said, shared
from flows.engine.session import Crumb, Frame, Session
from flows.engine.stack import timer_key

LONGEST_TRAIL = 80


class NotLoaded(Exception):  # noqa: N818 - no error: the turn asks for records and is run again
    """A flow looks at records that were not loaded with the batch."""


@dataclass(slots=True)
class Play:
    """A turn in progress. Only `turn` makes one; nothing outside sees it change."""

    book: Book
    person: Person
    now: datetime
    frames: list[Frame]
    next_id: int
    effects: list[Effect] = field(default_factory=list)
    bulk: bool = False

    def session(self, touched: int) -> Session:
        """What is stored."""
        return Session(tuple(self.frames), self.next_id, touched)

    @property
    def top(self) -> Frame | None:
        """The exercise being talked about."""
        return self.frames[-1] if self.frames else None

    def flow(self, frame: Frame) -> Flow:
        """The frame's flow; `settle` has made sure that it exists."""
        return self.book.flows[frame.flow]

    def step(self, frame: Frame) -> Step:
        """The step it stands at."""
        return self.flow(frame).by_name[frame.state]

    def known(self, frame: Frame) -> Known:
        """What guards and words may look at."""
        return Known(frame.answers, self.person, self.now, self.book.library)

    # — begin and end ---------------------------------------------------------------------------

    def begin(self, name: str, answers: Mapping[str, JSON], *, invited: bool = False) -> None:
        """Put a new frame on the stack and arrive at its first step."""
        if self.held(name):
            return
        flow = self.book.flows[name]
        if flow.gated and not self.person.adult and name != WELCOME:
            self.begin(WELCOME, {"next": name})
            return
        if not frozenset(flow.knows) <= self.person.memory.keys():
            raise NotLoaded(*flow.knows)
        self.drop_where(lambda frame: stack.gives_way(self.book, frame, name, invited=invited))
        while surplus := stack.surplus(self.book, self.frames):
            self.frames.remove(surplus)
            self.unwind(surplus)
        frame = Frame(self.next_id, name, flow.version, "", dict(answers), invited=invited)
        self.next_id += 1
        self.frames.append(frame)
        target = flow.follow("START", BEGIN, self.known(frame))
        self.reach(frame, target if target is not None else flow.steps[0].name)

    def asked_for(self, name: str, answers: Mapping[str, JSON]) -> None:
        """Begin what was asked for; in the midst of something else, ask before leaving it."""
        if self.held(name):
            return
        top, flow = self.top, self.book.flows[name]
        if stack.promises(self.book, self.frames, name):
            self.dig_out(name)
        elif top is None or top.flow == name or flow.hot:
            self.begin(name, answers)
        elif any(frame.flow == name for frame in self.frames):
            self.dig_out(name)
        elif flow.interrupts or stack.promised(self.book, top):
            self.begin(name, answers)
        elif (
            stack.begun(self.book, top)
            and not stack.hot(self.book, top)
            and LEAVE in self.book.flows
            and top.flow != LEAVE
        ):
            self.begin(LEAVE, {"to": name, "from": top.flow})
        else:
            self.drop()
            self.begin(name, answers)

    @property
    def holder(self) -> Frame | None:
        """The frame that holds the talk until its own answers end it."""
        return stack.holder(self.book, self.frames)

    def held(self, name: str, part: str = "still") -> bool:
        """Whether the talk is held and this flow has to wait: then what holds it is put again."""
        frame = self.holder
        if frame is None or name in (frame.flow, *self.flow(frame).holds):
            return False
        self.drop_where(lambda other: self.frames.index(other) > self.frames.index(frame))
        if self.settle():
            self.put(self.frames[-1], (part,))
        return True

    def dig_out(self, name: str) -> None:
        """Go on with a flow's frame; of what lies above, what was begun stays, beneath it."""
        at = next(at for at, frame in enumerate(self.frames) if frame.flow == name)
        above = self.frames[at + 1 :]
        self.drop_where(lambda frame: frame in above and not stack.stays(self.book, frame))
        self.frames.append(self.frames.pop(at))
        self.resume()

    def drop(self) -> None:
        """Take the top frame away, with its timer."""
        self.unwind(self.frames.pop())

    def unwind(self, frame: Frame) -> None:
        """Forget the timer of a frame that has one, or may have had one in a flow since changed."""
        step = stack.step_of(self.book, frame)
        if frame.state and (step is None or step.waits is not None):
            self.effects.append(Unschedule(timer_key(frame)))

    def drop_where(self, unwanted: Callable[[Frame], bool]) -> None:
        """Take frames away wherever they lie."""
        for frame in [frame for frame in self.frames if unwanted(frame)]:
            self.frames.remove(frame)
            self.unwind(frame)

    def resume(self) -> None:
        """Go on with what lies on top now, if anything does."""
        while self.frames and self.frames[-1].invited:
            self.drop()
        if self.frames and self.settle():
            frame = self.frames[-1]
            if not (frame.rung and self.move(frame, TIMER, {})):
                self.put(frame, ("resume", "main"))

    def settle(self) -> bool:
        """Fit the top frame to today's flows; False if its place is gone and it was put anew."""
        frame = self.frames[-1]
        flow = self.book.flows.get(frame.flow)
        if flow is None:
            self.drop()
            self.resume()
            return False
        if frame.version == flow.version and frame.state in flow.by_name:
            return True
        if fitted := stack.fitted(flow, frame):
            self.frames[-1] = fitted
            return True
        target = flow.follow("START", BEGIN, self.known(frame))
        state = target if isinstance(target, str) else flow.steps[0].name
        frame = replace(frame, state=state, version=flow.version, trail=())
        self.frames[-1] = frame
        self.put(frame, ("changed", "main"))
        return False

    def ring_below(self, at: int) -> None:
        """A timer of a covered frame: say so if it has words for it, and keep it for later."""
        frame = self.frames[at] = replace(self.frames[at], rung=True)
        if self.holder is not None:
            return
        if self.book.flows.get(frame.flow) and frame.state in self.flow(frame).by_name:
            section = self.book.words.section(self.person.language, frame.flow, frame.state)
            if section and "ring" in section.parts:
                self.effects.append(rung(self.step(frame), frame, self.known(frame)))

    # — move ------------------------------------------------------------------------------------

    def move(self, frame: Frame, trigger: str, wrote: Mapping[str, JSON]) -> bool:
        """Follow a trigger with what it wrote; False (and nothing moved) if it leads nowhere."""
        answers = {**frame.answers, **wrote}
        flow = self.flow(frame)
        known = Known(answers, self.person, self.now, self.book.library)
        target = flow.follow(frame.state, trigger, known)
        if target is None:
            return False
        if trigger != TIMER:
            self.perform(self.step(frame).leaves, known)
        before = {key: frame.answers[key] for key in wrote if key in frame.answers}
        crumb = Crumb(frame.state, tuple(wrote), before)
        self.unwind(frame)
        frame = replace(
            frame,
            answers=answers,
            trail=(*frame.trail, crumb)[-LONGEST_TRAIL:],
            rung=False,
            invited=False,
        )
        self.frames[-1] = frame
        self.reach(frame, target)
        return True

    def reach(self, frame: Frame, target: str | Exit) -> None:
        """Arrive at a step, or leave by an exit."""
        if isinstance(target, str):
            self.arrive(frame, target)
            return
        self.drop()
        match target:
            case Go(name):
                self.go(name)
            case GoTo(answer, default, instead, carry):
                if instead and self.frames:
                    self.drop()
                name = str(frame.answers.get(answer, default))
                taken = {carry: frame.answers[carry]} if carry in frame.answers else {}
                self.go(name if name in self.book.flows else HOME, taken)
            case _:
                self.resume()

    def go(self, name: str, answers: Mapping[str, JSON] = MappingProxyType({})) -> None:
        """Go over into another flow; where it waits for a promised moment, to that very frame."""
        if stack.promises(self.book, self.frames, name):
            self.dig_out(name)
        else:
            self.begin(name, answers)

    def arrive(self, frame: Frame, state: str) -> None:
        """Stand at a step, forwards: do what it does once, set its timer, put it."""
        step = self.flow(frame).by_name[state]
        frame = replace(frame, state=state, arrival=frame.arrival + 1)
        if step.does and self.perform(step.does, self.known(frame)):
            frame = replace(frame, trail=())  # what was done is not undone by a step back
        self.wait(frame)
        self.frames[-1] = frame
        known = self.known(frame)
        self.effects += [handed(step, frame, known, part, bulk=self.bulk) for part in step.hands]
        self.put(frame, ("main",))
        if step.last:
            self.drop()
            if step.alone:
                self.drop_where(lambda _: True)
            self.resume()

    def wait(self, frame: Frame) -> None:
        """Set the timer of a step that has one."""
        if waits := self.step(frame).waits:
            due = waits.until(self.known(frame))
            self.effects.append(Schedule(timer_key(frame), due, frame.id, frame.arrival))

    def perform(self, deeds: tuple[Do, ...], known: Known) -> bool:
        """Ask for what they do, and know it from now on; False if that is nothing."""
        done = [effect for do in deeds for effect in do(known)]
        for effect in done:
            if isinstance(effect, Remember):
                self.person = self.person.keeping(effect.name, effect.value)
            if isinstance(effect, CLEARS):  # what lies beneath must not be put again
                self.drop_where(lambda frame: frame is not self.top)
        self.effects.extend(done)
        return bool(done)

    def back(self, frame: Frame) -> bool:
        """One step back, clearing what that step had saved; False at the first step."""
        if not frame.trail:
            return False
        crumb = frame.trail[-1]
        self.unwind(frame)
        answers = {key: value for key, value in frame.answers.items() if key not in crumb.wrote}
        answers, arrival = {**answers, **crumb.old}, frame.arrival + 1
        frame = replace(
            frame, state=crumb.state, answers=answers, trail=frame.trail[:-1], arrival=arrival
        )
        self.wait(frame)
        self.frames[-1] = frame
        self.put(frame, ("main",))
        return True

    # — say -------------------------------------------------------------------------------------

    def put(self, frame: Frame, parts: tuple[str, ...]) -> None:
        """Put the step: old buttons go stale, `shows` are shown again."""
        frame = self.frames[-1] = replace(frame, seq=frame.seq + 1)
        self.say(frame, parts, pictures=True)

    def say(self, frame: Frame, parts: tuple[str, ...], *, pictures: bool = False) -> None:
        """Say parts of the step, with its live buttons."""
        step, known = self.step(frame), self.known(frame)
        self.effects.append(said(step, frame, known, parts, pictures=pictures, bulk=self.bulk))

    def say_shared(self, part: str, *buttons: Button, **values: JSON) -> None:
        """A line that belongs to no flow."""
        self.effects.append(shared(part, *buttons, **values))
