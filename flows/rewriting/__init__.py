"""From "you never" to "I feel": offline, deterministic, true to what was said.

Knows nothing of the engine. How it works, and how to add a situation: docs/rewriting.md.
"""

from flows.rewriting.replies import reply
from flows.rewriting.rewrite import Rewrite, rewrite
from flows.rewriting.said import Tuning, Version

__all__ = ["Rewrite", "Tuning", "Version", "reply", "rewrite"]
