"""What a person would read at a stand: texts, buttons, pictures; or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from flows.engine.book import Book
from flows.engine.buttons import keyboard
from flows.engine.checks.stand import Stand
from flows.engine.effects import Button, Picture, Say
from flows.engine.known import Person
from flows.engine.render import PICTURES, context
from flows.engine.samples import EVENING
from flows.engine.session import Crumb, Frame
from flows.engine.wordfile import Source
from flows.engine.words import SHARED, strip

Kind: TypeAlias = Literal["part", "label", "copy", "picture"]
NINE_DIGITS = 999_999_999  # the largest frame and sequence number that a button's data may hold
FALLBACKS = ("invalid", "help", "resume", "changed", "unreadable", "back_none")  # of `_shared`
BEFORE_MAIN = ("resume", "changed")  # said in one message with the step's own text
MISSING = "missing"


class Place(NamedTuple):
    """Which text: a part, a label, a copied part (plain), a word in a picture; and whose."""

    kind: Kind
    flow: str
    step: str
    name: str

    def __str__(self) -> str:
        if self.kind == "label":
            return f"the button `{self.name}` of `{self.flow}.{self.step}`"
        return f"`{self.flow}.{self.step}` ({self.name})"


class Line(NamedTuple):
    """One text as it is read.

    A literal label has no source; words that do not exist have none either, and `error` says so.
    """

    place: Place
    source: Source | None
    html: str = ""
    plain: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        """The part or the button's key."""
        return self.place.name


@dataclass(frozen=True, slots=True)
class Card:
    """All that can be read at one stand, in one language. `parts[0]` is the message itself."""

    stand: Stand
    language: str
    parts: tuple[Line, ...]
    rows: tuple[tuple[tuple[Button, Line], ...], ...]
    hands: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    in_pictures: tuple[Line, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()  # what raised, and why

    @property
    def lines(self) -> Iterator[Line]:
        """Every text of the card."""
        yield from (*self.parts, *self.hands, *self.in_pictures)
        yield from (line for _, line in self.buttons)

    @property
    def buttons(self) -> Iterator[tuple[Button, Line]]:
        """Every button with its label."""
        return (pair for row in self.rows for pair in row)

    @property
    def choices(self) -> list[Button]:
        """The buttons under the question, without the engine's own row."""
        bar = self.stand.step.bar
        pressed = (button for button, _ in self.buttons if button.kind == "press")
        return [button for button in pressed if button.key not in bar]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads stands aloud in one language."""

    book: Book
    language: str

    def card(self, stand: Stand, also: tuple[str, ...] = ()) -> Card:
        """All that can be read here, with the parts of `also`; what cannot is told in place."""
        faults: list[tuple[str, str]] = []
        say = Say(stand.flow.name, stand.step.name, values=stand.values)
        values = context(self.book, say, self._person(stand), stand.known.now)
        pictures = tuple(self._pictures(stand, faults))
        return Card(
            stand,
            self.language,
            tuple(self._part(say, name, values) for name in self._names(stand, also)),
            tuple(self._rows(stand, say, values, faults)),
            tuple(
                self._part(say, name, values, "copy")
                for name in (*stand.step.hands, *stand.step.copied(stand.known))
            ),
            pictures,
            tuple(line for picture in pictures for line in self._in_picture(picture, values)),
            tuple(faults),
        )

    def shared(self) -> Iterator[Line]:
        """What belongs to no flow: every text of `_shared`, with nothing known but the person."""
        file = self.book.words.languages[self.language][SHARED]
        for name in (name for name, section in file.sections.items() if "main" in section.parts):
            say = Say(SHARED, name, values={"near": "home"})
            yield self._part(say, "main", context(self.book, say, self._nobody, EVENING))

    @property
    def _nobody(self) -> Person:
        return Person(kept={"language": self.language})

    def _person(self, stand: Stand) -> Person:
        return stand.known.person.keeping("language", self.language)

    def _names(self, stand: Stand, also: tuple[str, ...]) -> tuple[str, ...]:
        """The step's own parts, `main` first; at a first step and in hot flows the shared ones."""
        section = self.book.words.section(self.language, stand.flow.name, stand.step.name)
        told = not stand.step.last and (len(stand.road.path) == 1 or stand.flow.hot)
        shared = FALLBACKS if told else ()
        own = [name for name in section.parts if name not in stand.step.copies] if section else []
        return tuple(dict.fromkeys(("main", *own, *shared, *also)))

    def _part(self, say: Say, name: str, values: Mapping[str, Any], kind: Kind = "part") -> Line:
        source = self.book.words.part(self.language, say.flow, say.step, name)
        return self._filled(Place(kind, say.flow, say.step, name), source, values)

    def _rows(
        self, stand: Stand, say: Say, values: Mapping[str, Any], faults: list[tuple[str, str]]
    ) -> Iterator[tuple[tuple[Button, Line], ...]]:
        step = stand.step
        trail = (Crumb(step.name),)
        frame = Frame(NINE_DIGITS, say.flow, 1, step.name, trail=trail, seq=NINE_DIGITS)
        try:
            rows = keyboard(step, frame, stand.known)
        except Exception as fault:  # noqa: BLE001 - an author's list of offers; told on the card
            faults.append(("reads", f"{type(fault).__name__}: {fault}"))
            return
        handed = [row for hand in step.hands for row in keyboard(step, frame, stand.known, hand)]
        for row in (*rows, *handed):
            yield tuple((button, self._label(say, button, values)) for button in row)

    def _label(self, say: Say, button: Button, values: Mapping[str, Any]) -> Line:
        place = Place("label", say.flow, say.step, button.key)
        if button.label is not None:
            return Line(place, None, plain=button.label)
        source = self.book.words.label(self.language, say.flow, say.step, button.key)
        return self._filled(place, source, values)

    def _pictures(self, stand: Stand, faults: list[tuple[str, str]]) -> Iterator[Picture]:
        for show in stand.step.shows:
            if isinstance(show, Picture):
                yield show
                continue
            try:
                picture = show(stand.known)
            except Exception as fault:  # noqa: BLE001 - likewise
                faults.append(("shows", f"{type(fault).__name__}: {fault}"))
                continue
            if picture is not None:
                yield picture

    def _in_picture(self, picture: Picture, values: Mapping[str, Any]) -> Iterator[Line]:
        section = self.book.words.section(self.language, PICTURES, picture.name)
        if section is None:
            return  # the check of pictures says so
        filled = {**values, **picture.values}
        alt = {"alt": section.parts["alt"]} if "alt" in section.parts else {}
        for name, source in {**section.labels, **alt}.items():
            yield self._filled(Place("picture", PICTURES, picture.name, name), source, filled)

    def _filled(self, place: Place, source: Source | None, values: Mapping[str, Any]) -> Line:
        """A text filled in, or what went wrong."""
        if source is None:
            return Line(place, None, error=MISSING)
        try:
            if place.kind != "part":
                return Line(place, source, plain=self.book.words.plain(source, values))
            html = self.book.words.html(source, values)
        except Exception as fault:  # noqa: BLE001 - templates raise whatever a filter raises
            return Line(place, source, error=f"{type(fault).__name__}: {fault}")
        return Line(place, source, html, strip(html))
