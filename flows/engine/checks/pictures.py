"""Every picture has words beside it: labels and alt text in `_pictures.md`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.checks.problem import Problem, nearest
from flows.engine.checks.proof import Proof
from flows.engine.render import PICTURES


def check(proof: Proof) -> Iterator[Problem]:
    """The pictures that are shown at some stand, in every language."""
    shown = {
        (card.language, picture.name, card.stand.flow.name, card.stand.step.name)
        for card in proof.cards
        for picture in card.pictures
    }
    for language, name, flow, step in sorted(shown):
        file = proof.languages[language].get(PICTURES)
        path = proof.content / language / f"{PICTURES}.md"
        section = file.sections.get(name) if file else None
        if section is None:
            names = file.sections if file else ()
            text = f"`{flow}.{step}` shows the picture `{name}`, which has no words"
            remedy = nearest(name, names, f"write `## {name}` with `!alt` and what it shows")
            yield proof.at(path, 1, text, remedy)
        elif "alt" not in section.parts:
            text = f"the picture `{name}` has no alt text"
            yield proof.at(path, section.line, text, "write `!alt` and say in words what it shows")
