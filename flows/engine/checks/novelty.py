"""What makes a stand worth keeping apart from those that were seen at its step before."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from flows.engine.checks.stand import Road, kind, names_in
from flows.engine.flow import Edge, Flow, Guard
from flows.engine.known import Answers
from flows.engine.words import Words

MOST = 12  # stands of one step that differ only in how several things come together


@dataclass(slots=True)
class Seen:
    """Everything that was seen at one step, by what it is about."""

    count: int = 0
    about: dict[str, set[Hashable]] = field(default_factory=dict)

    def adds(self, what: str, found: AbstractSet[Hashable]) -> bool:
        """Take note; whether there is anything new in it."""
        known = self.about.setdefault(what, set())
        if found <= known:
            return False
        known |= found
        return True


@dataclass(slots=True)
class Looked:
    """What words and guards of one flow can look at."""

    saved: frozenset[str]  # answers that may be missing
    named: Mapping[str, frozenset[str]]  # what the words of each step name in their tags
    anywhere: frozenset[str]  # what any of its words names
    guards: tuple[Guard, ...]
    branches: tuple[tuple[tuple[Guard, ...], ...], ...]  # the guards of each, way by way

    @classmethod
    def at(cls, flow: Flow, words: Words) -> Looked:
        """All of it, for the flow's words in every language."""
        saved = {name for s in flow.steps for name in (s.save, s.reads and s.reads.save) if name}
        named = _named(flow, words)
        ways: dict[tuple[str, str], list[Edge]] = {}
        for edge in flow.edges:
            ways.setdefault((edge.source, edge.trigger), []).append(edge)
        branches = {tuple(edge.guards for edge in edges): None for edges in ways.values()}
        return cls(
            frozenset(saved),
            named,
            frozenset().union(*named.values()),
            tuple(dict.fromkeys(guard for edge in flow.edges for guard in edge.guards)),
            tuple(branch for branch in branches if any(branch)),
        )

    def news(self, seen: Seen, road: Road, holds: Mapping[Guard, bool | None]) -> bool:
        """Whether one thing is as it was not seen here yet: an answer, its lack, a way to go."""
        answers = road.known.answers
        lacks: AbstractSet[Hashable] = self.saved - answers.keys()
        has = {(name, kind(answers[name])) for name in self.anywhere & answers.keys()}
        goes = {(number, _first(branch, holds)) for number, branch in enumerate(self.branches)}
        new = [
            seen.adds("lacks", lacks),
            seen.adds("has", has),
            seen.adds("goes", goes),
            seen.adds("who", {road.who}),
            seen.adds("longest", {len(road.longest)}),
        ]
        return any(new)


def told_news(seen: Seen, told: Answers, holds: Mapping[Guard, bool | None]) -> bool:
    """Whether something is told that was not told here yet, or several things come together."""
    values: AbstractSet[Hashable] = {(name, bool(value)) for name, value in told.items()}
    new = seen.adds("tells", values)
    if seen.count < MOST:
        new |= seen.adds("together", {(tuple(holds.values()), frozenset(values))})
    return new


def _named(flow: Flow, words: Words) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for files in words.languages.values():
        file = files.get(flow.name)
        for section in file.sections.values() if file else ():
            names = names_in((*section.parts.values(), *section.labels.values()))
            found[section.name] = found.get(section.name, frozenset()) | names
    return found


def _first(branch: Sequence[Sequence[Guard]], holds: Mapping[Guard, bool | None]) -> int:
    """Which way of a branch would be taken."""
    for number, guards in enumerate(branch):
        if all(holds[guard] for guard in guards):
            return number
    return -1
