"""Every text can be filled in on every path, and nothing a flow's author wrote raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from flows.engine.checks.cards import Line, Reader
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof
from flows.engine.checks.stand import TAG
from flows.engine.wordfile import Source

_UNDEFINED = re.compile(r"UndefinedError: '(\w+)' is undefined")


def check(proof: Proof) -> Iterator[Problem]:
    """Syntax first; then every text at every stand, told once; then the functions of flows."""
    told = {place for place, _ in _syntax(proof)}
    yield from (problem for _, problem in _syntax(proof))
    for line, way in _lines(proof):
        if not line.error or line.source is None:
            continue
        place = (line.source.file, line.source.line)
        if place not in told:
            told.add(place)
            yield _unfilled(proof, line, line.source, way)
    for card in proof.cards:
        for what, why in card.faults:
            yield _raises(proof, card.stand.flow.name, card.stand.step.name, f"`{what}`", why)
    for walk in proof.walks.values():
        for fault in walk.faults:
            yield _raises(proof, walk.flow.name, fault.step, fault.what, fault.why)


def _lines(proof: Proof) -> Iterator[tuple[Line, str]]:
    """Every text, and the way on which it is read."""
    for card in proof.cards:
        way = " → ".join(card.stand.road.path)
        guess = ", which no sample of flows/engine/samples.py goes" if card.stand.forced else ""
        yield from ((line, f"on the way {way}{guess}") for line in card.lines)
    for language in proof.languages:
        for line in Reader(proof.book, language).shared():
            yield line, "where no exercise is open"


def _syntax(proof: Proof) -> Iterator[tuple[tuple[Path, int], Problem]]:
    env = proof.book.words.env
    for _, _, file in proof.files:
        for section in file.sections.values():
            tried = [(source, env.html) for source in section.parts.values()]
            tried += [(source, env.plain) for source in section.labels.values()]
            for source, template in tried:
                try:
                    template(source)
                except TemplateSyntaxError as fault:
                    text = f"a tag of `{section.name}` cannot be read: {fault.message}"
                    line = source.line + _line_of_fault(proof, source, fault.lineno)
                    remedy = "mend the `{{ … }}` or `{% … %}`"
                    yield (source.file, source.line), proof.at(source.file, line, text, remedy)


def _line_of_fault(proof: Proof, source: Source, made: int) -> int:
    """How many lines below the first a tag is broken; `made` is the line in the HTML."""
    try:
        proof.book.words.env.plain(source)
    except TemplateSyntaxError as fault:
        made = fault.lineno
    return min(made - 1, source.text.count("\n"))


def _unfilled(proof: Proof, line: Line, source: Source, way: str) -> Problem:
    found = _UNDEFINED.match(line.error)
    if found is None:
        text = f"{line.place} cannot be filled in {way}: {line.error}"
        return proof.at_source(source, text, "look at what is known there")
    name = found[1]
    at = source.line + _line_of(source.text, name)
    text = f"{line.place} names `{name}`, which is not known {way}"
    remedy = f"write `{{% if {name} is defined %}}` around it, or let every way there answer it"
    return proof.at(source.file, at, text, remedy)


def _raises(proof: Proof, flow: str, step: str, what: str, why: str) -> Problem:
    text = f"{what} of `{flow}.{step}` raises {why}"
    remedy = "let it bear answers that are missing: `known.has`, `.text`, `.number`"
    return proof.at_step(proof.book.flows[flow], step, text, remedy)


def _line_of(text: str, name: str) -> int:
    """How many lines below the first a name is first used in a tag."""
    for tag in TAG.finditer(text):
        if found := re.search(rf"\b{name}\b", tag[0]):
            return text.count("\n", 0, tag.start() + found.start())
    return 0
