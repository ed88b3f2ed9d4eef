"""Where a talk stands: a stack of frames, the last one being talked about. JSON both ways."""

from __future__ import annotations

from typing import Any

import msgspec

from flows.engine.known import JSON


class Crumb(msgspec.Struct, frozen=True):
    """One step behind us: its name, the answers it wrote, and what they replaced."""

    state: str
    wrote: tuple[str, ...] = ()
    old: dict[str, Any] = {}


class Frame(msgspec.Struct, frozen=True):
    """One exercise in progress.

    `id` is never used again, so an old button or timer can be told apart. `seq` grows each time a
    question is put, `arrival` each time a step is reached forwards: buttons name the first, timers
    the second, so that an interruption makes old buttons stale but keeps the timer.
    """

    id: int
    flow: str
    version: int
    state: str
    answers: dict[str, Any] = {}
    trail: tuple[Crumb, ...] = ()
    seq: int = 0
    arrival: int = 0
    rung: bool = False  # its timer came while another frame lay on top
    invited: bool = False  # begun by an appointment and not answered yet

    def before(self, key: str) -> JSON:
        """An answer, or None."""
        value: JSON = self.answers.get(key)
        return value


class Session(msgspec.Struct, frozen=True):
    """The whole talk of one person. `touched` is when they last did something (Unix seconds)."""

    frames: tuple[Frame, ...] = ()
    next_id: int = 1
    touched: int = 0

    @property
    def top(self) -> Frame | None:
        """The exercise being talked about."""
        return self.frames[-1] if self.frames else None

    def to_json(self) -> bytes:
        """As stored."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> Session:
        """As stored; raises `msgspec.ValidationError` if it is not a session."""
        return _decoder.decode(data)


_decoder: msgspec.json.Decoder[Session] = msgspec.json.Decoder(Session)
