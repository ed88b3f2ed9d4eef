"""A group chat, in which people write and into which somebody brings the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.botapi.bell import Bell
from tests.botapi.chats import Chat, Content, Message
from tests.botapi.world import World

if TYPE_CHECKING:
    from tests.botapi.person import Person

_COMMAND = re.compile(r"/\w+(?:@(\w+))?")


class Group:
    """A group or supergroup; in its private view the bot sees what privacy mode lets it see."""

    def __init__(self, world: World, bell: Bell, chat_id: int, title: str, kind: str) -> None:
        assert chat_id < 0, "groups have negative ids"
        self.world = world
        self.bell = bell
        self.chat = world.chats.setdefault(chat_id, Chat(chat_id, kind, {"title": title}))

    async def adds_bot(self, by: Person) -> None:
        """Somebody takes the bot in."""
        self.world.membership(self.chat, by.user, "member")
        self._service(by, {"new_chat_members": [self.world.bot]})

    async def removes_bot(self, by: Person) -> None:
        """Somebody throws the bot out: it gets 403 from then on."""
        self.world.membership(self.chat, by.user, "kicked")
        self.bell.ring()

    async def joins(self, person: Person) -> None:
        """Somebody else comes in."""
        self._service(person, {"new_chat_members": [person.user]})

    def shows_bot(self, message: Message) -> bool:
        """Tell whether the bot gets a person's message.

        In privacy mode: commands that name it or nobody, and replies to what it said.
        """
        if not self.chat.open or not self.world.privacy_mode:
            return self.chat.open
        if message.reply_to is not None and message.reply_to.from_bot:
            return True
        command = _COMMAND.match(message.text)
        return command is not None and command[1] in {None, self.world.bot["username"]}

    def _service(self, person: Person, extra: dict[str, Any]) -> None:
        message = self.world.post(self.chat, person.user, Content(), extra=extra)
        if self.chat.open:
            self.world.updates.add("message", message.to_json(), self.chat.id)
        self.bell.ring()
