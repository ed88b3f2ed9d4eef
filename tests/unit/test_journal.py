"""The journal: its questions, what is kept and what is not, finding, deleting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.store.sqlite import SqliteStore
from flows.engine.effects import Discard, Keep
from flows.engine.flow import END, Flow, Step
from flows.engine.known import Known, Person, Record
from flows.journalling import pages, questions, shelf
from tests.stage import NOON, Stage, the_book
from tests.unit.body import Body
from tests.unit.rights_kit import ANN, FLOWS
from tests.unit.small_book import make
from tests.unit.talker import at

ADULT: dict[str, Any] = {"adult": True, "country": "GB"}
HOUR = timedelta(hours=1)
LIVING_IT_AGAIN = ("relive", "worst", "trauma", "abuse", "happened to you", "in detail")


def page(text: str, hours: int, kind: str = "journal", **data: Any) -> Record:
    field = shelf.KINDS[kind][0]
    return Record(kind, NOON + hours * HOUR, {**data, field: text} if text else data)


def known(*records: Record, unsafe: bool = False, later: int = 100, **answers: Any) -> Known:
    memory = {kind: [one for one in records if one.kind == kind] for kind in shelf.KINDS}
    kept = {**ADULT, **({"unsafe": True} if unsafe else {})}
    person = Person(kept=kept, memory=memory)
    return Known(answers, person, NOON + later * HOUR, the_book().library)


# — questions --------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", questions.PROMPTED)
def test_at_least_ten_calm_questions_of_each_set(of: str) -> None:
    # shows S5.4, S5.5, S5.6
    every = questions.questions(known(), of)
    assert len(every) >= 10
    for one in every:
        assert one.text.count("?") + one.text.endswith(".") >= 1
        assert len(one.text) <= 130
        assert not any(word in one.text.lower() for word in LIVING_IT_AGAIN), one.text


@pytest.mark.parametrize("of", questions.PROMPTED)
def test_going_on_shows_each_question_once_before_any_comes_again(of: str) -> None:
    every = [one.key for one in questions.questions(known(), of)]
    seen = [questions.first(known(), of)]
    while len(seen) < len(every):
        seen.append(questions.following(known(set=of, prompt=seen[-1])))
    assert sorted(seen) == sorted(every)


def test_what_a_kept_page_answers_is_passed_over_until_all_are_answered() -> None:
    every = [one.key for one in questions.questions(known(), "triggers")]
    left = every[5]
    kept = [page("x", n, prompt=key) for n, key in enumerate(every) if key != left]
    assert questions.first(known(*kept), "triggers") == left
    assert questions.following(known(*kept, set="triggers", prompt=left)) == left
    all_kept = [*kept, page("x", 50, prompt=left)]
    assert questions.first(known(*all_kept), "triggers") in every


def test_coming_back_later_begins_elsewhere() -> None:
    begins = {questions.first(known(later=n), "history") for n in range(13)}
    assert len(begins) > 3


# — keeping ----------------------------------------------------------------------------------------


def test_let_it_go_is_offered_first() -> None:
    assert [one.key for one in pages.fates(known())] == ["drop", "keep"]


def test_nothing_is_kept_without_the_tap_nor_stays_in_the_session() -> None:
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/journal")
    stage.presses("free")
    stage.types("the blue chair in the hall")
    assert at(stage) == "journal.written"
    stage.presses("drop")
    assert stage.records == []
    assert "blue chair" not in stage.session.to_json().decode()


def test_beside_somebody_who_harms_nothing_can_be_kept() -> None:
    assert [one.key for one in pages.fates(known(unsafe=True))] == ["drop"]
    assert pages.keep(known(unsafe=True, text="quiet", set="free")) == ()
    assert [one.key for one in questions.tiles(known(unsafe=True))] == ["free"]


def test_danger_on_a_page_is_answered_and_nothing_of_it_is_left() -> None:
    stage = Stage(the_book(), dict(ADULT))
    stage.types("/journal")
    stage.presses("free")
    stage.types("I want to kill myself")
    assert at(stage) == "danger.self_harm"
    assert stage.records == []
    assert "kill" not in stage.session.to_json().decode()


def test_more_messages_are_one_page_up_to_what_a_message_holds() -> None:
    assert pages.read_on("and then", known(text="first")) == {
        "text": "first\nand then", "fate": None, "more": True,
    }  # fmt: skip
    assert pages.read_on("x" * pages.MOST, known(text="first")) is None
    assert pages.read_on("x" * 199, known(text="first", when="teens")) is None
    assert pages.read_page("🙂" * (pages.MOST // 2), known()) is not None
    assert pages.read_page("🙂" * (pages.MOST // 2 + 1), known()) is None


def test_a_line_of_the_timeline_belongs_to_its_years_and_to_no_question() -> None:
    answers = {"set": "history", "prompt": "comfort", "when": "teens", "text": "We moved."}
    kept = {"set": "history", "when": "teens", "text": "We moved."}
    assert pages.keep(known(**answers)) == (Keep("journal", kept),)


def test_the_timeline_goes_by_years_not_by_when_it_was_written() -> None:
    lines = (page("b", 1, when="now"), page("a", 2, when="child"), page("c", 3, when="now"))
    points = pages.timeline(known(*lines, page("no years", 4)))["points"]
    assert points == [
        {"when": "child", "line": "a", "more": 0},
        {"when": "now", "line": "c", "more": 1},
    ]


# — reading back -----------------------------------------------------------------------------------

SHELF = (
    page("The balcony at dusk", 1),
    page("Ich vermisse das Café", 2),
    page("did not say that I was sad", 3, "unsaid"),
    page("stayed in the room", 4, "different"),
    page("", 5, "different"),
    page("a fine day at the balcony", 6, "checkin_line"),
    Record("evidence", NOON + 7 * HOUR, {"speaks_for": "silent in May", "against": "came at once"}),
)


def words(known: Known) -> list[str]:
    return [shelf.said(one) for one in shelf.found(known)]


def test_everything_in_own_words_newest_first() -> None:
    times = [one.at for one in shelf.entries(known(*SHELF))]
    assert times == sorted(times, reverse=True)
    assert len(times) == 6, "a count without words is no page"


@pytest.mark.parametrize(
    ("query", "count"),
    [("balcony", 2), ("BALC", 2), ("cafe", 1), ("balcony fine", 1), ("alcony", 0), ("may", 1)],
)
def test_search_by_the_beginning_of_words(query: str, count: int) -> None:
    assert len(words(known(*SHELF, query=query))) == count


def test_screens_hold_five_and_never_run_off() -> None:
    many = [page(f"page {n}", n) for n in range(12)]
    assert shelf.screen(known(*many)) == (0, 3)
    assert [o.key for o in shelf.listed(known(*many))][-1] == "older"
    assert shelf.screen(known(*many, at=9)) == (2, 3)
    assert [o.key for o in shelf.listed(known(*many, at=2))][-1] == "newer"
    assert shelf.screen(known(at=4)) == (0, 1)
    labels = [o.label for o in shelf.listed(known(page("long words " * 30, 1))) if o.label]
    assert all(len(label) <= shelf.LABEL for label in labels)


def test_the_lists_that_weigh_trust_are_not_shown_beside_somebody_who_harms() -> None:
    shown = {one.kind for one in shelf.entries(known(*SHELF, unsafe=True))}
    assert "evidence" not in shown
    assert Discard("evidence") in shelf.delete_all(known(*SHELF, unsafe=True))


def test_one_is_deleted_by_its_moment_all_by_their_kinds() -> None:
    entry = shelf.key(SHELF[0])
    assert shelf.delete(known(*SHELF, entry=entry)) == (Discard("journal", SHELF[0].at),)
    assert shelf.delete(known(*SHELF, entry="journal_1")) == ()
    gone = shelf.delete_all(known(*SHELF))
    assert Discard("journal") in gone
    assert Discard("different", SHELF[3].at) in gone
    assert Discard("different") not in gone
    assert Discard("different", SHELF[4].at) not in gone


# — deleting, in the body --------------------------------------------------------------------------


def at_once(known: Known) -> tuple[Keep, ...]:  # noqa: ARG001 - whatever is known
    return (Keep("journal", {"text": "x"}),)


def the_first(known: Known) -> tuple[Discard, ...]:
    return (Discard("journal", known.records("journal")[0].at),)


KEEPING = Flow(
    "keeping", 1, (Step("kept", does=(at_once,)),), command="keeping", gated=False
)  # fmt: skip
DELETING = Flow(
    "deleting", 1,
    (Step("deleted", does=(the_first,), on={"end": END}),),
    command="deleting", gated=False, knows=("journal",),
)  # fmt: skip


@pytest.fixture
async def body(tmp_path: Path) -> AsyncIterator[Body]:
    store = await SqliteStore.open(":memory:")
    yield Body(store, make(tmp_path, *FLOWS, KEEPING, DELETING))
    await store.close()


async def test_two_kept_in_one_batch_are_told_apart_and_one_goes(body: Body) -> None:
    await body.takes("/keeping", "/keeping", "/keeping", "/deleting")
    left = (await body.store.memory([ANN], ["journal"]))[ANN]["journal"]
    assert len({one.at for one in left}) == len(left) == 2


async def test_deleted_in_a_later_batch(body: Body) -> None:
    await body.takes("/keeping")
    await body.passes(HOUR)
    await body.takes("/keeping")
    await body.takes("/deleting")
    [left] = (await body.store.memory([ANN], ["journal"]))[ANN]["journal"]
    assert left.at == body.clock.now()
