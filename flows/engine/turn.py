"""One turn: (session, event) -> (session, effects). Pure, synchronous, total.

No user input can make it raise. What it asks for is data; the body stores it, then performs it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from difflib import get_close_matches

import msgspec

from flows.engine.book import HOME, Book
from flows.engine.buttons import bar_keys
from flows.engine.effects import Button, Effect, Passed, Schedule
from flows.engine.events import (
    BAR,
    Again,
    Back,
    Cancel,
    Edited,
    Event,
    Help,
    Pressed,
    Started,
    TimerFired,
    Typed,
    Unreadable,
    clean,
    command,
    start_token,
)
from flows.engine.flow import ANSWER, TIMER
from flows.engine.known import JSON, Person
from flows.engine.play import NotLoaded, Play
from flows.engine.session import Frame, Session
from flows.engine.ways import by_label, same

BUSY = timedelta(minutes=10)  # an appointment does not speak into a talk this fresh
POSTPONED = timedelta(minutes=15)
LONGEST = 4096  # characters: Telegram's own limit of a message


class Turn(msgspec.Struct, frozen=True):
    """What became of it. `wants` names records to load: then nothing moved, and it is run again."""

    session: Session
    effects: tuple[Effect, ...] = ()
    wants: frozenset[str] = frozenset()


def turn(book: Book, person: Person, session: Session, event: Event, now: datetime) -> Turn:
    """Take one event. `now` is aware UTC; `person` is what was loaded, read-only."""
    scene = Play(book, person, now, list(session.frames), session.next_id)
    by_person = not isinstance(event, TimerFired)
    touched = int(now.timestamp()) if by_person else session.touched
    try:
        _take(scene, session, event)
    except NotLoaded as missing:
        return Turn(session, wants=frozenset(missing.args))
    return Turn(scene.session(touched), tuple(scene.effects))


def _take(scene: Play, session: Session, event: Event) -> None:
    if isinstance(event, Typed | Edited | Unreadable) and _heard(scene, event):
        return
    if isinstance(event, Typed):
        event = _understood(scene, clean(event.text[:LONGEST]))
    if scene.frames and not isinstance(event, Started | Edited | TimerFired):
        _load(scene, scene.frames[-1].flow)
        if not scene.settle():
            return
    match event:
        case Started(flow, payload):
            _start(scene, flow, payload)
        case Pressed():
            _press(scene, event)
        case Typed(text):
            _read(scene, text)
        case TimerFired():
            _ring(scene, session, event)
        case Back():
            if not (scene.top and scene.back(scene.top)):
                _again(scene, "back_none")
        case Cancel():
            _cancel(scene)
        case Help():
            _again(scene, "help")
        case Unreadable():
            _again(scene, "unreadable")
        case Again():
            scene.resume() if scene.frames else scene.begin(HOME, {})
        case Edited():
            pass


def _load(scene: Play, flow: str) -> None:
    kinds = scene.book.needs(flow)
    if not kinds <= scene.person.memory.keys():
        raise NotLoaded(*kinds)


def _heard(scene: Play, event: Typed | Edited | Unreadable) -> bool:
    text = event.caption if isinstance(event, Unreadable) else event.text
    danger = scene.book.listen(text[:LONGEST], scene.person.language) if text else None
    if danger is None:
        return False
    scene.begin(*danger)
    return True


def _understood(scene: Play, text: str) -> Event:
    """Words that are a command, or the engine's own button typed by hand."""
    if found := command(text):
        name, payload = found
        if name in BAR:
            return BAR[name]
        return Started(scene.book.commands.get(name, name), payload)
    if scene.frames:
        bar = scene.book.bar[scene.book.words.speaks(scene.person.language)]
        if key := bar.get(same(text)):
            return BAR[key]
    return Typed(text)


