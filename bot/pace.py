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
    """One chat's wait and everybody's."""

    all: Bucket = field(default_factory=lambda: Bucket(IN_ALL, IN_ALL_BURST))
    held_until: float = 0.0
    patient: bool = True  # False where there is no network to spare: the terminal

    def chat(self, *, group: bool) -> Bucket:
        """A new chat's bucket."""
        return Bucket(A_GROUP, A_GROUP_BURST) if group else Bucket(A_CHAT, A_CHAT_BURST)

    def wait(self, now: float, chat: Bucket, *, bulk: bool) -> float:
        """Seconds that the next deed in this chat has to wait."""
        if not self.patient:
            return 0.0
        waits = [self.held_until - now, chat.wait(now)]
        if bulk:
            waits.append(self.all.wait(now))
        return max(0.0, *waits)

    def take(self, now: float, chat: Bucket) -> None:
        """A deed goes out."""
        chat.take(now)
        self.all.take(now)

    def hold(self, now: float, seconds: float) -> None:
        """The network asked everybody to wait."""
        self.held_until = max(self.held_until, now + seconds)
