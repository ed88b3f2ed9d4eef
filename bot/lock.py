"""One process at a time on a database: two would ring the same timers and answer twice."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from bot.errors import Trouble


class Taken(Trouble):
    """Another process has this database."""


def take(database: Path) -> IO[bytes] | None:
    """Hold the database until the returned file is closed, or the process is gone.

    Raises `Taken`. On Windows, which has no such locks in its standard library, nothing is held.
    """
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - not on Windows

    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = database.with_name(f"{database.name}.lock").open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Taken(f"another process runs on {database}: stop it first") from None
    return file
