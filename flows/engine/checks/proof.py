"""The book under proof: what every check looks at, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from flows.engine.book import Book
from flows.engine.checks.cards import Card, Reader
from flows.engine.checks.problem import Problem
from flows.engine.checks.walk import Walk
from flows.engine.flow import Flow
from flows.engine.samples import (
    EVENING,
    MORNING,
    NIGHT,
    ROUNDS,
    STYLES,
    Learned,
    Visitor,
    entries,
    newcomers,
    veterans,
)
from flows.engine.wordfile import Source, WordFile

_FLOW = re.compile(r"""\bFlow\(\s*(?:name\s*=\s*)?["']([a-z0-9_]+)["']""")


def explore(book: Book) -> dict[str, Walk]:
    """Walk through every flow that has steps: first as newcomers, then with what they kept."""
    walks = {name: Walk(book, flow) for name, flow in book.flows.items() if flow.steps}
    learned = Learned()
    for walk in walks.values():
        for who, person in newcomers(walk.flow).items():
            _visits(walk, Visitor(who, person, EVENING))
            for style in range(STYLES):
                walk.stroll(Visitor(who, person, EVENING), style)
        learned.learn(walk.effects.values())
    for walk in walks.values():
        _come_back(walk, learned)
    for walk in walks.values():
        walk.force(Visitor("adult", newcomers(walk.flow)["adult"], EVENING))
    return walks


def _come_back(walk: Walk, learned: Learned) -> None:
    """Day after day with what was kept, while that leads to steps that nobody has seen yet."""
    for day in range(ROUNDS):
        before = (len(walk.stands), learned.size)
        for (who, person), now in zip(
            veterans(walk.flow, learned).items(), (MORNING, NIGHT), strict=True
        ):
            _visits(walk, Visitor(who, person, now + timedelta(days=day)))
        learned.learn(walk.effects.values())
        if not walk.unseen or (day > 1 and before == (len(walk.stands), learned.size)):
            return


def _visits(walk: Walk, visitor: Visitor) -> None:
    for entry in entries(walk.book, walk.flow):
        walk.visit(replace(visitor, entry=entry))


@dataclass(frozen=True)
class Proof:
    """The book, where it lies, and what a person would read in it."""

    book: Book
    content: Path
    root: Path

    @cached_property
    def walks(self) -> Mapping[str, Walk]:
        """Every flow gone through."""
        return explore(self.book)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every step at every stand, in every language."""
        readers = [Reader(self.book, language) for language in self.languages]
        stands = [stand for walk in self.walks.values() for stand in walk.told_apart]
        return tuple(reader.card(stand) for reader in readers for stand in stands)

    @property
    def languages(self) -> Mapping[str, Mapping[str, WordFile]]:
        """Language -> stem -> file of words."""
        return self.book.words.languages

    @property
    def files(self) -> Iterator[tuple[str, str, WordFile]]:
        """Every file of words with its language and its stem."""
        for language, files in self.languages.items():
            for stem, file in files.items():
                yield language, stem, file

    # — where a problem is ------------------------------------------------------------------------

    def at(self, file: Path, line: int, text: str, remedy: str) -> Problem:
        """A problem in a file, named from the root of the checkout."""
        inside = file.is_relative_to(self.root)
        name = file.relative_to(self.root) if inside else file
        return Problem(name.as_posix(), line, text, remedy)

    def at_source(self, source: Source, text: str, remedy: str) -> Problem:
        """A problem in a text."""
        return self.at(source.file, source.line, text, remedy)

    def at_step(self, flow: Flow, step: str, text: str, remedy: str) -> Problem:
        """A problem in a flow's code, at the step if it stands there by name."""
        nowhere = (self.root / f"flows/{flow.name}.py", "", 0)
        file, code, begun = self._code.get(flow.name, nowhere)
        found = re.search(rf"""\bStep\(\s*["']{re.escape(step)}["']""", code) if step else None
        line = code.count("\n", 0, found.start() if found else begun) + 1
        return self.at(file, line, text, remedy)

    def at_front(self, file: WordFile, name: str, text: str, remedy: str) -> Problem:
        """A problem in a line of front matter, or where the line should stand."""
        return self.at(file.file, front_line(file.file, name), text, remedy)

    @cached_property
    def _code(self) -> Mapping[str, tuple[Path, str, int]]:
        """Flow -> the file that declares it, its code, and where in it."""
        found = {}
        folder = self.root / "flows"
        for file in sorted(folder.rglob("*.py")):
            if not file.is_relative_to(folder / "engine"):
                code = file.read_text("utf-8")
                found.update({m[1]: (file, code, m.start()) for m in _FLOW.finditer(code)})
        return found


def front_line(file: Path, name: str) -> int:
    """The line (from 1) of `name:` in the front matter of a file; 1 if it is not there."""
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if line.startswith(f"{name}:"):
            return number
        if number > 1 and line == "---":
            break
    return 1
