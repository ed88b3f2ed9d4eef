"""The same talk in a terminal: buttons are numbers, pictures are files with their alt text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.channels.base import Arrival, Done
from bot.deeds import Acknowledge, Deed, Document, Drawing, Key, Send
from bot.pictures import Studio
from flows.engine.events import Event, Typed, from_token

ADDRESS = "terminal:local"
_TAG = re.compile(r"<(/?)(b|i|s|code|pre|blockquote|a)(?: [^>]*)?>")
_STYLES = {"b": "bold", "i": "italic", "s": "strike", "code": "cyan", "pre": "cyan", "a": "blue"}
_SPAN = re.compile(r"/wait\s+(\d{1,4})\s*(s|m|h|d)", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass
class TerminalChannel:
    """Prints deeds, and remembers which buttons are on the screen."""

    console: Console
    studio: Studio
    pictures: Path
    exports: Path
    keys: list[Key] = field(default_factory=list)
    _last: int = 0

    async def perform(self, address: str, deed: Deed, live: int | None) -> Done:  # noqa: ARG002
        """Print a message; a short line for a press that has passed."""
        if isinstance(deed, Acknowledge) and deed.text:
            self.console.print(Text(f"  ({deed.text})", style="dim"))
        if isinstance(deed, Document):
            self._save(deed)
        if not isinstance(deed, Send):
            return Done()
        self._last += 1
        self.console.print()
        if deed.picture:
            await self._draw(deed.picture)
        self.console.print(Padding(styled(deed.html), (0, 2), expand=False))
        if deed.retires and not deed.live:
            self.keys = []
        if deed.live:
            self._buttons(deed)
        return Done(self._last)

    async def retire(self, address: str, message: int) -> None:
        """Nothing to take off a screen that has scrolled."""

    def _buttons(self, deed: Send) -> None:
        """Copy and share are left out: the sentence stands on the screen, alone."""
        rows = [[key for key in row if key.kind == "press"] for row in deed.rows]
        self.keys = [key for row in rows for key in row]
        for row in rows:
            self.console.print(Text("  ".join(self._named(key) for key in row), style="green"))

    def _named(self, key: Key) -> str:
        numbered = self.numbered()
        return f"  {numbered.index(key) + 1} {key.label}" if key in numbered else f"  {key.label}"

    def numbered(self) -> list[Key]:
        """The buttons that have a number: none where the buttons are numbers themselves."""
        scale = any(key.label.isdecimal() for key in self.keys)
        return [] if scale else self.keys

    async def _draw(self, drawing: Drawing) -> None:
        values = {k: v for k, v in drawing.values.items() if k != "alt"}
        made = await self.studio.render(drawing.name, values)
        self.pictures.mkdir(parents=True, exist_ok=True)
        file = self.pictures / made.filename
        file.write_bytes(made.data)
        alt = str(drawing.values.get("alt", drawing.name))
        self.console.print(Text(f"  [{alt}: {file}]", style="dim"))

    def _save(self, deed: Document) -> None:
        """Keep a file where only its owner can read it, over the one of an earlier time."""
        self.exports.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.exports / deed.name
        file.touch(mode=0o600)
        file.write_bytes(deed.data)
        said = f"{deed.caption}: " if deed.caption else ""
        self.console.print(Text(f"  [{said}{file}]", style="dim"), soft_wrap=True)

    def chosen(self, line: str) -> Key | None:
        """The button that a line names: by its label, or by its number."""
        for key in self.keys:
            if line.casefold() == key.label.casefold():
                return key
        numbered = self.numbered()
        if line.isdecimal() and 1 <= int(line) <= len(numbered):
            return numbered[int(line) - 1]
        return None


def arrival(line: str, channel: TerminalChannel) -> Arrival:
    """A line of input as it is taken: a pressed button or words."""
    key = channel.chosen(line.strip())
    event: Event = from_token(key.value) if key else Typed(line)
    return Arrival(ADDRESS, event)


def waiting(line: str) -> timedelta | None:
    """`/wait 20m`: how far to move the clock."""
    found = _SPAN.fullmatch(line.strip())
    return timedelta(**{_UNITS[found[2].lower()]: int(found[1])}) if found else None


def styled(html: str) -> Text:
    """Telegram's HTML as the terminal shows it."""
    text, at = Text(), 0
    open_tags: list[str] = []
    for tag in _TAG.finditer(html):
        text.append(unescape(html[at : tag.start()]), style=" ".join(_styles(open_tags)))
        open_tags = open_tags[:-1] if tag[1] else [*open_tags, tag[2]]
        at = tag.end()
    text.append(unescape(html[at:]))
    return text


def _styles(tags: list[str]) -> list[str]:
    return [_STYLES[tag] for tag in tags if tag in _STYLES]
