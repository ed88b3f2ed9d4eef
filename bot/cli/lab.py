"""`python -m bot lab …`: lines in, a JSON object a line out, for authors and for measuring."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot.cli.score import scored
from bot.errors import Trouble
from flows.rewriting import reply, rewrite
from flows.safety import listen


def heard(text: str) -> dict[str, Any]:
    """What the listener makes of a text."""
    found = listen(text)
    return {"label": found.label, "reasons": list(found.reasons)}


def rewritten(text: str) -> dict[str, Any]:
    """What could be said instead of a text, and why."""
    found = rewrite(text)
    versions = [one.text for one in found.versions]
    return {
        "kind": found.kind,
        "topic": found.topic,
        "flags": [flag.id for flag in found.flags],
        "picked": found.picked,
        "versions": versions,
        "best": versions[found.best] if versions else reply(found, text),
        "reply": reply(found, text),
        "question": found.question,
        "check": found.check,
        "reasons": dict(found.reasons),
    }


WHAT: dict[str, Callable[[str], dict[str, Any]]] = {"listen": heard, "rewrite": rewritten}


def given_lines(lines: Iterable[str]) -> Iterator[tuple[Any, str]]:
    """An id and a text of every line: JSON with a `text` field, or the line itself, numbered.

    Raises ValueError, naming the line, for JSON that has no text.
    """
    for number, line in enumerate(lines, 1):
        bare = line.rstrip("\r\n")
        if not bare.strip():
            continue
        if not bare.lstrip().startswith("{"):
            yield number, bare
            continue
        try:
            one = json.loads(bare)
            yield one.get("id", number), str(one["text"])
        except (json.JSONDecodeError, KeyError) as problem:
            raise ValueError(f"line {number} is no JSON with a `text`: {problem!r}") from None


def main(given: Namespace) -> int:
    """Read standard input to its end; 0."""
    if given.what == "score":
        if given.instrument is None:
            raise Trouble("score needs --instrument FILE, such as content/instruments/ecr-12.yaml")
        for line in scored(given.instrument, sys.stdin):
            print(line)
        return 0
    for name, text in given_lines(sys.stdin):
        print(json.dumps({"id": name, **WHAT[given.what](text)}, ensure_ascii=False), flush=False)
    return 0
