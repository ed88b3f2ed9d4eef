"""Invented people and answers, with which checks and previews put every text to the proof.

What people keep (settings, records) is not written here: it is learned from the flows themselves,
which say `Remember` and `Keep`, so that it always has the shape of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.engine.book import HOME, LEAVE, WELCOME, Book
from flows.engine.effects import Effect, Keep, Remember
from flows.engine.flow import Flow
from flows.engine.known import JSON, Answers, Known, Person, Record
from flows.engine.ways import Choice, Minutes, Pick, Text, Way

EVENING = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)  # a Tuesday
MORNING = datetime(2026, 3, 11, 7, 30, tzinfo=UTC)
NIGHT = datetime(2026, 3, 14, 23, 40, tzinfo=UTC)  # a Saturday
SENTENCES = (
    "You never listen when I talk about money.",
    "I felt alone when you looked at your phone at dinner.",
    "tired",
    "If you leave I will make you sorry for it.",
)
TYPED = (
    *SENTENCES[:2],
    *("Berlin", "Germany", "GB", "Springfield", "Congo", "20 minutes", "21:30", "9pm to 7am"),
    *("7", "yes"),
    "Whatever. I'm done talking to you.",
    "You are always so patient with my mum, thank you!",
    "I felt lonely on Saturday. Could we have tomorrow evening without phones?",
    "Du hörst mir nie zu, immer nur dein Handy, jeden Abend.",
    "What time does the train leave?",
)
DANGER = ("I want to kill myself tonight", "he hit me again", "I am going to hurt her")
_RUN = "Saturday night, <you> & me: we said we'd talk about the rent, and then the phone rang. "
OFFERS = 8  # of a list that depends on the person, the first so many are tried
RECORDS = 10  # of each kind, two days apart
ROUNDS = 14  # of people coming back, a day later each time, while there are steps still unseen
STYLES = 6  # rules by which somebody strolls through a flow


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer. `longest`: it is as long as it may be, which nobody writes but somebody will."""

    wrote: Answers
    longest: bool = False
    typed: str = ""  # the text that a way's own reading understood


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody (`who`) who begins a flow at some time, with what it was begun with."""

    who: str
    person: Person
    now: datetime
    entry: Answers = field(default_factory=dict)


def longest(most: int) -> str:
    """A text of exactly `most` characters, with some that markup must survive."""
    return (_RUN * (most // len(_RUN) + 1))[: most - 1] + "x"


def answers(way: Way, known: Known, typed: Iterable[str] = TYPED) -> Iterator[Sample]:
    """What may come in at a step: buttons first, then typed words. Raises what the way raises."""
    keys = [option.key for option in way.options(known)]
    for key in keys if isinstance(way, Choice | Text) else _some(keys, isinstance(way, Pick)):
        if (wrote := way.press(key, known)) is not None:
            yield Sample(wrote)
    match way:
        case Text(save=save, most=most):
            yield from (Sample({save: text}) for text in SENTENCES if len(text) <= most)
            yield Sample({save: longest(most)}, longest=True)
        case Minutes(low=low, high=high, save=save):
            yield from (Sample({save: minutes}) for minutes in (low, high))
        case _ if not keys or (isinstance(way, Pick) and way.find):
            read = {text: way.read(text, {}, known) for text in typed}
            understood = {text: wrote for text, wrote in read.items() if wrote is not None}
            shapes: dict[object, tuple[str, Answers]] = {}
            for text, wrote in understood.items():
                shapes.setdefault(_shape(wrote, text), (text, wrote))
            yield from (Sample(wrote, typed=text) for text, wrote in shapes.values())


def _shape(wrote: Answers, text: str) -> tuple[tuple[str, str], ...]:
    """Which answers were understood, and as what kind of thing: one of each is enough."""
    return tuple(sorted((name, _sort(value, text)) for name, value in wrote.items()))


def _sort(value: JSON, text: str) -> str:
    """A word that a reader came to by itself, such as a kind; else only whether there is any."""
    word = isinstance(value, str) and value not in text and value.replace("_", "").isalpha()
    return str(value) if word else str(bool(value))


def _some(keys: Sequence[str], picked: bool) -> Sequence[str]:
    """The first few of a list; of a scale its ends and its middle."""
    if picked or len(keys) < 4:
        return keys[:OFFERS]
    return [keys[0], keys[len(keys) // 2], keys[-1]]


def entries(book: Book, flow: Flow) -> Iterator[Answers]:
    """What a flow may be begun with, beside nothing: see `turn` for where each comes from."""
    other = next((name for name in book.flows if name not in {HOME, WELCOME, flow.name}), HOME)
    own: dict[str, tuple[Answers, ...]] = {
        HOME: ({"heard": "nothing"}, {"heard": other}),
        WELCOME: ({"next": other},),
        LEAVE: tuple({"from": name, "to": HOME} for name in book.flows),
    }
    if flow.name != LEAVE:  # which only the engine begins
        yield {}
    yield from own.get(flow.name, ())
    for text in DANGER:
        heard = book.listen(text, "en")
        if heard is not None and heard[0] == flow.name:
            yield heard[1]
    if flow.command:
        yield {"by": "timer"}
        yield {"payload": "x"}


@dataclass(slots=True)
class Learned:
    """What flows were seen to remember and to keep, each distinct value once, in order."""

    kept: dict[str, list[JSON]] = field(default_factory=dict)
    records: dict[str, list[Answers]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How much was learned."""
        return sum(map(len, self.kept.values())) + sum(map(len, self.records.values()))

    def learn(self, effects: Iterable[Effect]) -> None:
        """Take note of what these effects would leave behind."""
        for effect in effects:
            match effect:
                case Remember(name, value) if value is not None:
                    _once(self.kept.setdefault(name, []), value)
                case Keep(kind, data):
                    _once(self.records.setdefault(kind, []), data)


def _once(values: list[Any], value: object) -> None:
    if value not in values:
        values.append(value)


def newcomers(flow: Flow) -> dict[str, Person]:
    """People of whom nothing is kept; for a gated flow they have said that they are adult."""
    memory: dict[str, Sequence[Record]] = dict.fromkeys(flow.knows, ())
    adult = Person(kept={"adult": True}, memory=memory)
    return {"adult": adult} if flow.gated else {"new": Person(memory=memory), "adult": adult}


def veterans(flow: Flow, learned: Learned) -> dict[str, Person]:
    """People who have used everything: one with the first value ever kept, one with the last.

    What is only ever kept as True (a flag) is left out for the second.
    """
    base: dict[str, JSON] = {"adult": True, "zone": "Europe/London", "country": "GB"}
    first = {name: values[0] for name, values in learned.kept.items()}
    last = {name: values[-1] for name, values in learned.kept.items() if values != [True]}
    memory = {kind: _diary(kind, learned.records.get(kind, ())) for kind in flow.knows}
    return {
        who: Person(kept={**base, **kept, "adult": True}, memory=memory)
        for who, kept in (("first", first), ("last", last))
    }


def _diary(kind: str, data: Sequence[Answers]) -> tuple[Record, ...]:
    """Records of three weeks, oldest first, going round what was seen to be kept."""
    times = range(RECORDS, 0, -1) if data else ()
    return tuple(
        Record(kind, EVENING - timedelta(days=2 * ago), data[ago % len(data)]) for ago in times
    )
