"""A channel that keeps what it is given, for tests and for trying things out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.channels.base import Done
from bot.deeds import Deed, Document, Send


@dataclass
class MemoryChannel:
    """Performs nothing. `troubles` are raised one by one before anything succeeds again."""

    done: list[tuple[str, Deed]] = field(default_factory=list)
    retired: list[tuple[str, int]] = field(default_factory=list)
    troubles: deque[Exception] = field(default_factory=deque)
    _last: int = 0

    async def perform(self, address: str, deed: Deed, live: int | None) -> Done:  # noqa: ARG002
        """Keep it, under a message number of its own."""
        if self.troubles:
            raise self.troubles.popleft()
        self.done.append((address, deed))
        if not isinstance(deed, Send | Document):
            return Done()
        self._last += 1
        return Done((deed.edits if isinstance(deed, Send) else None) or self._last)

    async def retire(self, address: str, message: int) -> None:
        """Keep that, too."""
        self.retired.append((address, message))

    def said(self, address: str) -> list[str]:
        """The messages of a chat."""
        return [d.html for a, d in self.done if a == address and isinstance(d, Send)]
