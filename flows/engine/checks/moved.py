"""Talks outlive deploys: a flow that changed has a new version and says where its steps went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.engine.book import Book
from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.flow import Flow

STATES = Path("tests/style/flow_states.txt")
_HEAD = "# flow version states… One line for every version that talks may still stand in.\n"


def states(book: Book, before: str = "") -> str:
    """The text of `flow_states.txt`: today's flows, below the older versions of `before`."""
    lines = {head: line for _, head, line in _lines(before)}
    lines |= {(flow.name, flow.version): _line(flow) for flow in book.flows.values()}
    return _HEAD + "".join(f"{lines[head]}\n" for head in sorted(lines))


def check(proof: Proof) -> Iterator[Problem]:
    """`moved` entries, and flows against the committed list."""
    for flow in proof.book.flows.values():
        for old, new in flow.moved.items():
            if new not in flow.by_name:
                text = f"flow `{flow.name}` moves `{old}` to a step `{new}` that is not"
                remedy = nearest(new, flow.by_name, "name a step that is there")
                yield proof.at_step(flow, "", text, remedy)
            if old in flow.by_name:
                text = f"flow `{flow.name}` moves `{old}`, which is still there"
                yield proof.at_step(flow, "", text, "take the entry out of `moved`")
    if (proof.root / "tests").is_dir():
        yield from _against_list(proof)


def _against_list(proof: Proof) -> Iterator[Problem]:
    file = proof.root / STATES
    if not file.exists():
        remedy = "write it: python -m bot check --states"
        yield proof.at(file, 1, "there is no list of what talks may stand in", remedy)
        return
    known: dict[str, dict[int, tuple[int, str]]] = {}
    for number, (name, version), line in _lines(file.read_text("utf-8")):
        known.setdefault(name, {})[version] = (number, line)
    for flow in proof.book.flows.values():
        yield from _compared(proof, file, flow, known.get(flow.name, {}))
    for name, versions in known.items():
        if name not in proof.book.flows:
            number = max(versions.values())[0]
            remedy = nearest(name, proof.book.flows, "take its lines out of the list")
            yield proof.at(file, number, f"flow `{name}` is gone", remedy)


def _compared(
    proof: Proof, file: Path, flow: Flow, versions: Mapping[int, tuple[int, str]]
) -> Iterator[Problem]:
    today = _line(flow)
    newest = max(versions, default=0)
    number, line = versions.get(flow.version, (0, ""))
    if flow.version < newest:
        text = f"flow `{flow.name}` has version {flow.version}, and version {newest} is in the list"
        yield proof.at_step(flow, "", text, f"write version={newest + 1}")
    elif not line:
        text = f"version {flow.version} of flow `{flow.name}` is not in the list"
        yield proof.at(
            file, versions[newest][0] if versions else 1, text, f"add the line `{today}`"
        )
    elif line != today:
        text = f"flow `{flow.name}` has other steps than in the list, and still version {newest}"
        after = today.replace(f" {newest} ", f" {newest + 1} ", 1)
        remedy = f"write version={newest + 1} in the flow and add the line `{after}`"
        yield proof.at(file, number, text, remedy)
    older = {state for _, line in versions.values() for state in line.split()[2:]}
    for state in sorted(older - flow.by_name.keys() - flow.moved.keys()):
        text = f"flow `{flow.name}` has lost its step `{state}`"
        near = nearest(state, flow.by_name, "…").removeprefix("did you mean `").rstrip("`?")
        remedy = f'say where talks go on: moved={{"{state}": "{near}"}}'
        yield proof.at_step(flow, "", text, remedy)


def _line(flow: Flow) -> str:
    return " ".join((flow.name, str(flow.version), *(step.name for step in flow.steps)))


def _lines(text: str) -> Iterator[tuple[int, tuple[str, int], str]]:
    """Line number (from 1), flow and version, and the line itself."""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if len(words) > 1 and words[1].isdecimal() and not line.startswith("#"):
            yield number, (words[0], int(words[1])), line
