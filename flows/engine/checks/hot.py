"""The worst minute: few words, few choices, nothing that must be typed (`Flow(hot=True)`)."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.checks.cards import Card
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof
from flows.engine.flow import START, Flow
from flows.engine.ways import Scale

MESSAGE = 160  # characters of a message
FIRST = 25  # words of the first message
CHOICES = 5  # buttons, the engine's own row and a scale aside
CHOICES_BEFORE_A_BREATH = 3
BREATH = "breath"  # a step that shows a picture of this name leads through a breath
COOLER = "a flooded person reads little: cut it"


def check(proof: Proof) -> Iterator[Problem]:
    """Cards of hot flows, with answers of usual length."""
    breathing = {
        (card.stand.flow.name, card.stand.step.name)
        for card in proof.cards
        if any(BREATH in picture.name for picture in card.pictures)
    }
    hot = [flow for flow in proof.book.flows.values() if flow.hot and flow.steps]
    before = {flow.name: _before(flow, {s for f, s in breathing if f == flow.name}) for flow in hot}
    told: set[tuple[str, str, str]] = set()
    for card in proof.cards:
        flow = card.stand.flow
        if not flow.hot or not card.stand.usual:
            continue
        few = CHOICES_BEFORE_A_BREATH if card.stand.step.name in before[flow.name] else CHOICES
        for kind, problem in (*_texts(proof, card), *_choices(proof, card, few)):
            if (flow.name, card.stand.step.name, kind) not in told:
                told.add((flow.name, card.stand.step.name, kind))
                yield problem


def _texts(proof: Proof, card: Card) -> Iterator[tuple[str, Problem]]:
    main = card.parts[0].plain
    for line in card.parts:
        if line.source is None:
            continue
        length = len(line.plain)
        if line.name == "resume" and len(main) <= MESSAGE:  # said in one message with the main text
            length += 2 + len(main)
        if length > MESSAGE:
            text = f"{line.place} has {length} characters in a hot flow; {MESSAGE} is the most"
            yield f"long {line.name}", proof.at_source(line.source, text, COOLER)
        words = len(line.plain.split())
        if len(card.stand.road.path) == 1 and line.name == "main" and words > FIRST:
            text = (
                f"{line.place} comes first in a hot flow and has {words} words; {FIRST} is the most"
            )
            yield "words", proof.at_source(line.source, text, COOLER)


def _choices(proof: Proof, card: Card, few: int) -> Iterator[tuple[str, Problem]]:
    step, flow = card.stand.step, card.stand.flow
    scale = (
        {option.key for option in step.reads.options(card.stand.known)}
        if isinstance(step.reads, Scale)
        else set()
    )
    count = sum(button.key not in scale for button in card.choices)
    place = f"`{flow.name}.{step.name}`"
    if count > few:
        when = "before the first breath" if few == CHOICES_BEFORE_A_BREATH else "in a hot flow"
        text = f"{place} offers {count} choices {when}; {few} is the most"
        yield "choices", proof.at_step(flow, step.name, text, "keep those that help most")
    if not card.choices and not step.last:
        text = f"{place} can only be answered by typing, in a hot flow"
        yield "typing", proof.at_step(flow, step.name, text, "offer a button or a scale")


def _before(flow: Flow, breathing: set[str]) -> set[str]:
    """The steps that can be reached before a breath is done, that one included.

    None in a flow without a breath: it is not the first thing that a flooded person meets.
    """
    if not breathing:
        return set()
    found: set[str] = set()
    ahead = [START]
    while ahead:
        here = ahead.pop()
        if here in breathing:
            continue
        for edge in flow.edges:
            if edge.source == here and isinstance(edge.target, str) and edge.target not in found:
                found.add(edge.target)
                ahead.append(edge.target)
    return found
