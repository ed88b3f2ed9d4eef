"""What is wrong with the listener's data: `python -m bot check` prints it.

A clinician extends the patterns without a programmer at hand; this says in which line what does not
hold. Nothing here runs while the bot does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from flows.safety.heard import KINDS, URGENCY
from flows.safety.listen import listen
from flows.safety.model import MODEL, model
from flows.safety.notation import NotationError
from flows.safety.patterns import PATTERNS, Entry, Hit, entries, net
from flows.safety.rules import read
from flows.safety.tables import CONTENT
from flows.safety.text import words

CATCHES, PASSES = 3, 2  # examples that every entry must have at least
_MARKS = frozenset({"lethal", "imminent"})
_ABOUT = frozenset({"", "other", "minor"})
_BESIDE = frozenset({"idioms", "signs"})  # files that label nothing


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing that is wrong, where, and what to do about it."""

    file: str
    line: int
    text: str
    remedy: str


def check(root: Path) -> list[Flaw]:
    """Every flaw of patterns and model, by file and line; files are named relative to `root`."""
    try:
        found = [*_files(root), *_every_entry(root), *_model(root)]
    except NotationError as problem:
        file, line, text = str(problem).split(":", 2)
        return [
            Flaw(_named(Path(file), root), int(line), text.strip(), "see flows/safety/notation.py")
        ]
    return sorted(set(found))


def _named(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _files(root: Path) -> Iterator[Flaw]:
    """The quick reader and a full YAML reader must see the same."""
    for path in sorted(PATTERNS.glob("*/*.yaml")):
        if path.stem == "words":
            continue
        name = _named(path, root)
        if path.stem not in {*URGENCY[:-1], *_BESIDE}:
            yield Flaw(name, 1, f"`{path.stem}` is no class", f"name it one of {URGENCY[:-1]}")
        try:
            whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as problem:
            mark = getattr(problem, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            yield Flaw(name, line, "this is no YAML", "quote the line, or indent it as the others")
            continue
        if list(map(_as_read, entries(path))) != list(map(_as_yaml, whole)):
            yield Flaw(
                name, 1, "is written in a way that is not read", "write it as the others are"
            )


def _as_read(entry: Entry) -> list[object]:
    lists = (entry.patterns, entry.catches, entry.passes)
    return [entry.id, *([text for _, text in one] for one in lists)]


def _as_yaml(entry: dict[str, object]) -> list[object]:
    lists = (entry.get(key) or () for key in ("patterns", "catches", "passes"))
    return [str(entry["id"]), *([str(text) for text in one] for one in lists)]  # type: ignore[attr-defined]


def _every_entry(root: Path) -> Iterator[Flaw]:
    for entry in net("net").entries:
        yield from _shape(entry, root)
        yield from _catches(entry, root)
        yield from _passes(entry, root)


def _shape(entry: Entry, root: Path) -> Iterator[Flaw]:
    """What every entry has to say about itself."""
    file = _named(entry.file, root)
    if not entry.means:
        yield Flaw(file, entry.line, f"`{entry.id}` does not say what it means", "add `means:`")
    if len(entry.catches) < CATCHES or len(entry.passes) < PASSES:
        text = f"`{entry.id}` has {len(entry.catches)} catches and {len(entry.passes)} passes"
        yield Flaw(file, entry.line, text, f"write at least {CATCHES} and {PASSES}")
    if entry.kind not in KINDS or entry.about not in _ABOUT or entry.marks - _MARKS:
        text = f"`{entry.id}` has a kind, about or marks that nobody knows"
        yield Flaw(file, entry.line, text, f"use {KINDS[:-1]}, {sorted(_ABOUT)}, {sorted(_MARKS)}")


def _catches(entry: Entry, root: Path) -> Iterator[Flaw]:
    for line, text in entry.catches:
        if not any(hit.entry is entry for hit in _hits(text)):
            yield Flaw(
                _named(entry.file, root), line, f"`{entry.id}` does not catch this", "add a pattern"
            )
        elif listen(text).label == "none":
            yield Flaw(
                _named(entry.file, root), line, "the verdict on this is none", "see its idioms"
            )


def _passes(entry: Entry, root: Path) -> Iterator[Flaw]:
    for line, text in entry.passes:
        if listen(text).label != "none":
            named = ", ".join(listen(text).reasons)
            yield Flaw(
                _named(entry.file, root),
                line,
                f"this must pass; it is heard by {named}",
                "narrow it, or add an idiom",
            )


def _hits(text: str) -> tuple[Hit, ...]:
    return read(words(text)).hits


def _model(root: Path) -> Iterator[Flaw]:
    """The weights are there and fit the labels."""
    again = "run `python -m tools.train_listener`"
    try:
        model()
    except (OSError, ValueError, IndexError) as problem:
        yield Flaw(_named(MODEL, root), 1, f"cannot be read ({type(problem).__name__})", again)
    if not (CONTENT / "spelling.yaml").exists():
        yield Flaw(_named(CONTENT / "spelling.yaml", root), 1, "is missing", "restore it")
