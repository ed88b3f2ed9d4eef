"""The patterns: read from `content/safety/patterns`, found in a text by their rarest word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from flows.safety.matching import found_at
from flows.safety.notation import Element, Group, Lexicon, NotationError, Sequence_, read
from flows.safety.tables import CONTENT, lines, unquoted, wordlists

PATTERNS = CONTENT / "patterns"
PREFIX = 4  # letters by which `suicid*` is looked up
_LISTS = ("patterns", "catches", "passes")


@dataclass(slots=True)
class Entry:
    """One thing that people say, as a clinician wrote it down."""

    id: str
    label: str
    file: Path
    line: int
    means: str = ""
    kind: str = ""
    about: str = ""
    marks: frozenset[str] = frozenset()
    patterns: list[tuple[int, str]] = field(default_factory=list)
    catches: list[tuple[int, str]] = field(default_factory=list)
    passes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As it stands among the reasons."""
        return f"{self.label}.{self.id}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an entry, ready to be matched."""

    entry: Entry
    line: int
    elements: Sequence_
    anchor: int

    @property
    def place(self) -> tuple[str, int]:
        """Where it is written: the same for every place at which it is found."""
        return str(self.entry.file), self.line


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found in words[start:end]."""

    pattern: Pattern
    start: int
    end: int

    @property
    def entry(self) -> Entry:
        """What was said."""
        return self.pattern.entry


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a file; its name is their class."""
    entry: Entry | None = None
    into: list[tuple[int, str]] = []
    for number, indent, bare in lines(path):
        if bare.startswith("- id:"):
            if entry:
                yield entry
            entry = Entry(unquoted(bare[5:]), path.stem, path, number)
        elif indent == 2 and entry:
            key, _, value = bare.partition(":")
            if key in _LISTS:
                into = getattr(entry, key)
            elif key == "marks":
                entry.marks = frozenset(unquoted(value).split())
            else:
                setattr(entry, key, unquoted(value))
        elif entry and bare.startswith("- "):
            into.append((number, unquoted(bare[2:])))
    if entry:
        yield entry


class Net:
    """Patterns by the word that must stand in a text for them to be worth a look."""

    def __init__(self, found: Sequence[Entry], lexicon: Lexicon, common: frozenset[str]) -> None:
        self.entries = tuple(found)
        self.by_word: dict[str, list[Pattern]] = defaultdict(list)
        self.by_prefix: dict[str, list[Pattern]] = defaultdict(list)
        self.words: set[str] = set()
        for entry in found:
            for number, line in entry.patterns:
                try:
                    self._add(entry, number, read(line, lexicon), common)
                except NotationError as problem:
                    raise NotationError(f"{entry.file}:{number}: {problem}") from None

    def _add(self, entry: Entry, line: int, elements: Sequence_, common: frozenset[str]) -> None:
        choices = [(_cost(one, common), n) for n, one in enumerate(elements)]
        cost, anchor = min(choices)
        if cost == _NEVER:
            raise NotationError(f"`{entry.id}` has a pattern without a word that must stand in it")
        pattern = Pattern(entry, line, elements, anchor)
        for word in _literals(elements[anchor]):
            if word.endswith("*"):
                self.by_prefix[word[:PREFIX]].append(pattern)
            else:
                self.by_word[word].append(pattern)

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Every entry found, at every place where its rarest word stands."""
        hits: list[Hit] = []
        by_word, by_prefix = self.by_word, self.by_prefix
        for at, word in enumerate(words):
            for pattern in by_word.get(word, ()):
                span = found_at(pattern.elements, pattern.anchor, words, at)
                if span:
                    hits.append(Hit(pattern, *span))
            if word[:PREFIX] in by_prefix:
                for pattern in by_prefix[word[:PREFIX]]:
                    span = found_at(pattern.elements, pattern.anchor, words, at)
                    if span:
                        hits.append(Hit(pattern, *span))
        return hits


_NEVER = 10**6


def _cost(element: Element, common: frozenset[str]) -> int:
    """How much work a word of this element as the anchor would make; `_NEVER` if it cannot be."""
    words = _literals(element)
    if not words:
        return _NEVER
    return sum(200 if word in common else 1 for word in words)


def _literals(element: Element) -> tuple[str, ...]:
    """The words one of which must stand there; () if none must."""
    kind, value = element
    if kind == "word":
        return tuple(value)  # type: ignore[arg-type]
    if kind == "prefix":
        return (f"{value[0]}*",) if len(value[0]) >= PREFIX else ()  # type: ignore[index]
    if isinstance(value, Group) and not value.optional:
        found: list[str] = []
        for one in value.alternatives:
            required = [words for part in one if (words := _literals(part))]
            if not required:
                return ()
            fewest = min(required, key=len)
            found += fewest
        return tuple(found)
    return ()


def lexicon(folder: Path = PATTERNS) -> Lexicon:
    """The lists of a language's folder (`words.yaml`), if it has any."""
    path = folder / "words.yaml"
    found = wordlists(path) if path.exists() else {}
    irregular = {
        line.split(":")[0]: tuple(line.split(":")[1].split("/"))
        for line in found.pop("irregular", ())
    }
    return Lexicon(_unfolded(found), irregular)


def _unfolded(lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Lists named inside lists, put in their place."""
    done: dict[str, tuple[str, ...]] = {}
    for name, items in lists.items():
        out: list[str] = []
        for item in items:
            inner = item[1:-1] if item[0] == "<" and item[-1] == ">" else ""
            out += done.get(inner, (item,))
        done[name] = tuple(out)
    return done


@cache
def net(name: str = "net") -> Net:
    """The patterns of all languages: `net` those that label, `idioms` those that clear."""
    return _nets()[name]


@cache
def _nets() -> dict[str, Net]:
    common = frozenset(wordlists(CONTENT / "ordinary.yaml")["common"])
    made: dict[str, Any] = {}
    parts: dict[str, list[tuple[list[Entry], Lexicon]]] = {"net": [], "idioms": [], "signs": []}
    for folder in sorted(path for path in PATTERNS.iterdir() if path.is_dir()):
        words = lexicon(folder)
        for path in sorted(folder.glob("*.yaml")):
            if path.stem != "words":
                name = path.stem if path.stem in {"idioms", "signs"} else "net"
                parts[name].append((list(entries(path)), words))
    for name, found in parts.items():
        whole = Net((), Lexicon({}, {}), common)
        for some, words in found:
            one = Net(some, words, common)
            whole.entries += one.entries
            for word, patterns in one.by_word.items():
                whole.by_word[word] += patterns
            for word, patterns in one.by_prefix.items():
                whole.by_prefix[word] += patterns
        made[name] = whole
    return made


@cache
def vocabulary() -> frozenset[str]:
    """Every word that an English pattern or list is made of."""
    found: set[str] = set()
    for name in ("net", "idioms", "signs"):
        for pattern in _patterns(name):
            stack = list(pattern.elements)
            while stack:
                kind, value = stack.pop()
                if kind in {"word", "maybe"}:
                    found |= value  # type: ignore[arg-type]
                elif isinstance(value, Group):
                    stack += [part for one in value.alternatives for part in one]
    return frozenset(word for word in found if word.isalpha() and word.isascii())


def _patterns(name: str) -> Iterator[Pattern]:
    whole = net(name)
    seen = set()
    for bucket in (*whole.by_word.values(), *whole.by_prefix.values()):
        for pattern in bucket:
            if id(pattern) not in seen:
                seen.add(id(pattern))
                yield pattern
