"""Every step can be reached and leads to an end; every target exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.flow import START, Flow, Go, GoTo

_NAME = re.compile(r"[a-z0-9_]+")


def check(proof: Proof) -> Iterator[Problem]:
    """Steps, and the ways between them."""
    for flow in proof.book.flows.values():
        if not flow.steps:
            text = f"flow `{flow.name}` has no steps"
            yield proof.at_step(flow, "", text, "give it at least one `Step`")
            continue
        yield from _names(proof, flow)
        yield from _targets(proof, flow)
        yield from _ways(proof, flow)
        yield from _answers_that_lead_on(proof, flow)


def _names(proof: Proof, flow: Flow) -> Iterator[Problem]:
    counted = Counter(step.name for step in flow.steps)
    for name, times in counted.items():
        if times > 1:
            text = f"flow `{flow.name}` has {times} steps named `{name}`"
            yield proof.at_step(flow, name, text, "give each a name of its own")
        if not _NAME.fullmatch(name):
            text = f"flow `{flow.name}`: `{name}` is no name for a step"
            yield proof.at_step(flow, name, text, "use lower-case letters, digits and _")


def _targets(proof: Proof, flow: Flow) -> Iterator[Problem]:
    flows = proof.book.flows
    for edge in flow.edges:
        place = f"`{flow.name}.{edge.source}` leads by `{edge.trigger}` to"
        match edge.target:
            case str(step) if step not in flow.by_name:
                there = f"write a step `{step}`, or name one of {_listed(flow.by_name)}"
                remedy = nearest(step, flow.by_name, there)
                yield proof.at_step(
                    flow, edge.source, f"{place} a step `{step}` that is not", remedy
                )
            case Go(name) | GoTo(default=name) if name not in flows:
                remedy = nearest(
                    name, flows, f"write flows/{name}.py, or name a flow that is there"
                )
                yield proof.at_step(
                    flow, edge.source, f"{place} a flow `{name}` that is not", remedy
                )


def _ways(proof: Proof, flow: Flow) -> Iterator[Problem]:
    onwards: dict[str, set[str]] = {}
    backwards: dict[str, set[str]] = {}
    ends = {step.name for step in flow.steps if step.last}
    for edge in flow.edges:
        if isinstance(edge.target, str):
            onwards.setdefault(edge.source, set()).add(edge.target)
            backwards.setdefault(edge.target, set()).add(edge.source)
        else:
            ends.add(edge.source)
    reached, ending = _closure([START], onwards), _closure(ends, backwards)
    for name in flow.by_name:
        place = f"`{flow.name}.{name}`"
        if name not in reached:
            remedy = "lead some step to it, or take it out"
            yield proof.at_step(flow, name, f"{place} is never reached", remedy)
        if name not in ending:
            remedy = "lead one of its answers to `END`"
            yield proof.at_step(flow, name, f"{place} has no way to an end", remedy)


def _answers_that_lead_on(proof: Proof, flow: Flow) -> Iterator[Problem]:
    """What a `GoTo` was seen to name, by the samples."""
    for step, exit_, named in sorted(proof.walks[flow.name].gone, key=str):
        if named not in proof.book.flows:
            text = f"`{flow.name}.{step}` goes to what `{exit_.answer}` names: no flow is `{named}`"
            remedy = nearest(named, proof.book.flows, "let the answer name a flow")
            yield proof.at_step(flow, step, text, remedy)


def _closure(begin: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
    found, ahead = set(begin), list(begin)
    while ahead:
        new = edges.get(ahead.pop(), set()) - found
        found |= new
        ahead.extend(new)
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
