"""Every step of a flow as a person would see it, on paper: for those who write the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import indent

from flows.engine.book import Book
from flows.engine.checks.cards import MISSING, Card, Line, Reader
from flows.engine.checks.proof import explore
from flows.engine.checks.stand import Stand
from flows.engine.checks.walk import Walk
from flows.engine.diagram import guard_name
from flows.engine.flow import Edge, Flow
from flows.engine.targets import End, Go, GoTo
from flows.engine.words import strip

ALSO = ("invalid", "help", "resume")  # parts that any step may say, its own or the shared ones
VARIANTS = 3  # of one text: with other answers, for another person
LONG = 60  # characters of a sample answer


def preview(book: Book, flow: str, step: str | None = None, language: str = "en") -> str:
    """A flow, or one step of it, with sample answers; what has no words is told in its place.

    Raises `ValueError` for a flow or a step that does not exist.
    """
    shown = book.flows.get(flow)
    if shown is None:
        raise ValueError(_unknown("flow", flow, book.flows))
    if step is not None and step not in shown.by_name:
        raise ValueError(_unknown("step", step, shown.by_name))
    return on_paper(explore(book).get(flow, Walk(book, shown)), step, language)


def on_paper(walk: Walk, step: str | None, language: str) -> str:
    """The same, of a walk that was made before."""
    flow, reader = walk.flow, Reader(walk.book, language)
    names = flow.by_name if step is None else (step,)
    pages = ["\n".join(_step(reader, flow, name, walk.stands.get(name, []))) for name in names]
    head = [] if step is not None else ["\n".join(_head(walk.book, flow, language))]
    return "\n\n".join([*head, *pages]) + "\n"


def _unknown(what: str, name: str, names: object) -> str:
    known = sorted(names) if isinstance(names, dict) else []
    near = get_close_matches(name, known, n=1)
    meant = f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(known)}"
    return f"no {what} is named `{name}`{meant}"


def _head(book: Book, flow: Flow, language: str) -> Iterator[str]:
    """What the front matter and the flow say of the whole."""
    commands = " ".join(f"/{name}" for name in (flow.command, *flow.also) if name)
    yield f"{flow.name}, version {flow.version}" + (f": {commands}" if commands else "")
    for name in ("title", "summary", "menu"):
        said = book.words.front(language, flow.name, name)
        yield f"{name}: {f'({MISSING})' if said is None else said}"
    for name in ("seed", "sources", "hints"):
        if rows := book.words.front(language, flow.name, name):
            yield f"{name}: {', '.join(map(str, rows)) if isinstance(rows, list) else rows}"


def _step(reader: Reader, flow: Flow, name: str, stands: list[Stand]) -> Iterator[str]:
    section = reader.book.words.section(reader.language, flow.name, name)
    where = f" (line {section.line})" if section else ""
    yield f"── {name}{where} ".ljust(72, "─")
    if not stands:
        yield "(no way leads here)"
        return
    usual = [stand for stand in stands if stand.usual] or stands
    card = reader.card(usual[0], ALSO)
    yield from _message(card)
    yield from _variants(reader, card, usual[1:])
    own = section.parts if section else {}
    said = own.keys() | (() if card.stand.step.last else ALSO)
    said -= set(card.stand.step.hands)
    for line in card.parts[1:]:
        if line.name in said:
            shared = "" if line.name in own else ", shared"
            yield _block(f"!{line.name}{shared}:", _read(line))
    for line in card.hands:
        yield _block(f"to copy, `{line.name}`:", _read(line))
    yield from _leads(flow, name)


def _message(card: Card) -> Iterator[str]:
    """The message with its pictures and buttons."""
    if card.stand.forced:
        yield "(no sample answers lead here; shown with what is known)"
    if card.stand.known.answers:
        yield f"with {_answers(card.stand)}"
    for picture in card.pictures:
        alt = [
            line
            for line in card.in_pictures
            if (line.place.step, line.name) == (picture.name, "alt")
        ]
        yield _block(
            f"picture `{picture.name}`:", _read(alt[0]) if alt else f"(alt text {MISSING})"
        )
    yield ""
    yield indent(_read(card.parts[0]), "    ")
    yield ""
    for row in card.rows:
        yield "    " + " ".join(f"[{_read(line)}]" for _, line in row)
    for what, why in card.faults:
        yield f"    (`{what}` raises {why})"


def _variants(reader: Reader, card: Card, stands: list[Stand]) -> Iterator[str]:
    """The same message where other answers make it another text."""
    told = {_gist(card)}
    for stand in stands:
        other = reader.card(stand)
        line, gist = other.parts[0], _gist(other)
        if len(told) < VARIANTS and gist not in told:
            told.add(gist)
            yield _block(f"or, with {_answers(stand)}:", _read(line))


def _gist(card: Card) -> str:
    """The message without numbers and answers, which alone make no other text."""
    gist = re.sub(r"\d+", "…", card.parts[0].plain)
    for value in sorted(map(str, card.stand.values.values()), key=len, reverse=True):
        gist = gist.replace(value, "…") if len(value) > 1 else gist
    return gist


def _leads(flow: Flow, step: str) -> Iterator[str]:
    """Where each answer leads."""
    for edge in flow.edges:
        if edge.source == step:
            guards = ", ".join(guard_name(guard) for guard in edge.guards)
            yield f"  {edge.trigger} → {_target(edge)}" + (f"  [{guards}]" if guards else "")


def _target(edge: Edge) -> str:
    match edge.target:
        case End():
            return "end"
        case Go(flow):
            return f"/{flow}"
        case GoTo(answer):
            return f"the flow that `{answer}` names"
        case step:
            return step


def _read(line: Line) -> str:
    """A text as it is read, or why it cannot be."""
    if line.error:
        return f"({line.error})" if line.error != MISSING else f"(no words for `{line.name}`)"
    return strip(line.html.replace("<blockquote>", "> ")) if line.html else line.plain


def _answers(stand: Stand) -> str:
    said = (f"{name}={str(value)[:LONG]!r}" for name, value in stand.known.answers.items())
    return ", ".join(said) or "no answers"


def _block(head: str, text: str) -> str:
    return f"  {head}\n{indent(text, '      ')}"
