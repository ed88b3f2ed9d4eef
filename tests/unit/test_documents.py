"""Files as channels hand them over, and the ids of what was sent in several parts."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.base import Unsure
from bot.channels.terminal import TerminalChannel
from bot.deeds import Document, Send, decode, encode
from bot.pictures import Studio
from tests.unit.telegram_kit import ANN, HEAT, stage

PAGE = Document("my-data.html", "<p>Grüße 😀".encode(), "To read")


def test_any_bytes_are_stored_as_they_are() -> None:
    document = Document("x.bin", bytes(range(256)), "all of them")
    assert decode(encode(document)) == document


async def test_telegram_gets_a_file_with_its_name_and_caption() -> None:
    async with stage() as here:
        done = await here.channel.perform(ANN, PAGE, None)
        shown = here.ann.chat.last
        assert (shown.id, shown.text) == (done.message, "To read")
        assert (shown.media.kind, shown.media.name) == ("document", "my-data.html")
        assert shown.media.data == PAGE.data
        await here.channel.perform(ANN, Document("bare.json", b"{}"), None)
        assert here.ann.chat.last.text == ""
        await here.channel.perform(ANN, Document("long.json", b"{}", "x" * 2000), None)
        assert len(here.ann.chat.last.text) == 1024


async def test_a_file_of_megabytes_gets_through() -> None:
    async with stage() as here:
        await here.channel.perform(ANN, Document("big.json", b"x" * 20_000_000), None)
        assert len(here.ann.chat.last.media.data) == 20_000_000


async def test_a_file_whose_answer_was_lost_may_stand_there() -> None:
    async with stage() as here:
        here.server.faults.lose_answer(method="sendDocument")
        with pytest.raises(Unsure):
            await here.channel.perform(ANN, PAGE, None)


async def test_the_ids_of_all_parts_are_told() -> None:
    async with stage() as here:
        long = "\n\n".join(["a paragraph " * 80] * 12)
        done = await here.channel.perform(ANN, Send(long), None)
        sent = [message.id for message in here.ann.chat.messages if message.from_bot]
        assert len(sent) > 2
        assert [*done.also, done.message] == sent
        picture = await here.channel.perform(ANN, Send("x " * 600, picture=HEAT), None)
        assert len(picture.also) == 1
        assert (await here.channel.perform(ANN, Send("short"), None)).also == ()


def terminal(folder: Path) -> tuple[TerminalChannel, StringIO]:
    said = StringIO()
    console = Console(file=said, width=60)
    studio = Studio(folder / "pictures")
    return TerminalChannel(console, studio, folder / "pictures", folder / "exports"), said


async def test_the_terminal_keeps_it_in_a_file_and_names_that(tmp_path: Path) -> None:
    channel, said = terminal(tmp_path)
    await channel.perform("terminal:local", PAGE, None)
    file = tmp_path / "exports" / "my-data.html"
    assert file.read_bytes() == PAGE.data
    assert said.getvalue() == f"  [To read: {file}]\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    await channel.perform("terminal:local", Document("my-data.html", b"anew"), None)
    assert file.read_bytes() == b"anew"
