"""What is to be done in a chat: the rows of the outbox. Data only; channels perform deeds."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

MOST_DELETED = 100  # messages in one deletion (Bot API, deleteMessages)


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


class Document(msgspec.Struct, frozen=True, tag="document"):
    """A file. Its bytes are base64 in the row, which keeps all rows one format."""

    name: str
    data: bytes
    caption: str = ""


class Clear(msgspec.Struct, frozen=True, tag="clear"):
    """Delete all that both sides wrote, as far back as it is noted. When its turn comes it stands
    behind whatever was under way, so nothing that was being sent is missed.
    """


class HandOver(msgspec.Struct, frozen=True, tag="hand_over"):
    """Make the files of everything that is kept of the person, and send them."""


Deed = Send | Acknowledge | Retire | Delete | Document  # what a channel performs
Errand = Clear | HandOver  # what the outbox runs when its turn comes: it ends in deeds
Job = Deed | Errand


_decoder: msgspec.json.Decoder[Job] = msgspec.json.Decoder(Job)


def encode(job: Job) -> bytes:
    """As stored."""
    return msgspec.json.encode(job)


def decode(data: bytes) -> Job:
    """As stored; raises `msgspec.ValidationError` on anything else."""
    return _decoder.decode(data)
