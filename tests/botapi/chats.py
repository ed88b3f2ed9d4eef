"""Chats and messages, as a person sees them on the screen and as the Bot API tells them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.botapi.entities import Formatted
from tests.botapi.files import File

Button = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What can change in a message by an edit. Equal contents are "not modified"."""

    text: Formatted | None = None
    caption: Formatted | None = None
    media: File | None = None
    keyboard: dict[str, Any] | None = None
    other: dict[str, Any] = field(default_factory=dict)  # location, link_preview_options, …

    def to_json(self) -> dict[str, Any]:
        """Return the fields of a Message that tell this content."""
        told = dict(self.other)
        if self.text is not None:
            told |= _text("text", "entities", self.text)
        if self.media is not None:
            told[self.media.kind] = self.media.to_json()
        if self.media is not None and self.media.kind == "animation":
            told["document"] = self.media.to_json()  # as Telegram does for old clients
        if self.caption is not None and self.caption.text:
            told |= _text("caption", "caption_entities", self.caption)
        if self.keyboard is not None:
            told["reply_markup"] = self.keyboard
        return told


@dataclass(slots=True, eq=False)
class Message:
    """A message and everything it has been."""

    chat: Chat
    id: int
    date: int
    sender: dict[str, Any]
    content: Content
    reply_to: Message | None = None
    extra: dict[str, Any] = field(default_factory=dict)  # forward_origin, new_chat_members, …
    silent: bool = False
    editable: bool = True  # not by anybody if it brought a reply keyboard
    deleted: bool = False
    edit_date: int | None = None
    history: list[Content] = field(default_factory=list)  # contents before each edit

    @property
    def from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return bool(self.sender["is_bot"])

    @property
    def text(self) -> str:
        """What it says: its text, or its caption; "" if neither."""
        said = self.content.text or self.content.caption
        return said.text if said else ""

    @property
    def media(self) -> File | None:
        """Its photo, animation, document …"""
        return self.content.media

    @property
    def rows(self) -> list[list[Button]]:
        """Its inline keyboard, [] if it has none."""
        rows: list[list[Button]] = (self.content.keyboard or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[Button]:
        """All buttons, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [button["text"] for button in self.buttons]

    def becomes(self, content: Content, date: int) -> None:
        """Edit it; what it was goes into its history."""
        self.history.append(self.content)
        self.content = content
        self.edit_date = date

    def to_json(self, *, with_reply: bool = True) -> dict[str, Any]:
        """Return the Message object of the Bot API."""
        told: dict[str, Any] = {
            "message_id": self.id,
            "date": self.date,
            "chat": self.chat.to_json(),
            "from": self.sender,
        }
        if self.edit_date is not None:
            told["edit_date"] = self.edit_date
        if self.reply_to is not None and with_reply:
            told["reply_to_message"] = self.reply_to.to_json(with_reply=False)
        return told | self.extra | self.content.to_json()

    def inaccessible(self) -> dict[str, Any]:
        """Return what a callback query tells of a message that is gone."""
        return {"message_id": self.id, "date": 0, "chat": self.chat.to_json()}

    def __repr__(self) -> str:
        who = "bot" if self.from_bot else self.sender["first_name"]
        gone = " (deleted)" if self.deleted else ""
        return f"<{self.id} {who}: {self.text!r} {self.labels}{gone}>"


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat or a group."""

    id: int
    type: str
    name: dict[str, Any]  # first_name or title, username
    everything: list[Message] = field(default_factory=list)  # in order, deleted ones too
    open: bool = False  # the bot may write: the person has spoken, the group has taken it in
    status: str = "left"  # the bot's place in it: member, left, kicked
    closed_because: str | None = None  # the 403's words: blocked, kicked, deactivated
    reply_keyboard: dict[str, Any] | None = None
    actions: list[str] = field(default_factory=list)  # typing, upload_photo …
    by_id: dict[int, Message] = field(default_factory=dict)

    @property
    def messages(self) -> list[Message]:
        """What is on the screen now, oldest first."""
        return [message for message in self.everything if not message.deleted]

    @property
    def last(self) -> Message:
        """The bot's newest message on the screen; AssertionError if it has said nothing."""
        for message in reversed(self.everything):
            if message.from_bot and not message.deleted:
                return message
        raise AssertionError(f"the bot has said nothing in chat {self.id}")

    def add(self, message: Message) -> None:
        """Put a message at the end."""
        self.everything.append(message)
        self.by_id[message.id] = message

    def to_json(self) -> dict[str, Any]:
        """Return the Chat object of the Bot API."""
        return {"id": self.id, "type": self.type, **self.name}


def _text(name: str, entities: str, said: Formatted) -> dict[str, Any]:
    told: dict[str, Any] = {name: said.text}
    if said.entities:
        told[entities] = list(said.entities)
    return told
