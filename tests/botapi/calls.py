"""The log: each request that the bot made, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.botapi.wire import Upload

SENDS = frozenset({"sendMessage", "sendPhoto", "sendAnimation", "sendDocument"})
EDITS = frozenset(
    {"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"}
)


@dataclass(slots=True, eq=False)
class Call:
    """One request. Times are `time.perf_counter()` seconds of the server's process."""

    number: int
    method: str
    params: dict[str, Any]
    started: float
    files: dict[str, Upload] = field(default_factory=dict)
    ended: float | None = None  # None: not answered yet
    status: int = 0
    description: str = ""  # of an error
    result: Any = None
    fault: str = ""  # which fault the test had ordered, "" if none
    gone: bool = False  # the client had closed the connection when the answer came
    done: bool = False  # its effect has happened, whether or not the answer arrived

    @property
    def chat_id(self) -> int | None:
        """The chat that it is about, None if about none."""
        chat_id = self.params.get("chat_id")
        try:
            return int(chat_id) if chat_id is not None else None
        except (TypeError, ValueError):
            return None

    @property
    def text(self) -> str:
        """The text or caption that it carries, "" if none."""
        return str(self.params.get("text", self.params.get("caption", "")))

    @property
    def sends(self) -> bool:
        """Tell whether it has put a message into a chat."""
        return self.done and self.method in SENDS

    @property
    def seen(self) -> bool:
        """Tell whether it has changed what a person sees: a message sent or edited."""
        return self.done and self.method in SENDS | EDITS

    def __str__(self) -> str:
        what = (self.method, self.chat_id, repr(self.text), self.description, self.fault)
        words = " ".join(str(item) for item in what if item not in {None, "", "''"})
        return f"{self.number}. {self.status or 'not answered'} {words}"


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that Telegram's documentation does not allow."""

    method: str
    description: str  # as it was answered
    detail: str  # which field, which limit
    params: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method}: {self.description} ({self.detail or 'see there'}) {self.params}"
