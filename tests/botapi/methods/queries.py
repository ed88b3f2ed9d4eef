"""answerCallbackQuery, answerInlineQuery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.botapi.methods.table import Asked, method
from tests.botapi.world import World


@method("answerCallbackQuery")
def answer_callback_query(world: World, asked: Asked) -> bool:
    """Stop a pressed button's spinner, perhaps with a notification."""
    world.answers(world.callback_queries, asked["callback_query_id"], dict(asked.params))
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, asked: Asked) -> bool:
    """Offer results to someone who typed the bot's name into a chat."""
    for file_id in _file_ids(asked["results"]):
        world.files.known(file_id)
    world.answers(world.inline_queries, asked["inline_query_id"], dict(asked.params))
    return True


def _file_ids(results: list[dict[str, Any]]) -> Iterator[str]:
    return (
        value for result in results for name, value in result.items() if name.endswith("_file_id")
    )
