"""Killed, stopped, cut off: nothing that a person said is lost, nothing comes out of order."""

from __future__ import annotations

import asyncio

import pytest

from tests.botapi.server import BotApi
from tests.e2e.process import BotProcess
from tests.e2e.transcript import SCRIPT, all_answered, expected, heard, repeats

PEOPLE, RATE, SECONDS = 50, 200, 3
PATIENCE = 60.0


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
        assert twice is not None, (expected(SCRIPT), heard(chat.messages))
        assert twice <= most_repeats, heard(chat.messages)


async def test_killed_under_load_nothing_is_lost(server: BotApi, bot: BotProcess) -> None:
    assert len(SCRIPT) * PEOPLE == RATE * SECONDS
    await bot.start()
    half = len(SCRIPT) // 2
    await crowd_says(server, range(half))
    await bot.kill()
    await bot.start()
    await crowd_says(server, range(half, len(SCRIPT)))
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=1)


async def test_killed_again_and_again(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    for third in (range(4), range(4, 8), range(8, 12)):
        says = asyncio.create_task(crowd_says(server, third))
        await server.until(lambda: server.calls)
        await bot.kill()
        await bot.start()
        await says
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=3)


async def test_a_term_in_the_midst_stops_in_time_and_goes_on(
    server: BotApi, bot: BotProcess
) -> None:
    await bot.start()
    await crowd_says(server, range(6))
    before = asyncio.get_running_loop().time()
    code = await bot.terminate()
    assert code == 0
    assert asyncio.get_running_loop().time() - before < 10
    await bot.start()
    await crowd_says(server, range(6, 12))
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=0)


@pytest.mark.parametrize("trouble", ["lost", "429", "500", "repeated", "reordered", "slow"])
async def test_the_network_at_its_worst(server: BotApi, bot: BotProcess, trouble: str) -> None:
    await bot.start()
    match trouble:
        case "lost":
            server.faults.lose_answer(method="sendMessage", times=20)
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
    assert_whole(server, most_repeats=20 if trouble == "lost" else 0)


async def test_a_server_that_is_away_for_a_while(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    await crowd_says(server, range(4))
    async with server.away():
        await crowd_says(server, range(4, 8))
    await crowd_says(server, range(8, 12))
    await all_answered(server, PEOPLE, SCRIPT, PATIENCE)
    assert_whole(server, most_repeats=1)
