"""The guide for the steadier one: the flag, thanks in one line, reserves, both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.engine.effects import Keep, Schedule
from flows.engine.flow import ANSWER
from flows.engine.known import Known, Person, Record
from flows.secure import CARDS, flow, ways
from flows.steady import reserves, thanks, weighing
from tests.stage import NOON, Stage, the_book
from tests.unit.talker import at

ADULT: dict[str, Any] = {"adult": True, "country": "GB"}
COPY_LIMIT = 256  # characters of Telegram's CopyTextButton


def known(*records: Record, unsafe: bool = False, **answers: Any) -> Known:
    memory = {kind: [one for one in records if one.kind == kind] for kind in flow.knows}
    person = Person(kept={**ADULT, **({"unsafe": True} if unsafe else {})}, memory=memory)
    return Known(answers, person, NOON, the_book().library)


# — the flag ---------------------------------------------------------------------------------------


def reached(unsafe: bool) -> set[str]:
    """Every step that a person can come to, whatever they answer."""
    start = flow.follow("START", "begin", known(unsafe=unsafe))
    queue, seen = [str(start)], set[str]()
    while queue:
        step = flow.by_name.get(queue.pop())
        if step is None or step.name in seen:
            continue
        seen.add(step.name)
        options = step.reads.options(known(unsafe=unsafe)) if step.reads else ()
        for option in options:
            assert step.reads
            wrote = step.reads.press(option.key, known(unsafe=unsafe)) or {}
            to = flow.follow(step.name, ANSWER, known(unsafe=unsafe, **wrote))
            queue.append(to if isinstance(to, str) else "")
        for key in step.on:
            to = flow.follow(step.name, key, known(unsafe=unsafe))
            queue.append(to if isinstance(to, str) else "")
    return seen


def test_beside_somebody_who_harms_only_what_is_for_oneself() -> None:
    # shows S6.16, X1
    assert reached(unsafe=True) == {"limited", "rest", "people"}
    assert {*CARDS, "speaks_for", "did", "giving"} <= reached(unsafe=False)


@pytest.mark.parametrize("way", ["cards", "own", "reserves", "thanks", "weigh", "boundary"])
def test_a_flag_that_comes_while_the_menu_is_open_holds_at_once(way: str) -> None:
    assert flow.follow("menu", ANSWER, known(unsafe=True, way=way)) == "limited"


@pytest.mark.parametrize("step", ["speaks_for", "against"])
def test_both_sides_are_never_weighed_under_the_flag(step: str) -> None:
    # shows S6.20
    assert flow.follow(step, ANSWER, known(unsafe=True, **{step: "x"})) == "limited"
    assert flow.follow("weighed", "keep", known(unsafe=True)) == "limited"
    assert weighing.keep(known(unsafe=True, speaks_for="a", against="b")) == ()


def test_the_limited_guide_leads_to_numbers() -> None:
    stage = Stage(the_book(), {**ADULT, "unsafe": True})
    stage.types("/secure")
    assert at(stage) == "secure.limited"
    stage.presses("safe")
    assert at(stage) == "safe.numbers"


# — links ------------------------------------------------------------------------------------------


def test_exercises_are_offered_where_the_book_has_them() -> None:
    library = {**the_book().library, "flows": frozenset({"boundary", "pause"})}
    offered = [one.key for one in ways(Known({}, Person(), NOON, library))]
    assert "boundary" in offered
    assert not {"listen", "reassure", "needs"} & set(offered)


# — thanks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("calling me", "calling me"),
        ("Thank you for calling me.", "calling me"),
        ("For the tea!", "the tea"),
        ("thanks for the tea", "the tea"),
        ("your patience", "your patience"),
        ("not giving up on the talk", "not giving up on the talk"),
        ("finally calling me", ""),
        ("calling me for once", ""),
        ("calling, but late", ""),
        ("nothing", ""),
        ("she called me", ""),
        ("", ""),
    ],
)
def test_own_words_follow_thank_you_for(typed: str, read: str) -> None:
    assert thanks.deed(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("slept well", "I slept well"),
        ("I slept well.", "I slept well"),
        ("i'm calmer", "I'm calmer"),
        ("We laughed again", "we laughed again"),
        ("because of it, I could rest", "I could rest"),
        ("I slept, but late", ""),
        ("...", ""),
    ],
)
def test_own_words_follow_because_of_it(typed: str, read: str) -> None:
    assert thanks.change(typed) == read


def test_every_line_that_the_lists_can_make_can_be_copied() -> None:
    # shows S6.14
    lists = the_book().library["lists"]["en"]
    for name in ("thanks", "changes"):
        assert all(entry.says for entry in lists[name].values())
    deeds = [*(entry.says for entry in lists["thanks"].values()), "x" * thanks.OWN]
    changes = [*(entry.says for entry in lists["changes"].values()), "x" * (thanks.OWN + 2)]
    longest = f"Thank you for {max(deeds, key=len)}. Because of it, {max(changes, key=len)}."
    assert len(longest) <= COPY_LIMIT


def test_a_line_is_never_kept() -> None:
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/secure")
    stage.presses("thanks")
    stage.types("calling me from the station")
    stage.types("other")
    line = stage.said[-1][1].html
    assert line == "Thank you for calling me from the station."
    stage.presses("done")
    assert stage.records == []
    assert stage.kept == ADULT


# — reserves ---------------------------------------------------------------------------------------


def answered(*said: str) -> dict[str, Any]:
    return dict(zip(reserves.ITEMS, said, strict=True))


@pytest.mark.parametrize(
    ("said", "step"),
    [
        (("seldom", "seldom", "seldom"), "enough"),
        (("seldom", "sometimes", "seldom"), "enough"),
        (("sometimes", "sometimes", "seldom"), "some"),
        (("often", "sometimes", "seldom"), "some"),
        (("often", "often", "seldom"), "low"),
        (("often", "often", "often"), "low"),
    ],
)
def test_where_three_answers_lead(said: tuple[str, ...], step: str) -> None:
    assert flow.follow("flat", ANSWER, known(**answered(*said))) == step


@pytest.mark.parametrize(("days", "step"), [(0, "recent"), (27, "recent"), (28, "giving")])
def test_once_a_month(days: int, step: str) -> None:
    before = Record("reserves", NOON - timedelta(days=days), answered("often", "often", "often"))
    assert flow.follow("menu", ANSWER, known(before, way="reserves")) == step


def test_how_it_compares_with_the_last_time() -> None:
    before = Record("reserves", NOON, answered("often", "seldom", "seldom"))
    told = [
        reserves.told(known(before, **answered(said, "seldom", "seldom")))["compared"]
        for said in ("seldom", "often")
    ]
    assert told == ["less", "same"]
    assert reserves.told(known(**answered("often", "often", "often")))["compared"] == ""


@pytest.mark.parametrize("step", ["enough", "some", "low"])
def test_results_offer_rest_limits_and_people(step: str) -> None:
    # shows S6.26
    reads = flow.by_name[step].reads
    assert reads
    offered = [one.key for one in reads.options(known())]
    assert offered[0] == "rest"
    assert offered[-1] == "people"
    assert {"boundary", "say"} & set(offered)


def test_it_is_asked_again_once_and_only_where_that_was_wanted() -> None:
    [effect] = reserves.in_a_month(known())
    assert effect == Schedule("secure", NOON + reserves.MONTH)
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/secure")
    stage.presses("reserves")
    for _ in reserves.ITEMS:
        stage.presses("often")
    assert "secure" not in stage.timers
    assert stage.records[-1].data == answered("often", "often", "often")


# — both sides -------------------------------------------------------------------------------------


def test_both_sides_are_kept_only_with_words() -> None:
    assert weighing.keep(known(speaks_for="nothing", against="nothing")) == ()
    assert weighing.keep(known(speaks_for="nothing", against="came")) == (
        Keep("evidence", {"against": "came"}),
    )


def test_what_was_counted_stands_on_both_sides() -> None:
    promises = [Record("promise", NOON, {"who": "they", "kept": kept}) for kept in (True, False)]
    mine = Record("promise", NOON, {"who": "me", "kept": True})
    told = weighing.told(known(*promises, mine, Record("there", NOON, {})))
    assert (told["promises_kept"], told["promises_broken"], told["were_there"]) == (1, 1, 1)
