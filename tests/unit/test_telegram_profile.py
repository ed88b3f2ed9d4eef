from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import connect, introduce
from bot.channels.telegram.profile import MENU, profiles
from flows.engine.book import Book
from flows.engine.flow import Flow, Step
from flows.engine.words import Words, WordsMissing
from tests.botapi import BotApi
from tests.unit.telegram_kit import TOKEN, error, scripted

SHARED = """---
title: Shared
menu:
  help: {help}
---

## description

{description}

## short_description

{short}
"""
WRITES = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def write(content: Path, language: str, flows: dict[str, str], **words: str) -> None:
    folder = content / language
    folder.mkdir(parents=True, exist_ok=True)
    given = {"help": "What is this", "description": "A place\nto breathe.", "short": "Breathe."}
    (folder / "_shared.md").write_text(SHARED.format(**given | words))
    for name, menu in flows.items():
        front = f"title: {name}\n" + (f"menu: {menu}\n" if menu else "")
        (folder / f"{name}.md").write_text(f"---\n{front}---\n## one\nwords\n")


def book(content: Path) -> Book:
    def flow(name: str, command: str, *also: str) -> Flow:
        return Flow(name, version=1, command=command, also=also, steps=(Step("one"),))

    flows = (
        flow("learn", "learn"),
        flow("pause", "pause"),
        flow("rewrite", "rewrite", "say"),
        flow("hidden", "hidden"),
    )
    return Book({one.name: one for one in flows}, Words.load(content))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write(tmp_path, "en", {"learn": "", "pause": "A breath", "rewrite": "Word it", "hidden": "x"})
    write(tmp_path, "de", {"pause": "Ein Atemzug"}, description="Ein Ort.", short="Atmen.")
    return tmp_path


def test_only_what_has_a_menu_line_is_in_the_menu_in_its_order(content: Path) -> None:
    german, english = profiles(book(content))
    assert (english.code, german.code) == (None, "de")
    menu = ("pause", "A breath"), ("say", "Word it"), ("help", "What is this")
    assert english.commands == menu
    assert german.commands == (("pause", "Ein Atemzug"), *menu[1:])
    assert english.description == "A place to breathe."
    assert [name for name in MENU if name in dict(menu)] == list(dict(menu))


async def test_what_differs_is_written_and_a_restart_writes_nothing(content: Path) -> None:
    async with BotApi() as server:
        link = connect(server.token, server.url)
        await introduce(link.bot, book(content))
        assert len(server.called(*WRITES)) == 6
        shown = await link.bot.get_my_description("de")
        assert shown.description == "Ein Ort."
        await introduce(link.bot, book(content))
        assert len(server.called(*WRITES)) == 6
        write(content, "en", {}, short="Breathe, then speak.")
        with capture_logs() as lines:
            await introduce(link.bot, book(content))
        assert [call.params for call in server.called(*WRITES)[6:]] == [
            {"short_description": "Breathe, then speak."}
        ]
        assert lines == []
        await link.close()
    assert server.violations == []


@pytest.mark.parametrize(
    "answer", [error(429, "later", retry_after=40_000), (502, "<html>"), error(400, "Bad: 'x'")]
)
async def test_trouble_is_one_line_and_not_repeated(content: Path, answer: Any) -> None:
    async with scripted(getMyCommands=answer) as (link, asked):
        with capture_logs() as lines:
            await introduce(link.bot, book(content))
    assert asked == ["getMyCommands"]
    assert len(lines) == 1
    assert TOKEN not in str(lines)


@pytest.mark.parametrize(
    ("words", "named"), [({"short": "x" * 121}, "120"), ({"description": "x" * 513}, "512")]
)
async def test_words_that_telegram_would_not_take_are_named(
    content: Path, words: dict[str, str], named: str
) -> None:
    write(content, "en", {}, **words)
    with pytest.raises(WordsMissing, match=named):
        profiles(book(content))
    async with scripted() as (link, asked):
        with capture_logs() as lines:
            await introduce(link.bot, book(content))
    assert (asked, len(lines)) == ([], 1)


def test_a_missing_section_is_named(content: Path) -> None:
    whole = book(content)
    (content / "en" / "_shared.md").write_text("---\ntitle: Shared\n---\n## one\nwords\n")
    with pytest.raises(WordsMissing, match="description"):
        profiles(replace(whole, words=Words.load(content)))
