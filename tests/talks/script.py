"""Talks: conversations as text files that a therapist can read.

The lines `you: …` and `... …` are the script; all others are what came of it, and are compared.
`pytest --bless` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from flows.engine.effects import (
    Discard,
    Effect,
    Export,
    Forget,
    Keep,
    Paper,
    Passed,
    Remember,
    Say,
    Schedule,
    Silence,
    Unschedule,
    Wipe,
)
from flows.engine.events import Edited, Unreadable
from flows.engine.render import Message
from flows.engine.session import Session
from flows.engine.words import strip
from tests.stage import Beat, Stage, the_book

_SPAN = re.compile(r"(\d+)\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_BAR = ("back", "cancel", "help")


@dataclass
class Talk:
    """One file: what it shows, its settings, its script."""

    about: list[str]
    header: list[str]
    script: list[str]
    settings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Talk:
        about, header, script = [], [], []
        settings = {}
        for line in text.splitlines():
            if line.startswith("#"):
                about.append(line)
            elif not script and (found := re.fullmatch(r"(person|now|words): (.+)", line)):
                header.append(line)
                settings[found[1]] = found[2]
            elif line.startswith(("you: ", "... ")):
                script.append(line)
        return cls(about, header, script, settings)

    def stage(self) -> Stage:
        kept: dict[str, Any] = {}
        for pair in self.settings.get("person", "adult=true").split():
            name, _, value = pair.partition("=")
            kept[name] = yaml.safe_load(value)
        now = self.settings.get("now", "2026-03-10 20:00")
        return Stage(the_book(), kept, datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=UTC))

    def play(self) -> str:
        """The whole talk as it goes today."""
        stage = self.stage()
        shown = self.settings.get("words") == "shown"
        lines = [*self.about, *self.header]
        for line in self.script:
            lines.append(line)
            for beat in _act(stage, line):
                lines.extend(_lines(beat, shown=shown))
        return "\n".join(lines) + "\n"


def _act(stage: Stage, line: str) -> list[Beat]:
    if line == "... restart":
        stage.session = Session.from_json(stage.session.to_json())
        return []
    if found := _SPAN.fullmatch(line.removeprefix("... ")):
        return stage.waits(timedelta(**{_UNITS[found[2]]: int(found[1])}))
    said = line.removeprefix("you: ")
    if found := re.fullmatch(r"\[(.+)\]", said):
        return [stage.presses(found[1])]
    if found := re.fullmatch(r"\(heard (.+)\)", said):
        return [_hears(stage, found[1])]
    if found := re.fullmatch(r"\((photo|voice|sticker|edits|forward)(?: (.*))?\)", said):
        kind, words = found[1], found[2] or ""
        event = Edited(words) if kind == "edits" else Unreadable(kind, words)
        return [stage.happens(event)]
    return [stage.types(said)]


def _hears(stage: Stage, pairs: str) -> Beat:
    """Words in which the listener hears this: `(heard label=self_harm about=other)`."""
    heard = dict(pair.split("=") for pair in pairs.split())
    flow = "ask_safe" if heard["label"] == "ambiguous" else "danger"
    usual = stage.book
    stage.book = replace(usual, listen=lambda *_: (flow, {**heard, "lethal": "lethal" in heard}))
    beat = stage.types("words that stay nowhere")
    stage.book = usual
    return beat


def _lines(beat: Beat, *, shown: bool) -> Iterator[str]:
    says = iter(beat.said)
    for effect in beat.turn.effects:
        if isinstance(effect, Say):
            yield from _said(*next(says), shown=shown)
        elif line := _done(beat.now, effect):
            yield line
    if not beat.turn.effects:
        yield "bot: (nothing)"


def _said(say: Say, message: Message, *, shown: bool) -> Iterator[str]:
    parts = "" if say.parts == ("main",) else f" ({', '.join(say.parts)})"
    pictures = "".join(f" <{picture.name}>" for picture in say.pictures)
    keys = [b.key if b.kind == "press" else b.kind for row in say.buttons for b in row]
    keys = [key for key in keys if key not in _BAR]
    buttons = f" [{' '.join(keys)}]" if keys else ""
    yield f"bot: {say.flow}.{say.step}{parts}{pictures}{buttons}"
    if shown:
        yield from (f"   | {line}" for line in strip(message.html).splitlines())
        for row in message.rows:
            yield "   | " + " ".join(f"[{button.label}]" for button in row)


def _done(now: datetime, effect: Effect) -> str | None:
    match effect:
        case Passed(part):
            return f"bot: ({part})"
        case Schedule(key, due, local=local):
            minutes = (due - now).total_seconds() / 60
            return f"does: wake {key} in {minutes:g} min" + (f" ({local} local)" if local else "")
        case Unschedule(key):
            return f"does: wake {key} no more"
        case Keep(kind, data):
            return f"does: keep {kind} {dict(data)}"
        case Discard(kind, at):
            return f"does: discard {kind}" + (f" of {at:%Y-%m-%d %H:%M}" if at else ", all")
        case Remember(name, value):
            return f"does: remember {name} = {value!r}"
        case Paper(rows):
            return f"does: paper {list(rows)}"
        case Silence() | Wipe() | Export() | Forget():
            return f"does: {type(effect).__name__.lower()}"
    return None


def all_talks(folder: Path) -> list[Path]:
    """Every talk, in order."""
    return sorted(folder.rglob("*.talk"))
