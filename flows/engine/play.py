"""The moves of one turn, on a copy of the session: begin, arrive, put, leave, resume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace

from flows.engine.book import HOME, LEAVE, WELCOME, Book
from flows.engine.buttons import keyboard
from flows.engine.effects import Button, Do, Effect, Picture, Remember, Say, Schedule, Unschedule
from flows.engine.events import start_token
from flows.engine.flow import BEGIN, TIMER, Exit, Flow, Go, GoTo, Step
from flows.engine.known import JSON, Known, Person
from flows.engine.session import Crumb, Frame, Session
from flows.engine.words import SHARED

DEEPEST = 5  # frames; the same flow never lies twice in the stack, so few talks come near
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
        flow = self.book.flows[name]
        if flow.gated and not self.person.adult and name != WELCOME:
            self.begin(WELCOME, {"next": name})
            return
        if not frozenset(flow.knows) <= self.person.memory.keys():
            raise NotLoaded(*flow.knows)
        self.drop_where(lambda frame: frame.invited or frame.flow == name)
        del self.frames[: max(0, len(self.frames) + 1 - DEEPEST)]
        frame = Frame(self.next_id, name, flow.version, "", dict(answers), invited=invited)
        self.next_id += 1
        self.frames.append(frame)
        target = flow.follow("START", BEGIN, self.known(frame))
        self.reach(frame, target if target is not None else flow.steps[0].name)

    def asked_for(self, name: str, answers: Mapping[str, JSON]) -> None:
        """Begin what was asked for; in the midst of something else, ask before leaving it."""
        top = self.top
        if any(frame.flow == name for frame in self.frames[:-1]):
            self.dig_out(name)
            self.resume()
        elif top is not None and top.flow == name and self.promised(top):
            self.resume()
        elif (
            top is None
            or top.flow == name
            or self.promised(top)
            or self.book.flows[name].interrupts
        ):
            self.begin(name, answers)
        elif top.trail and LEAVE in self.book.flows and top.flow != LEAVE:
            self.begin(LEAVE, {"to": name, "from": top.flow})
        else:
            self.drop()
            self.begin(name, answers)

    def promised(self, frame: Frame) -> bool:
        """Whether it waits for a moment that somebody counts on."""
        flow = self.book.flows.get(frame.flow)
        step = flow.by_name.get(frame.state) if flow else None
        return step is not None and step.waits is not None and step.waits.promised

    def dig_out(self, name: str) -> None:
        """Leave what lies above a flow's frame; what is promised stays, beneath it."""
        at = next(at for at, frame in enumerate(self.frames) if frame.flow == name)
        wanted, above = self.frames[at], self.frames[at + 1 :]
        for frame in reversed(above):
            if not self.promised(frame):
                self.frames.remove(frame)
                self.unwind(frame)
        self.frames.remove(wanted)
        self.frames.append(wanted)

    def drop(self) -> None:
        """Take the top frame away, with its timer."""
        self.unwind(self.frames.pop())

    def unwind(self, frame: Frame) -> None:
        """Forget the timer of a frame that has one, or may have had one in a flow since changed."""
        flow = self.book.flows.get(frame.flow)
        step = flow.by_name.get(frame.state) if flow else None
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
        frame = self.top
        if frame is None:
            return
        if not self.settle():
            return
        frame = self.frames[-1]
        if frame.rung:
            self.move(frame, TIMER, {})
        else:
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
        state = frame.state if frame.state in flow.by_name else flow.moved.get(frame.state, "")
        if state in flow.by_name:
            self.frames[-1] = replace(frame, state=state, version=flow.version)
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
        if self.book.flows.get(frame.flow) and frame.state in self.flow(frame).by_name:
            section = self.book.words.section(self.person.language, frame.flow, frame.state)
            if section and "ring" in section.parts:
                step, known = self.step(frame), self.known(frame)
                values = {**frame.answers, **(step.tells(known) if step.tells else {})}
                link = Button(frame.flow, start_token(frame.flow))
                self.effects.append(Say(frame.flow, frame.state, ("ring",), values, ((link,),)))

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
        old = {key: frame.answers[key] for key in wrote if key in frame.answers}
        crumb = Crumb(frame.state, tuple(wrote), old)
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
                self.begin(name, {})
            case GoTo(answer, default, instead):
                if instead and self.frames:
                    self.drop()
                name = str(frame.answers.get(answer, default))
                self.begin(name if name in self.book.flows else HOME, {})
            case _:
                self.resume()

    def arrive(self, frame: Frame, state: str) -> None:
        """Stand at a step, forwards: do what it does once, set its timer, put it."""
        step = self.flow(frame).by_name[state]
        frame = replace(frame, state=state, arrival=frame.arrival + 1)
        if self.perform(step.does, self.known(frame)):  # done is not undone by a step back
            frame = replace(frame, trail=())
        if step.waits is not None:
            due = step.waits.until(self.known(frame))
            self.effects.append(Schedule(timer_key(frame), due, frame.id, frame.arrival))
        self.frames[-1] = frame
        for part in step.hands:
            self.say(frame, (part,), hands=True)
        self.put(frame, ("main",))
        if step.last:
            self.drop()
            self.resume()

    def perform(self, deeds: tuple[Do, ...], known: Known) -> bool:
        """Ask for what they do, and know it from now on; False if that is nothing."""
        done = [effect for do in deeds for effect in do(known)]
        for effect in done:
            if isinstance(effect, Remember):
                self.person = self.person.keeping(effect.name, effect.value)
        self.effects.extend(done)
        return bool(done)

    def back(self, frame: Frame) -> bool:
        """One step back, clearing what that step had saved; False at the first step."""
        if not frame.trail:
            return False
        crumb = frame.trail[-1]
        self.unwind(frame)
        answers = {key: value for key, value in frame.answers.items() if key not in crumb.wrote}
        frame = replace(
            frame, state=crumb.state, answers={**answers, **crumb.old}, trail=frame.trail[:-1]
        )
        step = self.step(frame)
        if step.waits is not None:
            frame = replace(frame, arrival=frame.arrival + 1)
            due = step.waits.until(self.known(frame))
            self.effects.append(Schedule(timer_key(frame), due, frame.id, frame.arrival))
        self.frames[-1] = frame
        self.put(frame, ("main",))
        return True

    # — say -------------------------------------------------------------------------------------

    def put(self, frame: Frame, parts: tuple[str, ...]) -> None:
        """Put the step before the person: old buttons go stale, `shows` are shown again."""
        frame = replace(frame, seq=frame.seq + 1)
        self.frames[-1] = frame
        self.say(frame, parts, shows=True)

    def say(
        self, frame: Frame, parts: tuple[str, ...], *, shows: bool = False, hands: bool = False
    ) -> None:
        """Say parts of the step, with its live buttons."""
        step, known = self.step(frame), self.known(frame)
        values = {**frame.answers, **(step.tells(known) if step.tells else {})}
        shown = (show if isinstance(show, Picture) else show(known) for show in step.shows)
        pictures = tuple(picture for picture in shown if picture) if shows else ()
        self.effects.append(
            Say(
                frame.flow,
                frame.state,
                parts,
                values,
                keyboard(step, frame, known, hands=parts[0] if hands else None),
                pictures,
                self.bulk,
            )
        )

    def say_shared(self, part: str, *buttons: Button, **values: JSON) -> None:
        """A line that belongs to no flow."""
        rows = tuple((button,) for button in buttons)
        self.effects.append(Say(SHARED, part, ("main",), values, rows))


def timer_key(frame: Frame) -> str:
    """A frame waits for one timer at a time."""
    return f"frame:{frame.id}"
