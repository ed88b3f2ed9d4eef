"""Whose phone is read, whose data it is: /export, /forget, /quit and /privacy over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from contextlib import closing
from html.parser import HTMLParser

import pytest

from tests.botapi.chats import Message
from tests.botapi.person import Person
from tests.botapi.server import BotApi
from tests.e2e.process import ROOT, BotProcess

NUMBER = 424242421
LINE = "made soup <twice> & sang ✿"


class Words(HTMLParser):
    """The words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())


async def says(server: BotApi, person: Person, text: str, until: str) -> None:
    """Say something, and wait for words (or a button) of the answer."""
    await person.says(text)
    await server.until(lambda: until in person.chat.last.text or until in person.chat.last.labels)


async def taps(server: BotApi, person: Person, label: str, until: str) -> None:
    """The same with a button."""
    await person.presses(label)
    await server.until(lambda: until in person.chat.last.text or until in person.chat.last.labels)


@pytest.fixture
async def ann(server: BotApi, bot: BotProcess) -> Person:
    """Somebody who has used it: settings, a check-in with a line of her own, an open time-out."""
    await bot.start()
    person = server.person(NUMBER, "Ann")
    await says(server, person, "/start", "Go on")
    for label, then in (("Go on", "18 or over"), ("18 or over", "A good first step")):
        await taps(server, person, label, then)
    await says(server, person, "/checkin", "At what time")
    await taps(server, person, "21:00", "Which clock")
    await says(server, person, "Kathmandu", "Set: 21:00")
    await says(server, person, "/checkin", "How is today?")
    await taps(server, person, "Low", "Too far")
    await taps(server, person, "Too far", "Back")
    await server.until(lambda: "Too far" not in person.chat.last.labels)
    await person.presses(person.chat.last.labels[0])
    await server.until(lambda: "Back" not in person.chat.last.labels)
    await says(server, person, LINE, "Keep")
    await person.presses(person.chat.last.labels[0])
    await server.until(lambda: not person.chat.last.labels)
    await says(server, person, "/timeout", "Too much at once")
    await taps(server, person, "Too much at once", "20 minutes")
    return person


def documents(person: Person) -> dict[str, bytes]:
    return {
        message.media.name: message.media.data
        for message in person.chat.messages
        if message.media is not None and message.media.kind == "document"
    }


async def test_a_copy_of_a_used_account_is_complete_and_readable(
    server: BotApi, ann: Person
) -> None:
    await says(server, ann, "/export", "Send them")
    await ann.presses("Send them")
    await server.until(lambda: len(documents(ann)) == 2)
    data = json.loads(documents(ann)["my-data.json"])
    assert data["chat"] == f"telegram:{NUMBER}"
    assert data["settings"]["adult"] is True
    assert data["settings"]["zone"] == "Asia/Kathmandu"
    assert data["settings"]["checkin"]["at"] == "21:00"
    kinds = {one["kind"]: one for one in data["records"]}
    assert set(kinds) == {"checkin", "checkin_line"}
    assert kinds["checkin"]["data"]["mood"] == "low"
    assert kinds["checkin_line"]["data"]["line"] == LINE
    assert kinds["checkin"]["at"].endswith("+05:45")
    assert [one["answers"]["why"] for one in data["open"]] == ["overwhelmed"]
    assert [one["daily_at"] for one in data["reminders"]] == ["21:00"]
    assert {one["number"] for one in data["messages"]} <= set(ann.chat.by_id)
    words = Words(documents(ann)["my-data.html"].decode()).found
    for shown in ("Check-ins", "Low", "Too far", LINE, "Asia/Kathmandu", "Too much at once"):
        assert shown in words


def files(bot: BotProcess) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(bot.folder.glob("bot.db*")))


def sealed(bot: BotProcess) -> set[bytes]:
    """Her key, address and words, as they lie in the database."""
    with closing(sqlite3.connect(bot.database)) as raw:
        asked = "SELECT key FROM keys", "SELECT state FROM people", "SELECT data FROM records"
        return {row[0] for sql in asked for row in raw.execute(sql)}


async def backed_up(bot: BotProcess) -> bytes:
    copy = bot.folder / "copy"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "backup", str(copy),
        cwd=ROOT, env={**os.environ, **bot.environment}, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0
    return copy.read_bytes()


async def test_after_forget_nothing_is_left_in_any_file(
    server: BotApi, bot: BotProcess, ann: Person
) -> None:
    blobs = sealed(bot)
    assert len(blobs) > 3
    assert all(blob in files(bot) for blob in blobs)
    assert str(NUMBER).encode() not in files(bot), "nobody's number lies there in the clear"
    await says(server, ann, "/forget", "Delete everything")
    await ann.presses("Delete everything")
    await server.until(lambda: "It is all gone" in ann.chat.last.text)
    await server.until(lambda: not ann.chat.last.labels)
    left = files(bot)
    pieces = {blob[at : at + 16] for blob in blobs for at in range(0, len(blob) - 15, 16)}
    assert [piece for piece in pieces if piece in left] == []
    for private in (str(NUMBER), LINE[:12], "Kathmandu"):
        assert private.encode() not in left
    copy = await backed_up(bot)
    assert [piece for piece in pieces if piece in copy] == []
    with closing(sqlite3.connect(bot.folder / "copy")) as raw:
        tables = "people", "records", "timers", "messages", "keyboards"
        assert [raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables] == [  # noqa: S608 - names from above
            0
        ] * len(tables)


async def test_who_was_forgotten_is_somebody_new(server: BotApi, ann: Person) -> None:
    await says(server, ann, "/forget", "Delete everything")
    await ann.presses("Delete everything")
    await server.until(lambda: "It is all gone" in ann.chat.last.text)
    await says(server, ann, "/start", "Go on")
    await says(server, ann, "/export", "Send them")
    await ann.presses("Send them")
    await server.until(lambda: len(documents(ann)) == 2)
    data = json.loads(documents(ann)["my-data.json"])
    assert data["records"] == data["reminders"] == []
    assert set(data["settings"]) <= {"app_language"}


def on_the_screen(person: Person) -> list[Message]:
    return person.chat.messages


async def test_quit_leaves_one_dull_line_and_no_reminder(
    server: BotApi, bot: BotProcess, ann: Person
) -> None:
    assert len(on_the_screen(ann)) > 10
    await ann.says("/quit")
    await server.until(lambda: len(on_the_screen(ann)) == 1)
    [line] = on_the_screen(ann)
    assert line.from_bot
    assert not line.buttons
    for word in ("check", "time-out", "pause", "partner", "quarrel"):
        assert word not in line.text.lower()
    assert all(len(call.params["message_ids"]) <= 100 for call in server.called("deleteMessages"))
    await bot.kill()
    bot.let_pass(3 * 24 * 3600)
    await bot.start()
    await ann.says("hello")
    await server.until(lambda: len(on_the_screen(ann)) == 3)
    assert "21:00" not in ann.chat.last.text


async def test_privacy_is_answered_before_any_set_up(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    stranger = server.person(2, "Bo")
    await says(server, stranger, "/privacy", "What is kept")
    assert "A copy of it all" in stranger.chat.last.labels
