"""What the checks say of flows: one planted violation each, told with file, line and remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.engine.checks import Problem, checks
from flows.engine.checks.moved import STATES, states
from flows.engine.flow import Flow, Go, GoTo, Step, When
from flows.engine.ways import Choice, Timer
from tests.unit.tiny_book import FRONT, HOME, STEPS, Tiny, pause, soon, too_hot

PAUSE, CODE = "content/en/pause.md", "flows/pause.py"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


def test_a_sound_book_has_no_problem(tiny: Tiny) -> None:
    assert tiny.problems() == []


def test_there_is_a_check_for_each_promise() -> None:
    assert set(checks()) == {
        "calm", "commands", "hot", "limits", "moved", "pictures", "reachable", "renders", "seed",
        "unicode", "unused", "waits", "wording", "words",
    }  # fmt: skip


def test_a_problem_reads_as_one_line() -> None:
    found = Problem(PAUSE, 14, "flow `pause` has no button `skp`", "did you mean `skip`?")
    assert str(found) == f"{PAUSE}:14: flow `pause` has no button `skp`; did you mean `skip`?"


def test_all_problems_come_at_once_in_order(tiny: Tiny) -> None:
    tiny.change("pause.md", "How hot is it?", "How hot is it! Ask your wife.")
    tiny.change("home.md", "What would help?", "What is your favorite?")
    assert [(found.file, found.line) for found in tiny.problems()] == [
        ("content/en/home.md", 8),
        (PAUSE, 8),
        (PAUSE, 8),
    ]


# — reachable --------------------------------------------------------------------------------------


def test_a_step_that_is_never_reached(tiny: Tiny) -> None:
    tiny.change("pause.md", "## good", "## lost\nNobody reads this.\n\n## good")
    found = tiny.only(pause(Step("lost")))
    assert (found.file, found.line) == (CODE, 1)
    assert found.text == "`pause.lost` is never reached"
    assert "lead some step to it" in found.remedy


def test_a_problem_of_a_flow_points_at_its_step(tiny: Tiny) -> None:
    code = tiny.root / "flows/calm/pause.py"
    code.parent.mkdir(parents=True)
    code.write_text(
        'flow = Flow(\n    "pause",\n    steps=(\n        Step("heat"),\n        Step("good"),\n))'
    )
    found = tiny.only(pause(replace(STEPS["good"], on={"home": Go("hme")})))
    assert (found.file, found.line) == ("flows/calm/pause.py", 5)


def test_a_step_without_an_end(tiny: Tiny) -> None:
    found = tiny.problems(pause(Step("good", on={"again": "good"})))
    assert [str(one) for one in found if "end" in one.text] == [
        f"{CODE}:1: `pause.{step}` has no way to an end; lead one of its answers to `END`"
        for step in ("breathe", "good", "heat")
    ]


def test_a_target_that_does_not_exist(tiny: Tiny) -> None:
    there = Step("breathe", waits=Timer(soon, "good"), on={"skip": "godo"})
    found = tiny.only(pause(there))
    assert found.text == "`pause.breathe` leads by `skip` to a step `godo` that is not"
    assert found.remedy == "did you mean `good`?"


@pytest.mark.parametrize("exit_", [Go("hoem"), GoTo("pick", default="hoem")])
def test_a_flow_that_does_not_exist(tiny: Tiny, exit_: Go | GoTo) -> None:
    found = tiny.only(pause(Step("breathe", waits=Timer(soon, "good"), on={"skip": exit_})))
    assert found.remedy == "did you mean `home`?"


def test_an_answer_that_names_no_flow(tiny: Tiny) -> None:
    step = Step("menu", reads=Choice("pause", "hone", save="pick", then=GoTo("pick")))
    tiny.change("home.md", "- rest: Rest\n- go: Go on", "- pause: Pause\n- hone: Home")
    found = tiny.only(replace(HOME, steps=(step,)))
    assert found.text == "`home.menu` goes to what `pick` names: no flow is `hone`"
    assert found.remedy == "did you mean `home`?"


def test_a_flow_without_steps_is_told_and_raises_nothing(tiny: Tiny) -> None:
    tiny.write("pause.md", FRONT.format("Pause"))
    assert tiny.only(Flow("pause", 1, ())).text == "flow `pause` has no steps"


# — waits ------------------------------------------------------------------------------------------


def test_a_wait_without_a_button(tiny: Tiny) -> None:
    tiny.change("pause.md", "- skip: Enough\n", "")
    found = tiny.only(pause(Step("breathe", waits=Timer(soon, "good"))))
    assert found.text == "`pause.breathe` waits for a timer and has no button"
    assert "nobody is held by a clock" in found.remedy


def test_a_timer_that_is_due_before_it_is_set(tiny: Tiny) -> None:
    past = Timer(lambda known: known.now.replace(year=2000), "good")
    found = tiny.only(pause(Step("breathe", waits=past, on={"skip": "good"})))
    assert found.text == "the timer of `pause.breathe` lies in the past"


def test_a_timer_without_a_zone(tiny: Tiny) -> None:
    naive = Timer(lambda known: known.now.replace(tzinfo=None), "good")
    found = tiny.only(pause(Step("breathe", waits=naive, on={"skip": "good"})))
    assert "gives no aware moment" in found.text


def test_a_last_step_that_means_to_save(tiny: Tiny) -> None:
    tiny.change("pause.md", "That was {{ heat }}.", "That was {{ heat }}.\n\n- home: Home")
    found = tiny.only(pause(Step("good", on={"home": Go("home")}, save="next")))
    assert found.text == "`pause.good` is a last step, so it never saves `next`"


# — commands ---------------------------------------------------------------------------------------


def test_two_flows_with_one_command(tiny: Tiny) -> None:
    found = tiny.only(pause(command="home"))
    assert found.text == "flows `home` and `pause` share the command `/home`"
    assert found.file == CODE


@pytest.mark.parametrize("name", ["Pause", "take-five", "x" * 33])
def test_a_command_that_telegram_does_not_take(tiny: Tiny, name: str) -> None:
    assert tiny.only(pause(also=(name,))).remedy == "use 1 to 32 of a-z, 0-9 and _"


def test_the_engine_keeps_its_own_commands(tiny: Tiny) -> None:
    assert "never begins by it" in tiny.only(pause(command="help")).text


def test_the_worst_minute_has_nothing_in_front_of_it(tiny: Tiny) -> None:
    found = tiny.problems(pause(hot=True, command="pause"))
    assert [one.remedy.split(":")[0] for one in found] == [
        "write `interrupts=True`",
        "write `gated=False`",
    ]


def test_flows_that_begin_each_other_for_ever(tiny: Tiny) -> None:
    tiny.write("rest.md", FRONT.format("Rest") + "## one\nRest.\n")
    first = pause(start=When(too_hot, Go("rest"), otherwise="heat"))
    then = Flow("rest", 1, (Step("one"),), start=When(too_hot, Go("pause"), otherwise="one"))
    assert {found.text for found in tiny.problems(first, then)} == {
        "flow `pause` begins itself again before it asks anything",
        "flow `rest` begins itself again before it asks anything",
    }


# — moved ------------------------------------------------------------------------------------------


def test_a_moved_step_leads_somewhere(tiny: Tiny) -> None:
    found = tiny.only(pause(moved={"warm": "haet"}))
    assert (found.file, found.remedy) == (CODE, "did you mean `heat`?")


def test_a_step_that_is_there_is_not_moved(tiny: Tiny) -> None:
    assert "still there" in tiny.only(pause(moved={"heat": "good"})).text


def test_there_is_a_list_where_there_are_tests(tiny: Tiny) -> None:
    found = tiny.only(listed=False)
    assert (found.file, found.line) == (str(STATES), 1)
    assert "python -m bot check --states" in found.remedy


def test_changed_steps_ask_for_a_new_version(tiny: Tiny) -> None:
    old = states(tiny.book()).replace("pause 1 heat breathe good", "pause 1 heat good")
    (tiny.root / STATES).write_text(old)
    found = tiny.only(listed=False)
    assert (found.file, found.line) == (str(STATES), 3)
    assert found.remedy == (
        "write version=2 in the flow and add the line `pause 2 heat breathe good`"
    )


def test_a_new_version_is_added_to_the_list(tiny: Tiny) -> None:
    (tiny.root / STATES).write_text(states(tiny.book()))
    found = tiny.only(pause(version=2), listed=False)
    assert found.remedy == "add the line `pause 2 heat breathe good`"


def test_a_removed_step_says_where_talks_go_on(tiny: Tiny) -> None:
    old = states(tiny.book()).replace("pause 1 heat breathe good", "pause 1 heat breath good")
    (tiny.root / STATES).write_text(states(tiny.book(pause(version=2)), old))
    found = tiny.only(pause(version=2), listed=False)
    assert (found.file, found.remedy) == (
        CODE, 'say where talks go on: moved={"breath": "breathe"}',
    )  # fmt: skip
    assert tiny.problems(pause(version=2, moved={"breath": "breathe"}), listed=False) == []


def test_a_version_only_grows(tiny: Tiny) -> None:
    (tiny.root / STATES).write_text(states(tiny.book(pause(version=3))))
    assert tiny.only(listed=False).remedy == "write version=4"


def test_a_flow_that_is_gone_leaves_the_list(tiny: Tiny) -> None:
    (tiny.root / STATES).write_text(states(tiny.book()) + "paus 1 heat\n")
    found = tiny.only(listed=False)
    assert (found.file, found.line, found.remedy) == (str(STATES), 4, "did you mean `pause`?")


def test_the_list_keeps_older_versions(tiny: Tiny) -> None:
    before = states(tiny.book())
    after = states(tiny.book(pause(version=2)), before)
    assert after.splitlines()[1:] == [
        "home 1 menu",
        "pause 1 heat breathe good",
        "pause 2 heat breathe good",
    ]


# — the whole --------------------------------------------------------------------------------------


def test_a_check_that_fails_hides_no_other(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("flows.engine.checks.calm.check", broken)
    tiny.change("pause.md", "Out slowly.", "Out!")
    assert [(found.file, found.line) for found in tiny.problems()] == [
        (PAUSE, 14),
        ("flows/engine/checks/calm.py", 1),
    ]
