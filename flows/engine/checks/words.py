"""Words for every flow, step and button, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.checks.cards import Card
from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.flow import Flow, Step
from flows.engine.wordfile import Section, WordFile
from flows.engine.words import SHARED

ENGINE = (
    *("stale", "invalid", "help", "resume", "changed", "back_none", "cancelled"),
    *("cancelled_promise", "nothing_open"),
    *("unreadable", "unknown", "sorry", "group", "description", "short_description"),
)
"""Sections of `_shared.md` that the engine and the body say by themselves."""
LABELS = {
    "buttons": ("back", "cancel", "help", "home", "copy", "share"),
    "names": ("minute", "minutes", "hour", "hours"),
}
"""Labels that they use."""


def check(proof: Proof) -> Iterator[Problem]:
    """What is said, against what there are words for."""
    for language, files in proof.languages.items():
        yield from _shared(proof, files[SHARED])
        for flow in proof.book.flows.values():
            file = files.get(flow.name)
            if file is not None:
                yield from _front(proof, file, flow)
                for step in flow.by_name.values():
                    yield from _step(proof, file, flow, step)
                continue
            wanted = proof.content / language / f"{flow.name}.md"
            text = f"flow `{flow.name}` has no words in `{language}`"
            remedy = f"write this file; `python -m bot preview {flow.name}` shows what is missing"
            yield proof.at(wanted, 1, text, remedy)
    for card in proof.cards:
        yield from _buttons(proof, card)


def _shared(proof: Proof, file: WordFile) -> Iterator[Problem]:
    for name in ENGINE:
        section = file.sections.get(name)
        if section is None or "main" not in section.parts:
            text = f"the engine says `{name}`, and there are no words for it"
            yield proof.at(file.file, section.line if section else 1, text, f"write `## {name}`")
    for name, keys in LABELS.items():
        section = file.sections.get(name)
        for key in keys:
            if section is None or key not in section.labels:
                remedy = f"write `- {key}: …` under `## {name}`"
                line = section.line if section else 1
                yield proof.at(file.file, line, f"`{name}` has no label `{key}`", remedy)


def _front(proof: Proof, file: WordFile, flow: Flow) -> Iterator[Problem]:
    for name in ("title", "summary"):
        if not file.front.get(name):
            text = f"flow `{flow.name}` has no {name}"
            yield proof.at_front(file, name, text, f"write a line `{name}: …`")
    if flow.command and file.front.get("menu") is None:
        text = f"`/{flow.command}` has no line for Telegram's menu"
        remedy = "write `menu: …`, or `menu: false` if it is only ever typed"
        yield proof.at_front(file, "menu", text, remedy)


def _step(proof: Proof, file: WordFile, flow: Flow, step: Step) -> Iterator[Problem]:
    section = file.sections.get(step.name)
    place = f"`{flow.name}.{step.name}`"
    if section is None:
        remedy = f"write `## {step.name}` and its text"
        yield proof.at(file.file, 1, f"{place} has no words", remedy)
        return
    if "main" not in section.parts:
        remedy = "write it below the heading"
        yield proof.at(file.file, section.line, f"{place} has no text", remedy)
    for part in (*step.hands, *step.copies):
        if part not in section.parts:
            text = f"{place} hands on `{part}`, which has no words"
            remedy = nearest(part, section.parts, f"write `!{part}` and its text")
            yield proof.at(file.file, section.line, text, remedy)


def _buttons(proof: Proof, card: Card) -> Iterator[Problem]:
    """Buttons that were seen at some stand and have no label in its language."""
    flow, step = card.stand.flow, card.stand.step
    file = proof.languages[card.language].get(flow.name)
    section = file.sections.get(step.name) if file else None
    if file is None or section is None:
        return  # all of its words are missing, which is said above
    keys = {button.key for button, _ in card.buttons}
    for button, _ in card.buttons:
        if button.label is None and not _labelled(proof, card.language, section, button.key):
            text = f"`{flow.name}.{step.name}` has no label for its button `{button.key}`"
            spare = section.labels.keys() - keys
            remedy = nearest(button.key, spare, f"write `- {button.key}: …` below its text")
            yield proof.at(file.file, section.line, text, remedy)


def _labelled(proof: Proof, language: str, section: Section, key: str) -> bool:
    """Whether this language itself has the label: the step's, a shared one, or a flow's title."""
    files = proof.languages[language]
    shared = files[SHARED].sections.get("buttons")
    named = files.get(key)
    return (
        key in section.labels
        or (shared is not None and key in shared.labels)
        or (named is not None and bool(named.front.get("title")))
    )
