"""What can happen to a talk. Channels make these from updates; `turn` takes them one by one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Started:
    """A flow was asked for: by its command, a link, or a button that outlives its question."""

    flow: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under a question. `frame` and `seq` tell an old button from a live one."""

    frame: int
    seq: int
    key: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Words, as they came."""

    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was changed: heard for danger, answered only then."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photo, voice note, sticker and the like; its caption is heard for danger."""

    kind: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer of a frame (`frame` > 0), or an appointment that begins the flow named by `key`.

    `due` is when it should have come (Unix seconds; 0: not known).
    """

    key: str
    frame: int = 0
    arrival: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Back:
    """One step back."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Leave the exercise that is open."""


@dataclass(frozen=True, slots=True)
class Help:
    """What is this, and what can I do here?"""


@dataclass(frozen=True, slots=True)
class Again:
    """The person is back at a screen that no longer shows the question."""


Event: TypeAlias = (
    Started | Pressed | Typed | Edited | Unreadable | TimerFired | Back | Cancel | Help | Again
)

START = "s"
BAR: dict[str, Event] = {"back": Back(), "cancel": Cancel(), "help": Help()}
_TOKEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([A-Za-z0-9_/+:.-]{1,44})")
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def token(frame: int, seq: int, key: str) -> str:
    """The `callback_data` of a button under a question (at most 64 bytes, held by a check)."""
    return f"{frame}.{seq}.{key}"


def start_token(flow: str) -> str:
    """The `callback_data` of a button that begins a flow and never goes stale."""
    return f"{START}.{flow}"


def from_token(data: str) -> Started | Pressed:
    """Read `callback_data`; what we did not write becomes a press that is always stale."""
    if data.startswith(f"{START}."):
        return Started(data[len(START) + 1 :])
    found = _TOKEN.fullmatch(data)
    return Pressed(int(found[1]), int(found[2]), found[3]) if found else Pressed(0, 0, "")


def command(text: str) -> tuple[str, str] | None:
    """Split `/start@bot payload` into its name and a safe payload; None if it is no command."""
    found = _COMMAND.fullmatch(text)
    if not found:
        return None
    payload = (found[2] or "").strip()
    return found[1].lower(), payload if _PAYLOAD.fullmatch(payload) else ""


def clean(text: str) -> str:
    """Text as the engine reads it: composed (NFC), without control characters, trimmed."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        c if unicodedata.category(c) not in {"Cc", "Cs"} or c == "\n" else " " for c in composed
    )
    return "".join(kept).strip()
