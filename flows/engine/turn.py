"""One turn: (session, event) -> (session, effects as data). Pure; no input makes it raise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

import msgspec

from flows.engine import stack
from flows.engine.book import HOME, Book
from flows.engine.buttons import bar_keys
from flows.engine.effects import Button, Effect, Passed, Say, Schedule
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
LATE = timedelta(minutes=10)  # from here on it is told
TOO_LATE = timedelta(hours=2)  # after an outage: an appointment comes at its hour or not today
A_DAY = timedelta(hours=24)
LONGEST_NAME = 64  # characters of what may be an exercise's name
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
        if by_person and not isinstance(event, Edited) and not _answered(scene):
            scene.begin(HOME, {})
    except NotLoaded as missing:
        return Turn(session, wants=frozenset(missing.args))
    return Turn(scene.session(touched), tuple(scene.effects))


def _answered(scene: Play) -> bool:
    """Whether anything was said; an exercise may end without a word and with nothing beneath it."""
    return bool(scene.frames) or any(isinstance(one, Say | Passed) for one in scene.effects)


def _take(scene: Play, session: Session, event: Event) -> None:
    if isinstance(event, Typed):
        event = _button_typed(scene, event)
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
    if danger is None or (not scene.book.flows[danger[0]].holds and _is_ours(scene, text)):
        return False
    if not scene.held(danger[0], "main"):  # a second cry gets the whole answer again
        scene.begin(*danger)
    return True


def _understood(scene: Play, text: str) -> Event:
    """Words that are a command, or just words."""
    if found := command(text):
        name, payload = found
        if name in BAR:
            return BAR[name]
        return Started(scene.book.commands.get(name, name), payload)
    return Typed(text)


def _button_typed(scene: Play, event: Typed) -> Event:
    """Back, Stop or Help, typed by hand: our own words, in which there is no danger to hear."""
    bar = scene.book.bar[scene.book.words.speaks(scene.person.language)]
    key = bar.get(same(event.text)) if len(event.text) < LONGEST_NAME else None
    return BAR[key] if key else event


def _is_ours(scene: Play, text: str) -> bool:
    """Whether it is a live button's label or an exercise's name: no doubt is to be heard in it."""
    if _flow_named(scene, text):
        return True
    frame = scene.top
    if len(text) >= LONGEST_NAME or not frame or not stack.step_of(scene.book, frame):
        return False
    return same(text) in {same(label) for label in _labels(scene, frame).values()}


def _labels(scene: Play, frame: Frame) -> dict[str, str]:
    """The labels of a step's own buttons, by their keys."""
    step = scene.step(frame)
    options = step.reads.options(scene.known(frame)) if step.reads else ()
    named = {option.key: option.label for option in options if option.label}
    unnamed = [*(option.key for option in options if not option.label), *step.on]
    return named | scene.book.labels(scene.person, frame.flow, frame.state, unnamed)


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
        if not _named(scene, text):
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
        labels = {k: label for k, label in _labels(scene, frame).items() if k not in step.on}
        if own_words:  # a label of another screen is a button typed by hand, too
            elsewhere = scene.book.step_labels(scene.person, frame.flow, frame.state)
            labels |= {key: label for key, label in elsewhere.items() if key not in labels}
        answer = step.reads.read(text, labels, known)
    if answer is not None and scene.move(frame, ANSWER, answer):
        return
    if not own_words and _named(scene, text):
        return
    if scene.flow(frame).menu:  # nothing was begun that these words could belong to
        scene.begin(HOME, _suggestion(scene, text))
    else:
        scene.say(frame, ("invalid",))


def _named(scene: Play, text: str) -> bool:
    """Begin an exercise whose bare name was typed."""
    if flow := _flow_named(scene, text):
        scene.asked_for(flow, {})
    return bool(flow)


def _flow_named(scene: Play, text: str) -> str | None:
    names = scene.book.named[scene.book.words.speaks(scene.person.language)]
    found = {**names, **scene.person.own_names}.get(same(text)) if len(text) < LONGEST_NAME else ""
    return found if found in scene.book.flows else None


def _suggestion(scene: Play, text: str) -> dict[str, JSON]:
    heard = scene.book.suggest(text, scene.person.language)
    return {"heard": heard, "words": text} if heard else {"heard": "nothing"}


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
                late = _is_late(scene, event)
                wrote: dict[str, JSON] = {"late": late} if late or "late" in frame.answers else {}
                scene.move(scene.frames[-1], TIMER, wrote)
        else:
            scene.ring_below(at)


def _is_late(scene: Play, event: TimerFired) -> bool:
    """Whether it should have rung a good while ago: then the words can say whose fault that is."""
    return event.due > 0 and scene.now - datetime.fromtimestamp(event.due, UTC) > LATE


def _appointment(scene: Play, session: Session, event: TimerFired) -> None:
    if event.key not in scene.book.flows:
        return
    due = datetime.fromtimestamp(event.due, UTC) if event.due else scene.now
    if scene.now - due > TOO_LATE:
        days = (scene.now - due) // A_DAY + 1
        scene.effects.append(Schedule(event.key, due + days * A_DAY))
        return
    quiet_since = scene.now.timestamp() - session.touched
    busy = scene.frames and not scene.frames[-1].invited and 0 <= quiet_since < BUSY.total_seconds()
    if busy or scene.holder is not None:
        scene.effects.append(Schedule(event.key, scene.now + POSTPONED))
        return
    scene.bulk = True
    late: dict[str, JSON] = {"late": True} if _is_late(scene, event) else {}
    scene.begin(event.key, {"by": "timer", **late}, invited=True)


def _cancel(scene: Play) -> None:
    if scene.top is None:
        scene.say_shared("nothing_open", Button("home", start_token(HOME)))
        return
    if scene.top is scene.holder:
        scene.put(scene.top, ("still",))
        return
    part = "cancelled_promise" if stack.promised(scene.book, scene.top) else "cancelled"
    scene.drop()
    scene.say_shared(part, *([] if scene.frames else [Button("home", start_token(HOME))]))
    scene.resume()


def _again(scene: Play, part: str) -> None:
    """Answer with a part of this step, or a shared line when nothing is open."""
    frame = scene.top
    if frame is None:
        scene.say_shared(part, Button("home", start_token(HOME)))
    else:
        scene.say(frame, (part,))
