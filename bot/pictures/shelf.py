"""Animations on disk: a breath takes seconds to draw and stays the same until it is redesigned.

Only pictures of nobody in particular belong here; a person's chart is never written to disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.pictures.drawing import Rendered

KEY = "?" * 32  # how long a key is; other people's files are left alone
ROOM = 48  # files; three breaths in several languages, and the last edition's


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of GIF files named by their keys."""

    folder: Path

    def get(self, key: str, name: str) -> Rendered | None:
        """The picture `name` kept under `key`; None if there is none, or not a whole one."""
        try:
            data = (self.folder / f"{key}.gif").read_bytes()
        except OSError:
            return None
        whole = data.startswith(b"GIF89a") and data.endswith(b";")
        return Rendered.of(name, data) if whole else None

    def put(self, key: str, picture: Rendered) -> None:
        """Keep a picture: readers see all of it or nothing. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{key}.draft"
        draft.write_bytes(picture.data)
        draft.replace(self.folder / f"{key}.gif")
        kept = sorted(self.folder.glob(f"{KEY}.gif"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-ROOM]:
            path.unlink(missing_ok=True)
