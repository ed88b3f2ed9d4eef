"""How far the checks go through a flow: what they see, and that they see it soon enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from flows.engine.checks.proof import explore
from flows.engine.checks.walk import Walk
from flows.engine.effects import Effect, Remember
from flows.engine.flow import END, Flow, Step, When
from flows.engine.known import JSON, Known
from flows.engine.samples import longest
from flows.engine.ways import Choice, Option, Parsed, Pick, Scale, Text
from tests.unit.tiny_book import FRONT, STEPS, Tiny, pause


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


def walk(tiny: Tiny, *steps: Step, start: str | When = "", words: str = "") -> Walk:
    tiny.write("x.md", FRONT.format("X") + words)
    return explore(tiny.book(Flow("x", 1, steps, start=start)))["x"]


def told(walk: Walk, step: str, name: str) -> set[object]:
    """All values that were seen of an answer, or of what is told, at a step."""
    return {stand.values.get(name, "lacking") for stand in walk.stands[step]}


def test_both_sides_of_a_guard(tiny: Tiny) -> None:
    found = explore(tiny.book())["pause"]
    assert {stand.road.path for stand in found.stands["good"]} == {
        ("heat", "good"),
        ("heat", "breathe", "good"),
    }
    assert told(found, "breathe", "heat") == {10}


def test_every_key_of_a_choice_where_words_name_it(tiny: Tiny) -> None:
    ask = Step("ask", reads=Choice("a", "b", "c", save="pick", then="end_"), on={"skip": "end_"})
    found = walk(tiny, ask, Step("end_"), words="## end_\n{{ pick }}\n")
    assert told(found, "end_", "pick") == {"a", "b", "c", "lacking"}


def test_a_list_by_its_first_offers_and_what_can_be_typed(tiny: Tiny) -> None:
    def find(text: str, known: Known) -> Mapping[str, JSON] | None:  # noqa: ARG001
        return {"pick": "town", "several": ["a", "b"]} if text == "Springfield" else None

    offers = [Option(str(number)) for number in range(30)]
    ask = Step("ask", reads=Pick(lambda _: offers, save="pick", then="end_", find=find))
    found = walk(tiny, ask, Step("end_"), words="## end_\n{{ pick }} {{ several }}\n")
    assert told(found, "end_", "pick") == {*"01234567", "town"}


def test_every_screen_of_a_list_that_is_leafed_through(tiny: Tiny) -> None:
    def screen(known: Known) -> list[Option]:
        at = int(known.text("pick", "more0").removeprefix("more"))
        return [Option(f"more{at + 1}" if at < 5 else "done")]

    def leafs(known: Known) -> bool:
        return known.text("pick").startswith("more")

    ask = Step("ask", reads=Pick(screen, save="pick", then=When(leafs, "ask", otherwise=END)))
    assert told(walk(tiny, ask), "ask", "pick") == {"lacking", *(f"more{n}" for n in range(1, 6))}


def test_what_can_only_be_typed(tiny: Tiny) -> None:
    def find(text: str, known: Known) -> Mapping[str, JSON] | None:  # noqa: ARG001
        return {"at": text} if text == "21:30" else None

    found = walk(tiny, Step("ask", reads=Parsed(find, save="at", then="end_")), Step("end_"))
    assert told(found, "end_", "at") == {"21:30"}


def test_texts_of_usual_length_and_the_longest_together(tiny: Tiny) -> None:
    first = Step("one", reads=Text("a", then="two", most=300))
    found = walk(tiny, first, Step("two", reads=Text("b", then="end_", most=200)), Step("end_"))
    lengths = {(len(str(s.values["a"])), len(str(s.values["b"]))) for s in found.stands["end_"]}
    assert (300, 200) in lengths
    assert any(stand.usual for stand in found.stands["end_"])
    assert len(longest(4096)) == 4096


def test_answers_that_one_path_lacks_though_long_ago(tiny: Tiny) -> None:
    steps = [
        Step(f"q{n}", reads=Scale(1, 7, f"a{n}", f"q{n + 1}"), on={"skip": f"q{n + 1}"})
        for n in range(36)
    ]
    found = walk(tiny, *steps, Step("q36"))
    for name in (f"a{number}" for number in range(36)):
        assert "lacking" in told(found, "q36", name)
    assert len(found.stands["q36"]) < 100


def test_a_score_of_all_answers_is_seen_low_and_high(tiny: Tiny) -> None:
    def score(known: Known) -> Mapping[str, JSON]:
        mean = sum(known.number(f"a{number}") for number in range(36)) / 36
        return {"low": mean < 2, "high": mean > 6, "between": 3 < mean < 5}

    steps = [Step(f"q{n}", reads=Scale(1, 7, f"a{n}", f"q{n + 1}")) for n in range(36)]
    found = walk(tiny, *steps, Step("q36", tells=score))
    for name in ("low", "high", "between"):
        assert told(found, "q36", name) == {True, False}


def test_people_come_back_while_there_is_something_new(tiny: Tiny) -> None:
    def seventh(known: Known) -> bool:
        return known.person.kept.get("times") == 7

    def count(known: Known) -> tuple[Effect, ...]:
        times = known.person.kept.get("times")
        return (Remember("times", (times if isinstance(times, int) else 0) + 1),)

    first = Step("again", does=(count,))
    found = walk(tiny, first, Step("enough"), start=When(seventh, "enough", otherwise="again"))
    assert not found.stands["enough"][0].forced


def test_what_depends_on_the_day(tiny: Tiny) -> None:
    def due(known: Known) -> bool:
        return known.now.toordinal() % 9 == 4

    found = walk(tiny, Step("most"), Step("rare"), start=When(due, "rare", otherwise="most"))
    assert not found.stands["rare"][0].forced


def test_a_step_that_no_sample_reaches_is_proved_nevertheless(tiny: Tiny) -> None:
    def never(_: Known) -> bool:
        return False

    start = When(never, "secret", otherwise="heat")
    tiny.change("pause.md", "## good", "## secret\n{{ nosuch }}\n\n- on: On\n\n## good")
    found = tiny.only(pause(Step("secret", on={"on": END}), start=start))
    assert "which no sample of flows/engine/samples.py goes" in found.text


def test_flows_that_go_round_come_to_an_end(tiny: Tiny) -> None:
    def more(known: Known) -> tuple[Effect, ...]:
        return (Remember("times", known.number("times") + 1),)

    again = replace(STEPS["good"], on={"again": "heat", "end": END}, does=(more,))
    assert explore(tiny.book(pause(again)))["pause"].stands["good"]
