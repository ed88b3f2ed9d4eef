"""Everything that one bot's corner of Telegram holds: people's chats, messages, queries, files."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Chat, Content, Message
from tests.botapi.errors import forbidden, malformed, refused
from tests.botapi.files import Files
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import Webhook

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button or an inline query that waits for the bot's answer."""

    id: str
    at: float  # by the server's clock
    answer: dict[str, Any] | None = None

    @property
    def answered(self) -> bool:
        """Tell whether the bot has answered."""
        return self.answer is not None

    @property
    def text(self) -> str:
        """The notification that a pressed button showed, "" if none."""
        return str((self.answer or {}).get("text", ""))


@dataclass(slots=True, eq=False)
class Profile:
    """What a bot tells about itself, by language and for whom."""

    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (name or …, language)
    rights: dict[bool, dict[str, bool]] = field(default_factory=dict)  # for channels or groups
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)  # by chat, 0: default


class World:
    """One bot and everyone it can meet. `clock` gives Unix seconds."""

    def __init__(self, bot_id: int, username: str, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.inline_mode = False
        self.privacy_mode = True
        self.opens_to_all = False  # chats that nobody has opened are made when the bot writes
        self.query_seconds = 15.0  # how long a pressed button waits for its answer
        self.bot: dict[str, Any] = {
            "id": bot_id,
            "is_bot": True,
            "first_name": "Secure Base under test",
            "username": username,
        }
        self.updates = UpdateQueue(clock)
        self.webhook = Webhook(self.updates)
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.profile = Profile()
        self.callback_queries: dict[str, Query] = {}
        self.inline_queries: dict[str, Query] = {}
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(7_000_000_001)

    def now(self) -> int:
        """Return the time in whole Unix seconds."""
        return int(self.clock())

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot names; raise 400 if there is none, 403 if it is closed."""
        if isinstance(chat_id, str):
            raise refused("chat not found")  # no chat here has a public name
        if self.opens_to_all and chat_id > 0:
            name = {"first_name": f"Person {chat_id}"}
            self.chats.setdefault(chat_id, Chat(chat_id, "private", name)).open = True
        if chat_id not in self.chats:
            raise refused("chat not found")
        chat = self.chats[chat_id]
        if chat.closed_because is not None:
            raise forbidden(chat.closed_because)
        if not chat.open:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, message_id: int, doing: str) -> Message:
        """Return a message that is on the screen; raise 400 "message to {doing} not found"."""
        message = chat.by_id.get(message_id)
        if message is None or message.deleted:
            raise refused(f"message {doing} not found")
        return message

    def post(self, chat: Chat, sender: dict[str, Any], content: Content, **fields: Any) -> Message:
        """Put a new message into a chat."""
        message_id = next(self._message_ids)
        message = Message(chat, message_id, self.now(), sender, content, **fields)
        chat.add(message)
        return message

    def membership(self, chat: Chat, by: dict[str, Any], status: str) -> None:
        """Change the bot's place in a chat to member, left or kicked, and tell the bot."""
        before, chat.status = chat.status, status
        chat.open = status == "member"
        chat.closed_because = None if chat.open else _why_closed(chat)
        body = {
            "chat": chat.to_json(),
            "from": by,
            "date": self.now(),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(status),
        }
        self.updates.add("my_chat_member", body, chat.id)

    def _member(self, status: str) -> dict[str, Any]:
        banned = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self.bot, **banned}

    def asks(self, queries: dict[str, Query]) -> Query:
        """Open a query (one of `callback_queries`, `inline_queries`)."""
        query = Query(str(next(self._query_ids)), self.clock())
        queries[query.id] = query
        return query

    def answers(self, queries: dict[str, Query], query_id: str, answer: dict[str, Any]) -> None:
        """Close a query; raise 400 if it is unknown, answered or too old."""
        query = queries.get(query_id)
        late = query is not None and self.clock() - query.at > self.query_seconds
        if query is None or query.answered or late:
            raise refused(TOO_OLD)
        query.answer = answer


def _why_closed(chat: Chat) -> str:
    if chat.type == "private":
        return "bot was blocked by the user"
    kicked = chat.status == "kicked"
    return f"bot {'was kicked from' if kicked else 'is not a member of'} the {chat.type} chat"


def no_other_worlds(parameters: Mapping[str, Any]) -> None:
    """Refuse what needs a business account or a forum: there are none here."""
    if "business_connection_id" in parameters:
        raise malformed("business connection not found")
    if parameters.get("message_thread_id"):
        raise malformed("message thread not found")
