"""The server by hand: `python -m tests.botapi --port 8081`.

Start the bot with TELEGRAM_API_URL and TELEGRAM_TOKEN as printed, then write to it here: a line
is said, `[label]` presses a button. With --people a crowd writes instead, and a report ends it.
"""

# ruff: noqa: T201 - the command line prints

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import json
import sys

from tests.botapi import load
from tests.botapi.calls import Call
from tests.botapi.server import TOKEN, BotApi


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--inline", action="store_true", help="inline mode is on")
    parser.add_argument("--people", type=int, help="a crowd of so many people writes")
    parser.add_argument("--rate", type=float, default=40.0, help="messages a second in all")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--text", default="{n}", help="what the crowd says; {n} is the number")
    return parser.parse_args()


async def _crowd(server: BotApi, options: argparse.Namespace) -> None:
    await server.until(lambda: server.called("getUpdates"), timeout=3600)
    report = await load.run(
        server,
        people=options.people,
        rate=options.rate,
        seconds=options.seconds,
        text=lambda n: str(options.text).replace("{n}", str(n)),
    )
    print(json.dumps(dataclasses.asdict(report)))


async def _by_hand(server: BotApi) -> None:
    you = server.person(1, "You")
    server.desk.listeners.append(_show)
    while line := await asyncio.to_thread(sys.stdin.readline):
        said = line.strip()
        try:
            if said.startswith("[") and said.endswith("]"):
                await you.presses(said[1:-1])
            elif said:
                await you.says(said)
        except AssertionError as error:
            print(error)


def _show(call: Call) -> None:
    if call.seen:
        result = call.result if isinstance(call.result, dict) else {}
        rows = result.get("reply_markup", {}).get("inline_keyboard", [])
        print(f"{call.method}: {result.get('text') or result.get('caption') or '(no text)'}")
        for row in rows:
            print("   ", *(f"[{button['text']}]" for button in row))
    elif call.status >= 400:
        print(f"{call.method}: {call.status} {call.description}")


async def _main() -> None:
    options = _arguments()
    server = BotApi(token=options.token, inline_mode=options.inline)
    await server.start(options.port)
    print(f"TELEGRAM_API_URL={server.url} TELEGRAM_TOKEN={server.token}", flush=True)
    try:
        await (_crowd(server, options) if options.people else _by_hand(server))
    finally:
        await server.stop()
    for violation in server.violations:
        print("violation:", violation)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_main())
