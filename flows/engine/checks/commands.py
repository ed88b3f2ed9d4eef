"""Commands: each belongs to one flow, Telegram takes it, and the worst minute can always begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.engine.book import HOME
from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.events import BAR
from flows.engine.flow import BEGIN, Flow, Go

COMMAND = re.compile(r"[a-z0-9_]{1,32}")  # BotCommand.command: 1-32 of a-z, 0-9 and _


def check(proof: Proof) -> Iterator[Problem]:
    """Names, owners, and what a flow may do to the one beneath it."""
    owners: dict[str, str] = {}
    flows = proof.book.flows
    if flows and HOME not in flows:
        remedy = nearest(HOME, flows, f"write flows/{HOME}.py: the engine goes there")
        yield proof.at(proof.root / f"flows/{HOME}.py", 1, f"no flow is named `{HOME}`", remedy)
    for key, flow in flows.items():
        if key != flow.name:
            text = f"the book calls flow `{flow.name}` `{key}`"
            yield proof.at_step(flow, "", text, "give each flow a name of its own")
        yield from _hot(proof, flow)
        for name in (flow.command, *flow.also):
            if name is None:
                continue
            owner = owners.setdefault(name, flow.name)
            if owner != flow.name:
                text = f"flows `{owner}` and `{flow.name}` share the command `/{name}`"
                yield proof.at_step(flow, "", text, "give each a command of its own")
            if not COMMAND.fullmatch(name):
                text = f"Telegram does not take `/{name}` as a command"
                yield proof.at_step(flow, "", text, "use 1 to 32 of a-z, 0-9 and _")
            if name in BAR:
                text = f"`/{name}` is the engine's own, so flow `{flow.name}` never begins by it"
                yield proof.at_step(flow, "", text, "take another name")
    yield from _circles(proof)


def _hot(proof: Proof, flow: Flow) -> Iterator[Problem]:
    """What is for the worst minute begins from any state, with nothing in front of it."""
    if not flow.hot or not flow.command:
        return
    if not flow.interrupts:
        text = f"hot flow `{flow.name}` does not interrupt"
        yield proof.at_step(flow, "", text, "write `interrupts=True`: it begins from any state")
    if flow.gated:
        text = f"hot flow `{flow.name}` waits for the question of age"
        yield proof.at_step(flow, "", text, "write `gated=False`: nothing stands in front of it")


def _circles(proof: Proof) -> Iterator[Problem]:
    """Flows that begin one another without asking anything would go round for ever."""
    begins = {
        flow.name: {
            edge.target.flow
            for edge in flow.edges
            if edge.trigger == BEGIN and isinstance(edge.target, Go)
        }
        for flow in proof.book.flows.values()
        if flow.steps
    }
    for name, flow in proof.book.flows.items():
        found: set[str] = set()
        ahead = list(begins.get(name, ()))
        while ahead:
            here = ahead.pop()
            if here not in found:
                found.add(here)
                ahead.extend(begins.get(here, ()))
        if name in found:
            text = f"flow `{name}` begins itself again before it asks anything"
            yield proof.at_step(flow, "", text, "begin at a step on one of the ways round")
