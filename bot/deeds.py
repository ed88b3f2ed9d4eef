"""What is to be done in a chat: the rows of the outbox. Data only; channels perform them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class Key(msgspec.Struct, frozen=True, array_like=True):
    """A button: its label, its callback data (press) or the text it hands on (copy, share)."""

    label: str
    value: str
    kind: Literal["press", "copy", "share"] = "press"


class Drawing(msgspec.Struct, frozen=True):
    """A picture to be drawn when it is sent; `values` holds its labels and alt text."""

    name: str
    values: dict[str, Any]


class Send(msgspec.Struct, frozen=True, tag="send"):
    """A message. With `edits` it takes the place of that message where the channel can do so.

    `retires`: the chat's earlier live keyboard belongs to a question that has passed.
    """

    html: str
    rows: tuple[tuple[Key, ...], ...] = ()
    picture: Drawing | None = None
    edits: int | None = None
    retires: bool = False
    silent: bool = False

    @property
    def live(self) -> bool:
        """Whether it carries buttons that move the talk."""
        return any(key.kind == "press" for row in self.rows for key in row)


class Acknowledge(msgspec.Struct, frozen=True, tag="ack"):
    """Stop the spinner of a pressed button, with a short line if there is something to say."""

    callback: str
    text: str = ""


class Retire(msgspec.Struct, frozen=True, tag="retire"):
    """Take the keyboard off a message, unless it is the live one."""

    message: int


class Delete(msgspec.Struct, frozen=True, tag="delete"):
    """Delete messages of either side (Telegram: younger than 48 hours)."""

    messages: tuple[int, ...]


Deed = Send | Acknowledge | Retire | Delete


_decoder: msgspec.json.Decoder[Deed] = msgspec.json.Decoder(Deed)


def encode(deed: Deed) -> bytes:
    """As stored."""
    return msgspec.json.encode(deed)


def decode(data: bytes) -> Deed:
    """As stored; raises `msgspec.ValidationError` on anything else."""
    return _decoder.decode(data)
