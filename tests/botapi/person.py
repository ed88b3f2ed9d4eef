"""A scripted person: does in the chat what a script says, sees what the bot puts there."""

from __future__ import annotations

import functools
import io
from typing import Any

from PIL import Image

from tests.botapi.bell import Bell
from tests.botapi.chats import Button, Chat, Content, Message
from tests.botapi.entities import Formatted, found_in
from tests.botapi.group import Group
from tests.botapi.world import Query, World

INLINE_CHARACTERS = 256


class Person:
    """Someone with a private chat with the bot. Every act ends when its update is in the queue."""

    def __init__(
        self,
        world: World,
        bell: Bell,
        user_id: int,
        names: dict[str, Any],
        language_code: str | None,
    ) -> None:
        self.world = world
        self.bell = bell
        self.id = user_id
        public = {name: value for name, value in names.items() if value is not None}
        language = {"language_code": language_code} if language_code else {}
        self.user: dict[str, Any] = {"id": user_id, "is_bot": False, **public, **language}
        self.chat = world.chats.setdefault(user_id, Chat(user_id, "private", public))

    async def joins(self, payload: str = "") -> Message:
        """Open the chat with the Start button, of a t.me link with a payload if there is one.

        Telegram tells no my_chat_member then: in a private chat it means blocked or unblocked.
        """
        if self.chat.status == "kicked":
            await self.unblocks()
        return await self.says(f"/start {payload}".strip())

    async def says(
        self, text: str, *, chat: Group | None = None, reply_to: Message | None = None
    ) -> Message:
        """Send a text to the bot, or into a group."""
        said = Formatted(text, tuple(found_in(text)))
        return self._posts(Content(text=said), chat=chat, reply_to=reply_to)

    async def edits(self, message_id: int, text: str) -> Message:
        """Change the text of an own message."""
        message = self.chat.by_id[message_id]
        assert message.sender["id"] == self.id, f"{message} is not {self}'s"
        message.becomes(Content(text=Formatted(text, tuple(found_in(text)))), self.world.now())
        self._tells("edited_message", message.to_json(), self.chat)
        return message

    async def deletes(self, message: Message) -> None:
        """Take a message off the screen; a bot is told nothing of that."""
        message.deleted = True
        self.bell.ring()

    async def presses(
        self, key: str, message: Message | None = None, *, chat: Group | None = None
    ) -> Query:
        """Press a button, on the newest message on the screen that has it, or on this one.

        `key` is its label, its callback_data, or the end of that behind a separator. Returns
        the query: its `answer` is what the bot answered. Raises AssertionError, with the
        buttons that there are, if none fits or the one that fits does not call the bot.
        """
        messages = [message] if message is not None else self._screen(chat).messages[::-1]
        for shown in messages:
            if (button := _fitting(shown, key)) is not None:
                assert "callback_data" in button, f"{button} sends the bot nothing"
                return self._calls_back(shown, button["callback_data"])
        seen = [shown.labels for shown in messages if shown.buttons]
        raise AssertionError(f"no button {key!r}; on the screen are {seen}")

    async def presses_stale(self, message_id: int, data: str) -> Query:
        """Press a button that an old message has, or had, or that the person made up."""
        return self._calls_back(self.chat.by_id[message_id], data)

    async def inline(self, query: str, *, offset: str = "") -> Query:
        """Type the bot's name and a query into some chat."""
        assert self.world.inline_mode, "inline mode is off: Telegram would not ask this bot"
        assert len(query) <= INLINE_CHARACTERS, "the app cuts a query at 256 characters"
        asked = self.world.asks(self.world.inline_queries)
        body = {"id": asked.id, "from": self.user, "query": query, "offset": offset}
        self._tells("inline_query", body | {"chat_type": "private"}, self.chat)
        return asked

    async def sends_photo(self, caption: str | None = None) -> Message:
        """Send a photo, perhaps with a caption."""
        said = Formatted(caption, tuple(found_in(caption))) if caption else None
        file = self.world.files.add("photo", _picture(), "photo.jpg")
        return self._posts(Content(media=file, caption=said))

    async def sends_voice(self) -> Message:
        """Send a voice message."""
        return self._posts(Content(media=self.world.files.add("voice", b"OggS")))

    async def sends_sticker(self) -> Message:
        """Send a sticker."""
        return self._posts(Content(media=self.world.files.add("sticker", _picture())))

    async def forwards(self, text: str, sender_name: str = "Somebody") -> Message:
        """Forward a text of somebody who hides their account."""
        origin = {"type": "hidden_user", "sender_user_name": sender_name}
        content = Content(text=Formatted(text, tuple(found_in(text))))
        extra = {"forward_origin": origin | {"date": self.world.now() - 60}}
        return self._posts(content, extra=extra)

    async def shares_location(self, latitude: float = 48.2, longitude: float = 16.4) -> Message:
        """Send a place."""
        place = {"location": {"latitude": latitude, "longitude": longitude}}
        return self._posts(Content(other=place))

    async def blocks(self) -> None:
        """Block the bot: it is told, and gets 403 from then on."""
        self.world.membership(self.chat, self.user, "kicked")
        self.bell.ring()

    async def unblocks(self) -> None:
        """Unblock the bot: it is told."""
        self.world.membership(self.chat, self.user, "member")
        self.bell.ring()

    async def vanishes(self) -> None:
        """Delete the account: the bot hears of it from its next 403."""
        self.chat.closed_because = "user is deactivated"
        self.bell.ring()

    def _posts(
        self,
        content: Content,
        *,
        chat: Group | None = None,
        reply_to: Message | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Message:
        where = self._screen(chat)
        if chat is None:
            assert where.closed_because is None, f"{self} has blocked the bot"
            where.open, where.status = True, "member"
        message = self.world.post(where, self.user, content, reply_to=reply_to, extra=extra or {})
        if chat is None or chat.shows_bot(message):
            self._tells("message", message.to_json(), where)
        self.bell.ring()
        return message

    def _screen(self, group: Group | None) -> Chat:
        return self.chat if group is None else group.chat

    def _calls_back(self, message: Message, data: str) -> Query:
        pressed = self.world.asks(self.world.callback_queries)
        shown = message.inaccessible() if message.deleted else message.to_json()
        body = {"id": pressed.id, "from": self.user, "message": shown, "data": data}
        instance = {"chat_instance": str(message.chat.id)}
        self._tells("callback_query", body | instance, message.chat)
        return pressed

    def _tells(self, kind: str, body: dict[str, Any], chat: Chat) -> None:
        self.world.updates.add(kind, body, chat.id)
        self.bell.ring()

    def __repr__(self) -> str:
        return f"<Person {self.id} {self.user['first_name']}>"


def _fitting(message: Message, key: str) -> Button | None:
    """Return the button that a key means: the label first, then the data, then its end."""
    fits = (
        lambda button: button["text"] == key,
        lambda button: button.get("callback_data") == key,
        lambda button: _ends_with(button.get("callback_data", ""), key),
    )
    for fit in fits:
        buttons = [button for button in message.buttons if fit(button)]
        assert len(buttons) < 2, f"{key!r} means several buttons of {message}"
        if buttons:
            return buttons[0]
    return None


def _ends_with(data: str, key: str) -> bool:
    before = data.removesuffix(key)
    return before != data and not before[-1:].isalnum() and before[-1:] not in {"_", ""}


@functools.cache
def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(file, "JPEG")
    return file.getvalue()
