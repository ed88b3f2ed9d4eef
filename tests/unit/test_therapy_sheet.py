"""The page for a first talk: filled from one's own notes, changed by hand, handed over alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from bot.deeds import Document, Send
from bot.exporting import sheet as pages
from bot.exporting.wording import Wording
from bot.store.base import Change, Talk
from bot.store.sqlite import SqliteStore
from flows.engine.effects import Paper
from flows.engine.known import Known, Person, Record
from flows.helping import composed, sheet
from flows.therapy import flow
from tests.stage import NOON, Stage, the_book
from tests.unit.body import Body
from tests.unit.exporting_kit import NASTY, Page

DAY = timedelta(days=1)
DANCE = {
    "mine": "reach", "theirs": "away", "does": "nagging", "seen": "blame", "inside": "unimportant",
    "their_does": "stonewalling", "their_inside": "failing", "feel": "alone", "name": "chase",
}  # fmt: skip
POSITION = {"styles": ["fearful", "preoccupied"], "wording": "between"}


def known(*records: Record, answers: dict[str, Any] | None = None, **kept: Any) -> Known:
    memory: dict[str, Sequence[Record]] = {
        kind: [one for one in records if one.kind == kind] for kind in flow.knows
    }
    return Known(answers or {}, Person(kept=kept, memory=memory), NOON, the_book().library)


def several(kind: str, *data: dict[str, Any]) -> list[Record]:
    return [Record(kind, NOON - (n + 1) * DAY, one) for n, one in enumerate(data)]


def page(found: Known) -> dict[str, str]:
    [effect] = sheet.hand_over(found)
    assert isinstance(effect, Paper)
    return dict(effect.rows)


def test_with_nothing_noted_every_line_is_there_to_be_filled() -> None:
    assert list(page(known()).values()) == [""] * 8
    assert list(composed.LINES) == [entry.key for entry in sheet.lines(known())]


def test_the_loop_in_words_that_speak_to_a_third_person() -> None:
    text = page(known(dance=DANCE))["The loop we get into"]
    assert "The chase" in text
    assert "a fear of: not mattering to them" in text
    assert "my guess" in text
    assert " you" not in text, "whoever reads the page would be meant"


def test_rows_and_triggers_are_counted_and_named() -> None:
    rows = several("same_row", *[{"about": "money"}] * 3, {"about": "her brother"}, {"about": ""})
    moments = several("moment", {"fact": "late_reply"}, {"fact": "late_reply"}, {"fact": "a look"})
    found = page(known(*rows, *moments, triggers=["a look", "the door"]))
    assert found["What comes again"] == "Money (3 times)\nher brother"
    assert found["What sets me off"] == "No reply for hours (2 times)\na look\nthe door"


def test_what_helped_is_what_cooled_with_enough_pauses_to_say_so() -> None:
    sigh = [{"pattern": "sigh", "before": 8, "after": 4}] * 3
    box = [{"pattern": "box", "before": 8, "after": 7}] * 2
    long = [{"pattern": "long_exhale", "before": 6, "after": 6}] * 5
    tools = several("moment", {"tool": "walk"}, {"tool": "walk"}, {"tool": "my cello"})
    text = page(known(*several("pause", *sigh, *box, *long), *tools))["What has helped"]
    assert text.splitlines() == [
        "Two sips of air in, a long sigh out: heat down by 4 on average, 3 pauses",
        "Walk round the block (2 times)",
        "my cello",
    ]


def test_the_last_weeks_in_numbers() -> None:
    pauses = several("pause", *[{"before": 8, "after": 5}] * 3, {"before": 7})
    old = [Record("pause", NOON - 40 * DAY, {"before": 1, "after": 1})]
    days = several("checkin", {"mood": "low", "distance": "too_far"}, {"mood": "good"})
    text = page(known(*old, *pauses, *days))["The last weeks"]
    assert text.splitlines() == [
        "Pauses in the last four weeks: 4.",
        "Heat, 0 to 10: 8 before and 5 after, on average.",
        "Notes on the day: 2, of them low: 1, too far from each other: 1.",
    ]


def test_where_one_leans_and_ready_questions_wait_for_a_tap() -> None:
    assert page(known(position=POSITION))["Where I lean"] == ""
    here = known(position=POSITION, answers={"line": "lean", "written": "take"})
    [kept] = sheet.keep(here)
    text = page(known(position=POSITION, sheet=kept.value))["Where I lean"]  # type: ignore[union-attr]
    assert "come closer and to get away" in text
    assert "a maybe" in text
    assert not any(word in text for word in ("fearful", "anxious", "avoidant"))


@pytest.mark.parametrize("line", list(composed.LINES))
def test_each_line_can_be_changed_left_out_and_brought_back(line: str) -> None:
    stage = Stage(the_book(), {"adult": True, "dance": DANCE, "position": POSITION})
    heading = next(one.label for one in sheet.lines(known()) if one.key == line)
    stage.types("/therapy")
    stage.presses("sheet")

    def now() -> dict[str, str]:
        return page(known(**stage.kept))

    before = now()[heading]
    stage.presses(line)
    stage.types("In my own words.")
    assert now()[heading] == "In my own words."
    stage.presses("sheet")
    stage.presses(line)
    stage.presses("clear")
    assert heading not in now()
    stage.presses("sheet")
    stage.presses("wipe")
    stage.presses("wipe")
    assert now()[heading] == before
    assert "sheet" not in stage.kept


def test_a_line_goes_back_to_the_notes() -> None:
    changed = known(dance=DANCE, sheet={"cycle": "", "hope": "calm"})
    keys = [one.key for one in sheet.choices(known(dance=DANCE, answers={"line": "cycle"}))]
    assert keys == ["clear"], "it is as the notes have it"
    again = Known({"line": "cycle", "written": "take"}, changed.person, NOON, changed.library)
    assert [one.key for one in sheet.choices(again)] == ["take"]
    [kept] = sheet.keep(again)
    assert kept.value == {"hope": "calm"}  # type: ignore[union-attr]


def test_beside_somebody_who_harms_the_other_is_not_on_the_page() -> None:
    rows = several("same_row", *[{"about": "money"}] * 3)
    found = page(known(*rows, dance=DANCE, unsafe=True, sheet={"cycle": "he shouts, I hide"}))
    assert "The loop we get into" not in found
    assert "What comes again" not in found
    assert not any("shouts" in text or "chase" in text for text in found.values())
    assert "side" not in composed.questions(known(unsafe=True))
    hidden = known(unsafe=True, answers={"line": "cycle", "written": "typed late"})
    assert sheet.keep(hidden) == ()


def test_words_heard_as_danger_are_not_on_it() -> None:
    stage = Stage(the_book(), {"adult": True, "country": "GB"})
    stage.types("/therapy")
    stage.presses("sheet")
    stage.presses("hope")
    stage.types("he hit me again last night")
    assert stage.said[-1][0].flow == "danger"
    assert "sheet" not in stage.kept
    assert "hit me" not in stage.session.to_json().decode()


# — the two files ---------------------------------------------------------------------------------

ROWS = (("What I hope for", NASTY), ("My questions", ""))


def wording() -> Wording:
    return Wording(the_book(), Person())


def test_the_page_is_whole_loads_nothing_and_has_lines_to_write_on() -> None:
    html = pages.as_html(ROWS, wording(), date(2026, 3, 10))
    found = Page(html)
    assert found.open == []
    assert found.links == []
    assert "script" not in found.tags
    assert NASTY in found.words
    assert [one for one in found.headings if one] == ["What I hope for", "My questions"]
    assert "10 March 2026" in found.text
    assert html.count('class="blank"') == 3


def test_the_text_says_the_same() -> None:
    text = pages.as_text(ROWS, wording(), date(2026, 3, 10))
    assert f"What I hope for\n{NASTY}\n" in text
    assert "My questions\n(to fill in)\n" in text


@pytest.fixture
async def body() -> AsyncIterator[Body]:
    store = await SqliteStore.open(":memory:")
    yield Body(store, the_book())
    await store.close()


async def test_it_comes_behind_its_word_to_the_person_alone_and_stays_nowhere(body: Body) -> None:
    talk = Talk("telegram:1", kept={"adult": True})
    await body.store.commit(body.clock.now(), [Change(talk)])
    await body.takes("/therapy")
    for label in ("A page to take along", "My questions"):
        await body.presses(label)
    await body.takes("How long does it take?")
    for label in ("The page", "Hand it to me"):
        await body.presses(label)
    assert not any(isinstance(deed, Document) for _, deed in body.channel.done)
    await body.presses("Hand it to me")
    word, html, text = [deed for _, deed in body.channel.done][-3:]
    assert isinstance(word, Send)
    assert "That is the page" in word.html
    assert isinstance(html, Document)
    assert isinstance(text, Document)
    assert (html.name, text.name) == ("my-page.html", "my-page.txt")
    assert b"How long does it take?" in html.data
    assert "How long does it take?" in text.data.decode()
    assert {address for address, _ in body.channel.done} == {"telegram:1"}
    assert await body.store.outbox() == []
