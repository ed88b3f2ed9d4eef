"""`python -m bot restore PATH`."""

from __future__ import annotations

from argparse import Namespace

from bot import settings
from bot.store.copies import restore


def main(given: Namespace) -> int:
    """Put a backup in the place of the database; the old one is kept beside it."""
    found = settings.load()
    kept = restore(given.path, found.database)
    print(f"Restored {found.database}." + (f" What was there is now {kept}." if kept else ""))
    return 0
