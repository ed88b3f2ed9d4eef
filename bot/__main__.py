"""The command line: `python -m bot …`. Each command imports only what it needs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import Trouble

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "chat": "talk in the terminal: the whole product, no token needed",
    "run": "Telegram, long polling",
    "check": "flows, words, limits; exit 1 with every problem listed",
    "draw": "Mermaid of a flow, or of all",
    "preview": "every step as a person would see it",
    "lab": "lines in, a JSON line out for each: `rewrite`, `listen`, `score`",
    "doctor": "token, database, key, clock, zone data, words: what is wrong and the remedy",
    "backup": "a consistent copy of the database, while the bot runs",
    "restore": "put a backup in the place of the database",
}


def parser() -> argparse.ArgumentParser:
    """The commands and what each takes."""
    top = argparse.ArgumentParser(prog="python -m bot", description="Secure Base")
    sub = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands = {name: sub.add_parser(name, help=text) for name, text in COMMANDS.items()}
    commands["check"].add_argument(
        "--states", action="store_true", help="bring flow_states.txt up to date"
    )
    commands["check"].add_argument(
        "--coverage", metavar="CHECKLIST", help="rows of this Markdown table without a home"
    )
    commands["check"].add_argument(
        "--write", metavar="PAGE", help="with --coverage: each row, its home and what shows it"
    )
    commands["draw"].add_argument("flow", nargs="?", help="all flows if not given")
    commands["draw"].add_argument("--docs", action="store_true", help="refresh the README's")
    commands["preview"].add_argument("flow")
    commands["preview"].add_argument("step", nargs="?")
    commands["preview"].add_argument("--language", default="en")
    commands["lab"].add_argument("what", choices=("listen", "rewrite", "score"))
    commands["lab"].add_argument(
        "--instrument", type=lambda text: Path(text).absolute(), help="for score: its YAML file"
    )
    for name in ("backup", "restore"):
        commands[name].add_argument("path", type=lambda text: Path(text).absolute())
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    given = parser().parse_args(arguments)
    os.chdir(ROOT)  # data/ and .env are beside the code, wherever it is started from
    module = importlib.import_module(f"bot.cli.{given.command}")
    try:
        return int(module.main(given))
    except KeyboardInterrupt:
        return 130
    except (Trouble, ValueError, OSError) as problem:  # the operator's, in one line
        print(f"{given.command}: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
