"""Mermaid of any flow, drawn from the edges that the machine is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flows.engine.book import Book
from flows.engine.flow import BEGIN, START, Edge, Flow, Go, GoTo, Guard

RESERVED = frozenset(
    {"accdescr", "acctitle", "class", "classdef", "click", "default", "href", "note", "root"}
    | {"scale", "state", "style"}
)
"""What Mermaid's state diagrams cannot take for the name of a state (tried with version 11)."""
_BLOCK = re.compile(r"(<!-- diagram: ([a-z0-9_]+) -->\n).*?(<!-- /diagram -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Arrow:
    """What is drawn between two states; several triggers may share it."""

    source: str
    target: str
    triggers: tuple[str, ...]
    guards: str

    def __str__(self) -> str:
        label = " ".join(part for part in (" / ".join(self.triggers), self.guards) if part)
        return f"{self.source} --> {self.target}" + (f": {label}" if label else "")


def mermaid(flow: Flow) -> str:
    """The flow as `stateDiagram-v2`: guards in brackets, first match wins; flows as `/flow`."""
    arrows = [*_arrows(flow), *_last_words(flow)]
    lines = [*_names(flow), *(str(arrow) for arrow in arrows)]
    return "stateDiagram-v2\n" + "".join(f"    {line}\n" for line in lines)


def guard_name(guard: Guard) -> str:
    """A guard as words: its function's name, and what it was made with: `chose later`.

    That is the arguments of a `partial`, or the texts and numbers that a closure holds.
    """
    if isinstance(guard, partial):
        held: list[object] = [*guard.args, *guard.keywords.values()]
        return " ".join(map(str, (guard_name(guard.func), *held)))
    name = str(getattr(guard, "__name__", type(guard).__name__))
    held = [cell.cell_contents for cell in getattr(guard, "__closure__", None) or ()]
    texts = [text for one in held for text in (one if isinstance(one, tuple) else (one,))]
    said = [str(text).replace("_", " ") for text in texts if isinstance(text, str | int)]
    shown = "a condition" if name == "<lambda>" else name.replace("_", " ").strip()
    return " ".join((shown, *said))


def docs_blocks(text: str, book: Book) -> str:
    """A page with each `<!-- diagram: pause -->` … `<!-- /diagram -->` drawn anew.

    Raises `ValueError` for a flow that does not exist.
    """

    def drawn(found: re.Match[str]) -> str:
        flow = book.flows.get(found[2])
        if flow is None:
            raise ValueError(f"`<!-- diagram: {found[2]} -->`: no flow is named `{found[2]}`")
        return f"{found[1]}\n```mermaid\n{mermaid(flow)}```\n\n{found[3]}"

    return _BLOCK.sub(drawn, text)


def _names(flow: Flow) -> Iterator[str]:
    """Declarations of the states whose name differs from what is read."""
    named = {_state(step.name): step.name for step in flow.steps if _state(step.name) != step.name}
    for edge in flow.edges:
        match edge.target:
            case Go(name):
                named[_target(edge)] = f"/{name}"
            case GoTo(answer):
                named[_target(edge)] = f"what {_spaced(answer)} names"
    return (f'state "{label}" as {state}' for state, label in named.items())


def _arrows(flow: Flow) -> Iterator[Arrow]:
    """One arrow for all triggers that lead the same way under the same guards."""
    shared: dict[tuple[str, str, str], list[str]] = {}
    for edge in flow.edges:
        source = "[*]" if edge.source == START else _state(edge.source)
        triggers = shared.setdefault((source, _target(edge), _guards(flow, edge)), [])
        if edge.trigger != BEGIN:
            triggers.append(_spaced(edge.trigger))
    for (source, target, guards), triggers in shared.items():
        yield Arrow(source, target, tuple(triggers), guards)


def _last_words(flow: Flow) -> Iterator[Arrow]:
    """The end behind each step that is only said."""
    return (Arrow(_state(step.name), "[*]", (), "") for step in flow.steps if step.last)


def _target(edge: Edge) -> str:
    match edge.target:
        case Go(flow):
            return f"go_{_plain(flow)}"
        case GoTo(answer):
            return f"to_{_plain(answer)}"
        case str(step):
            return _state(step)
        case _:
            return "[*]"


def _guards(flow: Flow, edge: Edge) -> str:
    """`[too hot]`, `[otherwise]`, or both where a branch lies within a branch."""
    names = [_spaced(guard_name(guard)) for guard in edge.guards]
    if any(
        other.guards[: len(edge.guards)] == edge.guards and len(other.guards) > len(edge.guards)
        for other in flow.edges
        if (other.source, other.trigger) == (edge.source, edge.trigger)
    ):
        names.append("otherwise")
    return f"[{', '.join(names)}]" if names else ""


def _spaced(name: str) -> str:
    """A name as words, without what ends a label in Mermaid."""
    return re.sub(r"[^\w/+.-]+", " ", name.replace("_", " "))


def _plain(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _state(step: str) -> str:
    """A step's name as a state's, apart from Mermaid's own words and from the exits."""
    plain = _plain(step)
    clash = plain.lower() in RESERVED or plain.startswith(("go_", "to_"))
    return f"step_{plain}" if clash else plain
