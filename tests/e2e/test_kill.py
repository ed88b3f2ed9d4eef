"""Killed, stopped, cut off: nothing that a person said is lost, nothing comes out of order."""

from __future__ import annotations

import asyncio
from difflib import unified_diff

import pytest

from tests.botapi.server import BotApi
from tests.e2e.process import BotProcess
from tests.e2e.transcript import SCRIPT, all_answered, expected, heard, repeats

PEOPLE, RATE, SECONDS = 50, 200, 3
PATIENCE = 60.0
AWAY = 10.0  # seconds, as a router that starts again


async def crowd_says(server: BotApi, lines: range) -> None:
    """Each of the crowd says these lines of the script, in turn, at the rate of the load."""
    for at in lines:
        for number in range(1, PEOPLE + 1):
            await server.person(number).says(SCRIPT[at])
            await asyncio.sleep(1 / RATE)


def assert_whole(server: BotApi, *, most_repeats: int) -> None:
    for number in range(1, PEOPLE + 1):
        chat = server.person(number).chat
        twice = repeats(SCRIPT, chat.messages)
        assert twice is not None, "\n".join(
            unified_diff(expected(SCRIPT), heard(chat.messages), lineterm="", n=1)
        )
        assert twice <= most_repeats, heard(chat.messages)


async def test_killed_in_the_midst_of_a_load_nothing_is_lost(
    server: BotApi, bot: BotProcess
) -> None:
    assert len(SCRIPT) * PEOPLE == RATE * SECONDS
    await bot.start()
    crowd = asyncio.create_task(crowd_says(server, range(len(SCRIPT))))
    await server.until(lambda: len(server.called("sendMessage")) > PEOPLE * 5)
    await bot.kill()
    await bot.start()
    await crowd
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=1)


async def test_killed_again_and_again(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    crowd = asyncio.create_task(crowd_says(server, range(len(SCRIPT))))
    for _ in range(3):
        sent = len(server.called("sendMessage"))
        await server.until(lambda n=sent: len(server.called("sendMessage")) > n + PEOPLE * 2)
        await bot.kill()
        await bot.start()
    await crowd
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=3)


async def test_a_term_under_a_backlog_stops_in_time_and_repeats_nothing(
    server: BotApi, bot: BotProcess
) -> None:
    await bot.start()
    server.faults.slow(0.5, method="sendMessage", times=None)
    crowd = asyncio.create_task(crowd_says(server, range(len(SCRIPT))))
    await server.until(lambda: len(server.called("sendMessage")) > PEOPLE)
    before = asyncio.get_running_loop().time()
    assert await bot.terminate() == 0
    assert asyncio.get_running_loop().time() - before < 10
    server.faults.clear()
    await crowd
    await bot.start()
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=0)


@pytest.mark.parametrize("trouble", ["lost", "429", "500", "repeated", "reordered", "slow"])
async def test_the_network_at_its_worst(server: BotApi, bot: BotProcess, trouble: str) -> None:
    await bot.start()
    match trouble:
        case "lost":
            for person in range(1, PEOPLE + 1):  # the third answer of each chat
                server.faults.lose_answer(
                    method="sendMessage", chat=person, when=lambda call: "18" in call.text
                )
        case "429":
            server.faults.too_many(1, method="sendMessage", times=20)
        case "500":
            server.faults.broken(502, times=20)
        case "reordered":
            server.faults.reorder_updates(20)
        case "slow":
            server.faults.slow(0.1, method="sendMessage", times=100)
    await crowd_says(server, range(6))
    if trouble == "repeated":
        server.faults.repeat_updates(100)
    await crowd_says(server, range(6, 12))
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=1 if trouble == "lost" else 0)


async def test_a_server_that_is_away_for_ten_seconds(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    await crowd_says(server, range(4))
    async with server.away():
        gone = asyncio.get_running_loop().time()
        await crowd_says(server, range(4, 8))
        await asyncio.sleep(AWAY - (asyncio.get_running_loop().time() - gone))
    await crowd_says(server, range(8, 12))
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=1)
