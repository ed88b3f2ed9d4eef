"""What a chat must hold: the same script played on the mind alone."""

from __future__ import annotations

from collections.abc import Sequence

from flows.engine.words import strip
from tests.botapi.chats import Message
from tests.botapi.server import BotApi
from tests.stage import Stage, the_book

# Typed only, without clocks: every line has its answer, and the answers tell the order.
SCRIPT = (
    "/start", "Go on", "18 or over", "/pause", "/help", "what is this", "/cancel",
    "/home", "Calm", "/back", "/settings", "/cancel",
)  # fmt: skip


def expected(script: Sequence[str]) -> list[str]:
    """What the bot says to this script, message by message."""
    stage = Stage(the_book(), {})
    for line in script:
        stage.types(line)
    return [plain(strip(message.html)) for _, message in stage.said]


def heard(messages: Sequence[Message]) -> list[str]:
    """What the bot's messages in a chat say."""
    return [plain(message.text) for message in messages if message.from_bot]


def plain(text: str) -> str:
    """A message on one line."""
    return " ".join(text.split())


def repeats(script: Sequence[str], messages: Sequence[Message]) -> int | None:
    """How many sends came twice; None if anything is missing, new, or out of order."""
    wanted, got, twice, last = expected(script), heard(messages), 0, None
    for text in got:
        if wanted and text == wanted[0]:
            last = wanted.pop(0)
        elif text == last:
            twice += 1
        else:
            return None
    return None if wanted else twice


async def all_answered(server: BotApi, people: int, script: Sequence[str], patience: float) -> None:
    """Wait until each of the crowd has heard the last of what the script asks for."""
    *_, final = expected(script)
    least = len(expected(script))
    chats = [server.person(n).chat for n in range(1, people + 1)]

    def whole() -> bool:
        said = (heard(chat.messages) for chat in chats)
        return all(len(texts) >= least and texts[-1] == final for texts in said)

    await server.until(whole, patience)
