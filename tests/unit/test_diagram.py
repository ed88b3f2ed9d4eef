"""Mermaid of flows. The diagrams' grammar was tried with Mermaid's own parser (version 11)."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from bot.home import book as real_book
from flows.engine.diagram import RESERVED, docs_blocks, mermaid
from flows.engine.flow import END, Flow, Go, GoTo, Guard, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice
from tests.unit.tiny_book import Tiny, pause, too_hot

LINE = re.compile(
    r'    (?:state "[^"]+" as \w+|(?:\[\*\]|[\w-]+) --> (?:\[\*\]|[\w-]+)(?:: [\w ,./\[\]+-]+)?)'
)
"""A declaration or an arrow, with nothing that would end a label early (`;`, `:`, `#`, quotes)."""


def chose(known: Known, key: str) -> bool:
    return known.text("pick") == key


def lines(*steps: Step, start: str | When = "") -> list[str]:
    """What is drawn of these steps, without the head."""
    return [line.strip() for line in mermaid(Flow("x", 1, steps, start=start)).splitlines()[1:]]


def test_a_small_flow() -> None:
    assert mermaid(pause()) == (
        "stateDiagram-v2\n"
        "    [*] --> heat\n"
        "    heat --> breathe: answer [too hot]\n"
        "    heat --> good: answer [otherwise]\n"
        "    breathe --> good: timer / skip\n"
        "    good --> [*]\n"
    )


def test_branches_within_branches_say_which_is_the_rest() -> None:
    inner = When(partial(chose, key="no"), "b", otherwise="c")
    branch = When(too_hot, inner, otherwise=When(lambda _: True, END, otherwise="a"))
    step = Step("a", reads=Choice("yes", "no", save="pick", then=branch))
    assert lines(step, Step("b"), Step("c"))[1:6] == [
        "a --> b: answer [too hot, chose no]",
        "a --> c: answer [too hot, otherwise]",
        "a --> [*]: answer [a condition]",
        "a --> a: answer [otherwise]",
        "b --> [*]",
    ]


def answered(name: str, *values: str) -> Guard:
    def answered_so(known: Known) -> bool:
        return known.answers.get(name) in values

    return answered_so


def test_guards_that_were_made_by_a_function_say_with_what() -> None:
    step = Step("a", on={"go": When(answered("tool", "walk", "a_call"), "a", otherwise=END)})
    assert lines(step)[1] == "a --> a: go [answered so tool walk a call]"


def test_other_flows_are_named_states() -> None:
    step = Step("a", on={"calm": Go("pause"), "other": GoTo("pick"), "done": END})
    assert lines(step) == [
        'state "/pause" as go_pause',
        'state "what pick names" as to_pick',
        "[*] --> a",
        "a --> go_pause: calm",
        "a --> to_pick: other",
        "a --> [*]: done",
    ]


def test_a_beginning_with_a_branch() -> None:
    begin = When(too_hot, Go("pause"), otherwise="a")
    assert lines(Step("a", on={"done": END}), start=begin)[1:3] == [
        "[*] --> go_pause: [too hot]",
        "[*] --> a: [otherwise]",
    ]


@pytest.mark.parametrize("name", [*sorted(RESERVED), "go_pause"])
def test_names_that_mean_something_to_mermaid(name: str) -> None:
    assert lines(Step(name, on={"done": END}))[:2] == [
        f'state "{name}" as step_{name}',
        f"[*] --> step_{name}",
    ]


def test_every_flow_is_drawn_line_by_line() -> None:
    for flow in real_book().flows.values():
        drawn = mermaid(flow).splitlines()
        assert drawn[0] == "stateDiagram-v2"
        assert [line for line in drawn[1:] if not LINE.fullmatch(line)] == []
        assert all(any(step.name in line for line in drawn) for step in flow.steps)


def test_the_docs_are_drawn_anew(tmp_path: Path) -> None:
    book = Tiny(tmp_path).book()
    page = "Before\n<!-- diagram: pause -->\nold\n<!-- /diagram -->\nAfter\n"
    drawn = docs_blocks(page, book)
    assert drawn == (
        "Before\n<!-- diagram: pause -->\n\n```mermaid\n"
        + mermaid(book.flows["pause"])
        + "```\n\n<!-- /diagram -->\nAfter\n"
    )
    assert docs_blocks(drawn, book) == drawn
    assert docs_blocks("No marks here.", book) == "No marks here."


def test_two_blocks_on_a_page(tmp_path: Path) -> None:
    book = Tiny(tmp_path).book()
    block = "<!-- diagram: {0} -->\n<!-- /diagram -->\n"
    drawn = docs_blocks(block.format("pause") + "between\n" + block.format("home"), book)
    assert drawn.count("```mermaid") == 2
    assert "between" in drawn


def test_a_block_of_no_flow(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no flow is named `puase`"):
        docs_blocks("<!-- diagram: puase -->\n<!-- /diagram -->", Tiny(tmp_path).book())
