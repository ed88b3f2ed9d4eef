"""Danger in what people write: `listen(text, language) -> Heard`; knows nothing of the engine."""

from flows.safety.heard import Heard
from flows.safety.listen import listen

__all__ = ["Heard", "listen"]
