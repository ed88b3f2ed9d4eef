"""Texts as the wording rules read them: running words, without tags and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from flows.engine.checks.proof import Proof, front_line
from flows.engine.checks.stand import LITERAL, TAG
from flows.engine.wordfile import Source

FRONT = ("title", "summary", "menu")  # the lines of front matter that people read
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’(?!\w)|^>.*$", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!]|\n")


@dataclass(frozen=True)
class Prose:
    """One text and where it stands. `own`: in the bot's own voice, not a label or to be sent."""

    file: Path
    line: int
    text: str
    own: bool

    @cached_property
    def _read(self) -> tuple[str, tuple[int, ...]]:
        """The running words, and the offset in the text of each of their characters.

        Spaces and line ends become one space, empty lines a line end, emphasis goes.
        """
        kept: list[tuple[str, int]] = []
        for at, character in enumerate(_without_tags(self.text)):
            if character in "*\\_":
                continue
            if not character.isspace():
                kept.append((character, at))
            elif kept and kept[-1][0] == " " and character == "\n":
                kept[-1] = ("\n", at) if self.text[kept[-1][1]] == "\n" else (" ", at)
            elif kept and kept[-1][0] not in " \n":
                kept.append((" ", at))
        return "".join(c for c, _ in kept), tuple(at for _, at in kept)

    @property
    def words(self) -> str:
        """The running words."""
        return self._read[0]

    @cached_property
    def unquoted(self) -> Prose:
        """The same with what stands in quotation marks blanked."""
        text = QUOTED.sub(lambda found: re.sub(r"\S", " ", found[0]), self.text)
        return replace(self, text=text) if text != self.text else self

    def line_at(self, at: int) -> int:
        """The line of the file where the running word at this offset stands."""
        return self.line + self.text.count("\n", 0, self._read[1][at])


def sentence(words: str, at: int) -> str:
    """The sentence around an offset; a question and its answer are one."""
    begin = max((end.end() for end in _SENTENCE_END.finditer(words, 0, at)), default=0)
    end = _SENTENCE_END.search(words, at)
    return words[begin : end.start() if end else len(words)]


def proses(proof: Proof) -> Iterator[tuple[str, Prose]]:
    """Every text that people read, with its language: words, front matter, lessons."""
    for language, stem, file in proof.files:
        flow = proof.book.flows.get(stem)
        for name in FRONT:
            line = file.front.get(name)
            if isinstance(line, str):
                yield language, Prose(file.file, front_line(file.file, name), line, own=True)
        for section in file.sections.values():
            step = flow.by_name.get(section.name) if flow else None
            handed = (*step.hands, *step.copies) if step else ()
            for name, source in section.parts.items():
                yield language, _prose(source, own=name not in handed)
            for source in section.labels.values():
                yield language, _prose(source, own=False)
    for language in proof.languages:
        for lesson in sorted((proof.content / language / "learn").glob("*.md")):
            yield language, _lesson(lesson)


def _prose(source: Source, *, own: bool) -> Prose:
    return Prose(source.file, source.line, source.text, own)


def _lesson(file: Path) -> Prose:
    """All below the front matter."""
    text = file.read_text("utf-8")
    begin = text.find("\n---\n", 3) + 5 if text.startswith("---\n") else 0
    return Prose(file, 1 + text.count("\n", 0, begin), text[begin:], own=True)


def _without_tags(text: str) -> str:
    """Tags become spaces, of the same length; text in quotes within them stays."""
    if "{" not in text:
        return text
    return TAG.sub(_blank, text)


def _blank(tag: re.Match[str]) -> str:
    blank = list(re.sub(r"[^\n]", " ", tag[0]))
    for literal in LITERAL.finditer(tag[0]):
        blank[literal.start() + 1 : literal.end() - 1] = literal[0][1:-1]
    return "".join(blank)
