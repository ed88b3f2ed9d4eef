"""The copy of everything: complete, readable, in the person's own time, and nothing else needed."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest

from bot.deeds import Document, HandOver, Send
from bot.exporting import Exporter
from bot.exporting.data import Copy
from bot.exporting.page import as_html
from bot.exporting.wording import Wording
from bot.settings import Settings
from bot.store.base import Everything, Talk
from bot.store.sqlite import SqliteStore
from flows.engine.known import Person, Record
from flows.engine.session import Session
from tests.stage import the_book
from tests.unit.body import Body, HandClock
from tests.unit.exporting_kit import ANN, KEPT, NASTY, RECORDS, SUMMER, account, given


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(":memory:")
    yield opened
    await opened.close()


def leaves(value: Any) -> Iterator[Any]:
    """Every value that stands in a value."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield value


async def test_every_value_is_on_the_page_as_a_word_or_behind_one(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    page = (await given(store)).page
    everything = [data for _, data in RECORDS] + [{**KEPT, "visits": [], "unsafe": None}]
    for value in leaves(everything):
        if isinstance(value, bool):
            assert str(value).lower() in page.keys
        elif str(value) not in page.keys:
            assert str(value) in page.words, value
    for word in ("9", NASTY, "10 July 2026, 21:50"):
        assert word in page.words, "what is open and what is scheduled stands there too"


async def test_the_data_are_complete_and_as_they_were_kept(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    data = (await given(store)).data
    assert data["chat"] == ANN
    assert data["zone"] == "Europe/Berlin"
    local = {"visits": ["2026-07-10T21:30:00+02:00"], "exercises_with_others": "off"}
    kept = {name: value for name, value in KEPT.items() if name != "unsafe"}
    assert data["settings"] == {**kept, **local}
    records = [(one["kind"], one["data"]) for one in data["records"]]
    assert sorted(map(repr, records)) == sorted(
        map(repr, [("checkin", {"mood": "good"}), *RECORDS])
    )
    assert data["records_left_out"] == 0
    assert [one["exercise"] for one in data["open"]] == ["timeout", "pause"]
    assert data["open"][1]["answers"]["thought"] == NASTY
    assert data["open"][1]["answers"]["before_at"] == "2026-07-10T21:30:00+02:00"
    assert data["open"][1]["steps_behind"] == [
        {"step": "heat", "answered": ["before"], "before": {"before": 9}}
    ]
    assert data["reminders"] == [
        {"exercise": "timeout", "due": "2026-07-10T21:50:00+02:00", "daily_at": None, "zone": None},
        {
            "exercise": "checkin",
            "due": "2026-07-11T21:00:00+02:00",
            "daily_at": "21:00",
            "zone": "Europe/Berlin",
        },
    ]
    assert [one["number"] for one in data["messages"]] == [7, 8]


async def test_moments_are_told_on_the_persons_own_clock(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    found = await given(store)
    assert found.data["records"][0]["at"] == "2026-01-10T20:30:00+01:00"
    assert found.data["records"][1]["at"] == "2026-07-10T21:30:00+02:00"
    assert "2026-01-10T20:30:00+01:00" in found.page.times
    assert "10 January 2026, 20:30" in found.page.words
    assert "10 July 2026, 21:30" in found.page.words


async def test_headings_and_answers_are_in_plain_words(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    page = (await given(store)).page
    for heading in ("Settings and own lists", "Check-ins", "Pauses", "Time-outs", "Letter"):
        assert heading in page.headings
    for words in ("Too far", "Low", "Too little", "English", "Germany", "Two sips in, long sigh"):
        assert words in page.words
    assert "too_far" not in page.text
    assert "Fear Being left" in page.text
    assert "Recent visits 10 July 2026, 21:30" in page.text


async def test_nothing_is_loaded_run_or_left_open(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    found = await given(store)
    assert found.page.open == []
    assert all(link.startswith("#") for link in found.page.links)
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(found.page.tags)
    assert "<script" not in found.html
    assert not re.search(r"https?:|url\(|@import", found.html)
    assert "49" not in found.page.words
    for name in ("prefers-color-scheme: dark", "@media print", "viewport", 'lang="en"'):
        assert name in found.html


async def test_the_safety_flag_reads_as_in_settings(store: SqliteStore) -> None:
    await store.commit(SUMMER, account())
    found = await given(store)
    assert not re.search(r"unsafe(?!-inline)", json.dumps(found.data) + found.html)
    assert "Exercises with others Off" in found.page.text


async def test_of_a_stranger_there_is_nothing_to_tell(store: SqliteStore) -> None:
    found = await given(store)
    assert found.data["records"] == found.data["open"] == found.data["reminders"] == []
    assert found.data["settings"] == {}
    assert "Nothing is kept of you." in found.page.text


async def test_captions_tell_which_is_which(store: SqliteStore) -> None:
    assert (await given(store)).captions == ["To read", "The same, as data"]


def test_what_did_not_fit_is_said() -> None:
    person = Person(kept={"zone": "Mars/Base"})
    talk = Talk(ANN, 1, Session(), person.kept)
    kept = Everything(talk, [Record("pause", SUMMER, {"before": 3})], 17)
    copy = Copy(kept, person, SUMMER, Wording(the_book(), person))
    html = as_html(copy)
    assert "17 records did not fit" in html
    assert "All times are those of UTC." in html


async def test_a_copy_that_cannot_be_made_gets_a_kind_line(
    store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await store.commit(SUMMER, account())
    await store._db.run("UPDATE records SET data = x'00' WHERE kind = 'pause'")
    [said] = await Exporter(the_book(), store, HandClock(SUMMER), Settings()).gather(ANN)
    assert isinstance(said, Send)
    assert "Something broke" in said.html
    logged = "".join(capsys.readouterr())
    assert "a copy could not be made" in logged
    assert ANN not in logged


# — through the whole body -------------------------------------------------------------------------


async def test_export_sends_two_files_behind_its_word_and_keeps_none(store: SqliteStore) -> None:
    body = Body(store, the_book())
    await body.takes("/start", "Go on", "18 or over", "/export", "Send them", address=ANN)
    kinds = [type(deed) for _, deed in body.channel.done]
    assert kinds[-2:] == [Document, Document]
    assert any("Here they come" in said for said in body.channel.said(ANN))
    assert await store.outbox() == []
    sent = [deed for _, deed in body.channel.done if isinstance(deed, Send | Document)]
    assert len(await store.noted(ANN, body.clock.now(), 99)) == len(sent), "files are noted too"


async def test_a_copy_asked_for_before_a_kill_comes_after_it(store: SqliteStore) -> None:
    body = Body(store, the_book())
    body.runtime.send = lambda _: None
    await body.takes("/export", "Send them", address=ANN)
    assert HandOver() in [parcel.deed for parcel in await store.outbox()]
    again = Body(store, body.book, body.clock)
    await again.outbox.start()
    await again.outbox.idle()
    assert sum(isinstance(deed, Document) for _, deed in again.channel.done) == 2
    assert await store.outbox() == []


def test_all_that_is_kept_in_a_talk_has_plain_words() -> None:
    """`does: keep …` and `does: remember …` of the golden talks name what exercises keep."""
    from tests.talks.script import all_talks  # noqa: PLC0415 - reads every talk
    from tests.talks.test_talks import FOLDER  # noqa: PLC0415

    words = the_book().words.languages["en"]["_export"].sections
    missing = set()
    for file in all_talks(FOLDER):
        text = file.read_text("utf-8")
        for kind, data in re.findall(r"^does: keep (\w+) (\{.*)$", text, re.MULTILINE):
            missing |= {f"kinds: {kind}"} - {f"kinds: {one}" for one in words["kinds"].labels}
            names = set(re.findall(r"[{,] ?'(\w+)': ", data))
            missing |= {f"fields: {name}" for name in names - words["fields"].labels.keys()}
        names = set(re.findall(r"^does: remember (\w+)", text, re.MULTILINE)) - {"unsafe"}
        missing |= {f"fields: {name}" for name in names - words["fields"].labels.keys()}
    assert not missing, "name it in content/en/_export.md, for the page that /export sends"
