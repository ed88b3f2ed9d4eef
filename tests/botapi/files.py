"""Files: what was uploaded, what a file_id stands for, and what the file really is."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, UnidentifiedImageError

from tests.botapi.errors import malformed
from tests.botapi.wire import Upload

MEGABYTE = 1024 * 1024
MOST_BYTES = {"photo": 10 * MEGABYTE}  # others: 50 MB


@dataclass(frozen=True, slots=True)
class File:
    """A file that Telegram keeps, under the file_id that this bot knows it by."""

    file_id: str
    kind: str
    data: bytes = field(default=b"", repr=False)
    name: str = ""
    width: int = 0
    height: int = 0

    def to_json(self) -> Any:
        """Return the object of its kind (PhotoSize list, Animation, Document, …)."""
        common = {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": len(self.data),
        }
        size = {"width": self.width, "height": self.height}
        match self.kind:
            case "photo":
                return [common | size]
            case "animation" | "video":
                return common | size | {"duration": 0}
            case "audio" | "voice":
                return common | {"duration": 1}
            case "sticker":
                shape = {"type": "regular", "is_animated": False, "is_video": False}
                return common | size | shape
            case _:
                return common | {"file_name": self.name}


class Files:
    """All files of a bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._numbers = itertools.count(1)

    def __getitem__(self, file_id: str) -> File:
        if file_id not in self._by_id:
            raise malformed("wrong file_id or the file is temporarily unavailable", file_id)
        return self._by_id[file_id]

    def add(self, kind: str, data: bytes = b"", name: str = "") -> File:
        """Keep a file. Identical bytes get another id each time, as they may in Telegram."""
        width, height = _measured(kind, data) if data else (0, 0)
        file_id = f"{kind}-{next(self._numbers):06}"
        file = File(file_id, kind, data, name, width, height)
        self._by_id[file_id] = file
        return file

    def known(self, file_id: str) -> File:
        """Return the file that a client wants to send again; raise `malformed` if there is none."""
        if file_id not in self._by_id:
            raise malformed("wrong file identifier/HTTP URL specified", file_id)
        return self._by_id[file_id]

    def given(self, kind: str, value: Upload | str, uploads: dict[str, Upload]) -> File:
        """Return the file that a parameter means: an upload, a known file_id or a URL."""
        if isinstance(value, str) and value.startswith("attach://"):
            value = uploads[value.removeprefix("attach://")]
        if isinstance(value, Upload):
            return self._uploaded(kind, value)
        if urlsplit(value).scheme in {"http", "https"}:
            return self.add(kind, name=value)
        known = self.known(value)
        if known.kind != kind:
            words = f"can't use file of type {known.kind.title()} as {kind.title()}"
            raise malformed(words, value)
        return known

    def _uploaded(self, kind: str, upload: Upload) -> File:
        if not upload.data:
            raise malformed("file must be non-empty", upload.name)
        if len(upload.data) > MOST_BYTES.get(kind, 50 * MEGABYTE):
            raise malformed("file is too big", f"{len(upload.data)} bytes")
        if kind == "animation" and not _moves(upload.data):
            kind = "document"  # Telegram sends on what it cannot play
        return self.add(kind, upload.data, upload.filename)


def _moves(data: bytes) -> bool:
    return data[:4] == b"GIF8" or data[4:8] == b"ftyp"


def _measured(kind: str, data: bytes) -> tuple[int, int]:
    """Width and height in pixels; a photo that Telegram would not take is refused."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except UnidentifiedImageError as e:
        if kind == "photo":
            raise malformed("IMAGE_PROCESS_FAILED", "the photo is no image") from e
        return 0, 0
    if kind == "photo" and (
        width + height > 10_000 or max(width, height) > 20 * min(width, height)
    ):
        raise malformed("PHOTO_INVALID_DIMENSIONS", f"{width} × {height}")
    return width, height