def _start(scene: Play, flow: str, payload: str) -> None:
    if flow in scene.book.flows:
        scene.asked_for(flow, {"payload": payload} if payload else {})
        return
    near = get_close_matches(flow, scene.book.commands, n=1, cutoff=0.6)
    to = near[0] if near else HOME
    link = Button("go_near", start_token(scene.book.commands.get(to, HOME)), label=f"/{to}")
    scene.say_shared("unknown", link, near=to)


def _press(scene: Play, event: Pressed) -> None:
    frame = scene.top
    if frame is None or (frame.id, frame.seq) != (event.frame, event.seq):
        scene.effects.append(Passed())
        return
    step, key = scene.step(frame), event.key
    if key in bar_keys(step, frame):
        _take(scene, scene.session(0), BAR[key])
    elif not _chosen(scene, frame, key):
        scene.effects.append(Passed())


def _chosen(scene: Play, frame: Frame, key: str) -> bool:
    step = scene.step(frame)
    if key in step.on:
        wrote: dict[str, JSON] = {step.save: key} if step.save else {}
        return scene.move(frame, key, wrote)
    answer = step.reads.press(key, scene.known(frame)) if step.reads else None
    return answer is not None and scene.move(frame, ANSWER, answer)


def _read(scene: Play, text: str) -> None:
    frame = scene.top
    if frame is None:
        scene.begin(HOME, _suggestion(scene, text))
        return
    step, known = scene.step(frame), scene.known(frame)
    own_words = step.reads is not None and step.reads.own_words
    if step.on:
        labels = scene.book.labels(scene.person, frame.flow, frame.state, tuple(step.on))
        key = by_label(text, labels, whole=own_words)
        if key is not None and _chosen(scene, frame, key):
            return
    answer = None
    if step.reads is not None and text:
        options = step.reads.options(known)
        labels = {option.key: option.label for option in options if option.label}
        if unnamed := [option.key for option in options if option.label is None]:
            labels |= scene.book.labels(scene.person, frame.flow, frame.state, unnamed)
        answer = step.reads.read(text, labels, known)
    if answer is not None and scene.move(frame, ANSWER, answer):
        return
    if frame.invited or frame.flow == HOME:  # nothing was begun that these words could belong to
        scene.begin(HOME, _suggestion(scene, text))
    else:
        scene.say(frame, ("invalid",))


def _suggestion(scene: Play, text: str) -> dict[str, JSON]:
    return {"heard": scene.book.suggest(text, scene.person.language) or "nothing"}


def _ring(scene: Play, session: Session, event: TimerFired) -> None:
    if event.frame == 0:
        _appointment(scene, session, event)
        return
    for at, frame in enumerate(scene.frames):
        if (frame.id, frame.arrival) != (event.frame, event.arrival):
            continue
        if frame is scene.top:
            _load(scene, frame.flow)
            if scene.settle():
                scene.move(scene.frames[-1], TIMER, {})
        else:
            scene.ring_below(at)


def _appointment(scene: Play, session: Session, event: TimerFired) -> None:
    if event.key not in scene.book.flows or scene.holder is not None:
        return
    quiet_since = scene.now.timestamp() - session.touched
    if scene.frames and not scene.frames[-1].invited and quiet_since < BUSY.total_seconds():
        scene.effects.append(Schedule(event.key, scene.now + POSTPONED))
        return
    scene.bulk = True
    scene.begin(event.key, {"by": "timer"}, invited=True)


def _cancel(scene: Play) -> None:
    if scene.top is None:
        scene.say_shared("nothing_open", Button("home", start_token(HOME)))
        return
    if scene.top is scene.holder:
        scene.put(scene.top, ("still",))
        return
    scene.drop()
    scene.say_shared("cancelled", *([] if scene.frames else [Button("home", start_token(HOME))]))
    scene.resume()


def _again(scene: Play, part: str) -> None:
    """Answer with a part of this step, or a shared line when nothing is open."""
    frame = scene.top
    if frame is None:
        scene.say_shared(part, Button("home", start_token(HOME)))
    else:
        scene.say(frame, (part,))
