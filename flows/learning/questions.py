"""Questions that many have: tapped, or typed in any words and matched to the nearest."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.learning.match import nearest
from flows.learning.reading import Entry
from flows.learning.shelves import leads, learning


def offers(known: Known) -> list[Option]:
    """Every question, in the order of the file."""
    return [Option(one.key, one.label) for one in learning(known).questions.values()]


def find(known: Known) -> Entry | None:
    """The question that was tapped, or the nearest to what was typed."""
    typed, every = known.text("asked"), learning(known).questions
    if typed in every:
        return every[typed]
    key = nearest(typed, {one.key: one.names for one in every.values()})
    return every[key] if key else None


def is_known(known: Known) -> bool:
    """Whether there is an answer."""
    return find(known) is not None


def onwards(known: Known) -> list[Option]:
    """Below an answer: what helps further, another question, enough."""
    found = find(known)
    on = leads(found.leads if found else (), known)
    return [*(Option(one) for one in on), Option("another"), Option("done")]


def gone_on(text: str, known: Known) -> Answers | None:
    """Where to; another question begins with none."""
    if not any(one.key == text for one in onwards(known)):
        return None
    return {"step": text, **({"asked": None} if text == "another" else {})}


def told(known: Known) -> Mapping[str, JSON]:
    """The question and its answer."""
    found = find(known)
    return {
        "question": found.asks if found else "",
        "answer": found.text if found else "",
        "answer_source": found.source if found else "",
        "typed": found is not None and known.text("asked") != found.key,
    }
