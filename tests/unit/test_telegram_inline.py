from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import InlineAsked, Suggestion, answer, connect, own_words
from flows.engine.words import Words, WordsMissing
from tests.botapi import BotApi
from tests.unit.telegram_kit import error, ok, scripted

SHARED = """---
title: Shared
---
## buttons

- inline_send: Send this
- inline_open: Find the words first
"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_shared.md").write_text(SHARED)
    return Words.load(tmp_path)


async def asked(words: Words, text: str, suggest: Any = None) -> dict[str, Any]:
    async with BotApi(inline_mode=True) as server:
        link = connect(server.token, server.url)
        query = await server.person(1).inline(text)
        mine = InlineAsked(query.id, text, "de")
        await answer(link.bot, words, suggest or own_words(words), mine)
        await answer(link.bot, words, own_words(words), mine)  # too late: no line, no error
        await link.close()
    assert server.violations == []
    assert query.answer is not None
    return query.answer


async def test_exactly_what_was_typed_can_be_sent(words: Words) -> None:
    mine = "I feel <alone> & I _need_ you 🌿"
    found = await asked(words, mine)
    assert (found["cache_time"], found["is_personal"]) == (0, True)
    (article,) = found["results"]
    assert (article["type"], article["title"]) == ("article", "Send this")
    content = article["input_message_content"]
    assert content["message_text"] == mine
    assert "parse_mode" not in content
    assert "button" not in found


@pytest.mark.parametrize("text", ["", "  "])
async def test_without_words_there_is_a_way_into_the_private_chat(words: Words, text: str) -> None:
    found = await asked(words, text)
    assert found["results"] == []
    assert found["button"] == {"text": "Find the words first", "start_parameter": "inline"}


async def test_what_is_suggested_comes_from_the_caller(words: Words) -> None:
    def suggest(text: str, language: str | None) -> Sequence[Suggestion]:
        assert (text, language) == ("you never listen", "de")
        return [Suggestion("Softer", f"version {number} " * 200) for number in range(60)]

    found = await asked(words, "you never listen", suggest)
    assert len(found["results"]) == 50
    assert found["results"][1]["input_message_content"]["message_text"] == "version 1 " * 200


@pytest.mark.parametrize("trouble", [(502, "<html>"), error(400, "Bad Request: RESULT_ID 'words'")])
async def test_trouble_is_one_line_without_the_words(words: Words, trouble: Any) -> None:
    async with scripted(answerInlineQuery=trouble) as (link, calls):
        with capture_logs() as lines:
            await answer(link.bot, words, own_words(words), InlineAsked("1", "my words"))
    assert (len(calls), len(lines)) == (1, 1)
    assert "words" not in str(lines)


async def test_a_question_that_is_too_old_is_no_trouble(words: Words) -> None:
    late = error(400, "Bad Request: query is too old and response timeout expired")
    async with scripted(answerInlineQuery=[late, ok(result=True)]) as (link, calls):
        with capture_logs() as lines:
            await answer(link.bot, words, own_words(words), InlineAsked("1", "mine"))
    assert (len(calls), lines) == (1, [])


def test_labels_that_are_missing_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_shared.md").write_text("---\ntitle: Shared\n---\n## buttons\n- a: b\n")
    with pytest.raises(WordsMissing, match="inline_"):
        own_words(Words.load(tmp_path))
