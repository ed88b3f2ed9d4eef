"""No words for what does not exist: a slip in a name is told with the name that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.checks.stand import quoted_in, sources
from flows.engine.effects import Say
from flows.engine.flow import Flow, Step
from flows.engine.ways import Choice, Minutes, Parsed, Scale, Text, Time
from flows.engine.wordfile import Section, WordFile

PARTS = frozenset(
    {"main", "invalid", "help", "resume", "changed", "ring", "unreadable", "back_none"}
)
"""What the engine says of any step, beside the parts that a step hands on."""
FIXED = (Choice, Minutes, Parsed, Scale, Text, Time)
"""Ways whose keys are all known, so that a label for another key can only be a slip."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a flow says of its words beyond its steps and buttons."""

    flow: Flow
    names: frozenset[str]  # in tags: `named("why")` makes a list of labels of the section `why`
    parts: frozenset[tuple[str, str]]  # step and part that a `Say` of the flow's own says


def check(proof: Proof) -> Iterator[Problem]:
    """Files, sections, parts and labels that nothing says."""
    for _, stem, file in proof.files:
        flow = proof.book.flows.get(stem)
        if flow is not None:
            used = _used(proof, flow, file)
            for section in file.sections.values():
                yield from _section(proof, file, used, section)
        elif not stem.startswith("_"):
            remedy = nearest(stem, proof.book.flows, f"write flows/{stem}.py, or take it out")
            yield proof.at(file.file, 1, f"no flow is named `{stem}`", remedy)


def _used(proof: Proof, flow: Flow, file: WordFile) -> Used:
    walk = proof.walks.get(flow.name)
    says = [effect for effect in walk.effects.values() if isinstance(effect, Say)] if walk else []
    parts = frozenset((say.step, part) for say in says for part in say.parts)
    return Used(flow, frozenset(quoted_in(sources(file))), parts)


def _section(proof: Proof, file: WordFile, used: Used, section: Section) -> Iterator[Problem]:
    flow, name = used.flow, section.name
    step = flow.by_name.get(name)
    if step is None:
        if name not in used.names and all(name != at for at, _ in used.parts):
            remedy = nearest(name, flow.by_name, "take it out, or add the step")
            text = f"flow `{flow.name}` has no step `{name}`"
            yield proof.at(file.file, section.line, text, remedy)
        return
    parts = {"main"} if step.last else PARTS  # a talk is over once its last step is said
    parts = parts | ({"still"} if flow.holds else set())
    parts = parts | {*step.hands, *step.copies, *(part for at, part in used.parts if at == name)}
    for part, source in section.parts.items():
        if part not in parts:
            text = f"`{flow.name}.{name}` never says `!{part}`"
            yield proof.at_source(source, text, nearest(part, parts, "take it out"))
    keys = _keys(proof, flow, step)
    for key, source in section.labels.items():
        if keys is not None and key not in keys:
            text = f"flow `{flow.name}` has no button `{key}` at `{name}`"
            yield proof.at_source(source, text, nearest(key, keys, "take it out"))


def _keys(proof: Proof, flow: Flow, step: Step) -> frozenset[str] | None:
    """Every key that a button of this step can have; None where that depends on the person."""
    if step.reads is not None and not isinstance(step.reads, FIXED):
        return None
    handed = ["copy", "share"] if step.hands else []
    handed += [f"{way}_{part}" for part in step.copies for way in ("copy", "share")]
    stands = proof.walks[flow.name].stands.get(step.name) if flow.name in proof.walks else None
    options = step.reads.options(stands[0].known) if step.reads and stands else ()
    return frozenset((*step.on, *step.bar, *handed, *(option.key for option in options)))
