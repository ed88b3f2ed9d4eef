"""What a turn asks for in its chat, as the jobs of the outbox: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.channels.base import Arrival
from bot.deeds import Acknowledge, Clear, Drawing, HandOver, Job, Key, Retire, Send
from bot.exporting import sheet
from bot.exporting.wording import Wording
from flows.engine.book import Book
from flows.engine.effects import Effect, Export, Forget, Paper, Passed, Remember, Say, Wipe
from flows.engine.known import Person
from flows.engine.render import Message, render
from flows.engine.session import Session
from flows.engine.turn import Turn
from flows.engine.words import SHARED, strip
from flows.localtime import in_quiet, local_date

AWAKE = timedelta(hours=3)  # after the last thing that somebody did here
Jobs: TypeAlias = "list[tuple[Job, bool]]"  # in order, with: is it bulk?


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is spoken to, when, and what they had done; without an arrival a timer rang.

    `appointed`: it was one that begins something, not a moment of what is open.
    """

    book: Book
    now: datetime
    person: Person
    arrival: Arrival | None
    appointed: bool = False


def spoken(scene: Scene, before: Session, after: Turn) -> Jobs:
    """The jobs of a turn, in order."""
    person, arrival = scene.person, scene.arrival
    for effect in after.effects:  # words are said in the language that was just chosen
        if isinstance(effect, Remember):
            person = person.keeping(effect.name, effect.value)
    moved = _place(before) != _place(after.session)
    awake = scene.now.timestamp() - before.touched <= AWAKE.total_seconds()
    asked_for = awake and not scene.appointed  # a reminder that was just set is meant to be heard
    silent = arrival is None and not asked_for and _quiet(person, scene.now)
    pressed = arrival.pressed if arrival else None
    jobs: Jobs = []
    papers: Jobs = []  # they follow the word that goes with them
    for effect in _own(after.effects):
        match effect:
            case Say():
                message = render(scene.book, effect, person, scene.now)
                send = _send(message, pressed, retires=moved, silent=silent)
                pressed, moved = None, False
                jobs.append((send, effect.bulk))
            case Passed() if pressed is not None:
                jobs.append((Retire(pressed), False))
            case Wipe():
                pressed = None  # it goes with the rest: the answer is a message of its own
                jobs.append((Clear(), False))
            case Export():
                jobs.append((HandOver(), False))
            case Paper(rows):
                day = local_date(scene.now, person.zone)
                files = sheet.files(rows, Wording(scene.book, person), day)
                papers += [(file, False) for file in files]
            case _:
                pass
    if arrival and arrival.callback:
        jobs.insert(0, (_acknowledge(scene, person, after, arrival.callback), False))
    return [*jobs, *papers]


def sorry(scene: Scene) -> Jobs:
    """After a bug: a kind line to who is waiting for an answer."""
    arrival = scene.arrival
    if arrival is None:
        return []
    html = render(scene.book, Say(SHARED, "sorry"), scene.person, scene.now).html
    jobs: Jobs = [(Send(html), False)]
    if arrival.callback:
        jobs.insert(0, (Acknowledge(arrival.callback), False))
    return jobs


def shared_line(book: Book, part: str, language: str, now: datetime) -> Send:
    """A line for no talk: a group's one, or the apology where a talk cannot be opened."""
    person = Person(kept={"language": language})
    return Send(render(book, Say(SHARED, part), person, now).html)


def _own(effects: tuple[Effect, ...]) -> Iterable[Effect]:
    """Of a turn that forgets, what its own flow says: what lies beneath is nobody's any more."""
    if not any(isinstance(effect, Forget) for effect in effects):
        return effects
    own = next((effect.flow for effect in effects if isinstance(effect, Say)), "")
    return (effect for effect in effects if not isinstance(effect, Say) or effect.flow == own)


def _acknowledge(scene: Scene, person: Person, after: Turn, callback: str) -> Acknowledge:
    for effect in after.effects:
        if isinstance(effect, Passed):
            message = render(scene.book, Say(SHARED, effect.part), person, scene.now)
            return Acknowledge(callback, strip(message.html))
    return Acknowledge(callback)


def _send(message: Message, pressed: int | None, *, retires: bool, silent: bool) -> Send:
    drawings = [Drawing(p.name, dict(p.values)) for p in message.pictures]
    return Send(
        message.html,
        tuple(tuple(Key(b.label, b.value, b.kind) for b in row) for row in message.rows),
        drawings[0] if drawings else None,
        edits=pressed,
        retires=retires,
        silent=silent,
    )


def _place(session: Session) -> tuple[int, int]:
    """Which question is live."""
    return (session.top.id, session.top.seq) if session.top else (0, 0)


def _quiet(person: Person, now: datetime) -> bool:
    hours = person.kept.get("quiet")
    if not isinstance(hours, list | tuple) or len(hours) != 2:
        return False
    return in_quiet(now, person.zone, str(hours[0]), str(hours[1]))
