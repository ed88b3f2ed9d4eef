"""The master key: 32 random bytes in a small file, apart from the database and its backups."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from bot.store.base import StoreError

KEY_BYTES = 32  # AES-256


def read(path: Path) -> bytes | None:
    """The key, or None if there is no such file. Raises `StoreError` if it holds something else."""
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StoreError(f"the key file cannot be read: {problem}") from problem
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(
            f"{path} is not a key ({KEY_BYTES} bytes in base64): put the right file back"
        )
    return key


def make(path: Path) -> bytes:
    """A new key in a file that only its owner can read; the one that is there if another process
    was faster.
    """
    key = secrets.token_bytes(KEY_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        found = read(path)
        if found is None:
            raise StoreError(f"the key file {path} vanished while it was read") from None
        return found
    except OSError as problem:
        raise StoreError(f"the key file cannot be made: {problem}") from problem
    with os.fdopen(file, "wb") as out:
        out.write(base64.b64encode(key) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return key


def wide(path: Path) -> str | None:
    """A note if others on the machine can read the key, with the remedy."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        return f"{path} can be read by others on this machine: chmod 600 {path}"
    return None
