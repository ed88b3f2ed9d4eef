from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import InlineAsked, answer, connect
from flows.engine.words import Words, WordsMissing
from tests.botapi import BotApi
from tests.unit.telegram_kit import error, ok, scripted

SHARED = """---
title: Shared
---
## buttons

- inline_send: Send this
- inline_plain: Plain
- inline_open: Find the words first
"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_shared.md").write_text(SHARED)
    return Words.load(tmp_path)


async def asked(words: Words, *texts: tuple[str, str]) -> dict[str, Any]:
    async with BotApi(inline_mode=True) as server:
        link = connect(server.token, server.url)
        query = await server.person(1).inline("whatever was typed")
        mine = InlineAsked(query.id, "whatever was typed", "de")
        await answer(link.bot, words, texts, mine)
        await answer(link.bot, words, texts, mine)  # too late: no line, no error
        await link.close()
    assert server.violations == []
    assert query.answer is not None
    return query.answer


async def test_a_text_is_sent_as_it_stands(words: Words) -> None:
    mine = "I feel <alone> & I _need_ you 🌿"
    found = await asked(words, ("inline_send", mine))
    assert (found["cache_time"], found["is_personal"]) == (0, True)
    (article,) = found["results"]
    assert (article["type"], article["title"]) == ("article", "Send this")
    content = article["input_message_content"]
    assert content["message_text"] == mine
    assert "parse_mode" not in content
    assert "button" not in found


async def test_without_texts_there_is_a_way_into_the_private_chat(words: Words) -> None:
    found = await asked(words)
    assert found["results"] == []
    assert found["button"] == {"text": "Find the words first", "start_parameter": "inline"}


async def test_each_has_its_name_and_what_can_be_seen_of_it(words: Words) -> None:
    long = [f"version {number} " * 200 for number in range(60)]
    found = await asked(words, *(("inline_plain", text) for text in long))
    assert len(found["results"]) == 50
    assert found["results"][1]["title"] == "Plain"
    assert found["results"][1]["input_message_content"]["message_text"] == long[1]
    assert len(found["results"][1]["description"]) <= 120


@pytest.mark.parametrize("trouble", [(502, "<html>"), error(400, "Bad Request: RESULT_ID 'words'")])
async def test_trouble_is_one_line_without_the_words(words: Words, trouble: Any) -> None:
    async with scripted(answerInlineQuery=trouble) as (link, calls):
        with capture_logs() as lines:
            await answer(
                link.bot, words, [("inline_send", "my words")], InlineAsked("1", "my words")
            )
    assert (len(calls), len(lines)) == (1, 1)
    assert "words" not in str(lines)


async def test_a_question_that_is_too_old_is_no_trouble(words: Words) -> None:
    late = error(400, "Bad Request: query is too old and response timeout expired")
    async with scripted(answerInlineQuery=[late, ok(result=True)]) as (link, calls):
        with capture_logs() as lines:
            await answer(link.bot, words, [("inline_send", "mine")], InlineAsked("1", "mine"))
    assert (len(calls), lines) == (1, [])


async def test_labels_that_are_missing_are_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_shared.md").write_text("---\ntitle: Shared\n---\n## buttons\n- a: b\n")
    async with scripted() as (link, _):
        with pytest.raises(WordsMissing, match="inline_"):
            await answer(link.bot, Words.load(tmp_path), [], InlineAsked("1", "mine"))
