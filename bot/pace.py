"""How fast the outbox may go: about what Telegram bears, and no more than it last allowed.

Telegram's FAQ for bots: about one message a second in a chat (short bursts pass), 20 a minute in a
group, about 30 a second in bulk. An answer to a person is not bulk: it takes from the same budget,
but does not wait for it; what nobody is waiting for does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

A_CHAT, A_CHAT_BURST = 1.0, 15.0  # a second; at once
A_GROUP, A_GROUP_BURST = 20 / 60, 5.0
IN_ALL, IN_ALL_BURST = 30.0, 30.0
DEEPEST_DEBT = -60.0  # two seconds of the whole budget
MOST_CHATS = 5000  # buckets kept


@dataclass(slots=True)
class Bucket:
    """A token bucket. Times are seconds of any clock that only goes forwards."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def wait(self, now: float) -> float:
        """Seconds until a token is there."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate

    def take(self, now: float) -> None:
        """Use one up, be it owed."""
        self.wait(now)
        self.tokens = max(DEEPEST_DEBT, self.tokens - 1)


@dataclass(slots=True)
class Pace:
    """When the next deed may go out. Addresses of groups hold a `:-`."""

    all: Bucket = field(default_factory=lambda: Bucket(IN_ALL, IN_ALL_BURST))
    held_until: float = 0.0
    patient: bool = True  # False where there is no network to spare: the terminal
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _next_bulk: float = 0.0

    def wait(self, now: float, address: str) -> float:
        """Seconds that the next deed in this chat has to wait."""
        if not self.patient:
            return 0.0
        return max(0.0, self.held_until - now, self._chat(address).wait(now))

    def bulk_slot(self, now: float) -> float:
        """A moment of its own for a deed that nobody is waiting for: answers come first."""
        if not self.patient:
            return now
        start = max(self._next_bulk, now + self.all.wait(now))
        self._next_bulk = start + 1 / IN_ALL
        return start

    def take(self, now: float, address: str) -> None:
        """A deed goes out."""
        self._chat(address).take(now)
        self.all.take(now)

    def hold(self, now: float, seconds: float) -> None:
        """The network asked everybody to wait."""
        self.held_until = max(self.held_until, now + seconds)

    def _chat(self, address: str) -> Bucket:
        bucket = self._chats.get(address)
        if bucket is None:
            if len(self._chats) >= MOST_CHATS:  # a full bucket remembers nothing worth keeping
                self._chats = {a: b for a, b in self._chats.items() if b.tokens < b.burst - 1}
            group = ":-" in address
            bucket = Bucket(A_GROUP, A_GROUP_BURST) if group else Bucket(A_CHAT, A_CHAT_BURST)
            self._chats[address] = bucket
        return bucket
