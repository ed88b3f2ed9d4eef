"""Sealing: AES-256-GCM, a key for each person, each wrapped by the master key.

Destroying a person's wrapped key makes all that was sealed with it unreadable, wherever a copy
lies without that key. Each seal names its place (table, owner, and what else tells the row apart)
as associated data, so a sealed text that is moved to another row does not open.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.keyfile import KEY_BYTES

NONCE_BYTES = 12  # random; a person's key seals far fewer than the 2**32 texts that GCM allows so
NAME_BYTES = 12  # 96 bits: among a million people two names agree with a chance of 1 in 10**17
HOUSE = "house"  # the owner of what is for no person; too short to be anybody's name
KEY, ADDRESS, STATE, DEED = b"key", b"address", b"state", b"deed"  # places
OPEN_BOXES = 512  # keys at hand; another one costs 2 µs to unwrap


def record_place(kind: str, at: int) -> bytes:
    """Where a record stands: it cannot be passed off as another kind's or another day's."""
    return f"record\0{kind}\0{at}".encode()


class Unopened(Exception):  # noqa: N818 - reads as what became of it
    """A sealed text was altered, moved, or sealed with another key."""


class Box:
    """What one owner's key seals and opens."""

    __slots__ = ("_cipher", "_owner")

    def __init__(self, owner: str, key: bytes) -> None:
        self._owner, self._cipher = owner.encode() + b"\0", AESGCM(key)

    def seal(self, data: bytes, place: bytes) -> bytes:
        """Nonce and ciphertext, to be opened at the same place only."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, self._owner + place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """What was sealed here; raises `Unopened` for anything else."""
        try:
            nonce, text = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, text, self._owner + place)
        except (InvalidTag, ValueError) as problem:  # ValueError: shorter than a nonce
            raise Unopened from problem


class Vault:
    """The master key, and the boxes that were opened last."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._naming = blake2b(key=master, digest_size=KEY_BYTES, person=b"names").digest()
        self._boxes: dict[str, tuple[bytes, Box]] = {}
        self.name = lru_cache(OPEN_BOXES)(self._name)

    def _name(self, address: str) -> str:
        """What an address is called in the database: the same each time, telling nothing."""
        digest = blake2b(address.encode(), key=self._naming, digest_size=NAME_BYTES).digest()
        return urlsafe_b64encode(digest).decode()

    def new_key(self, owner: str) -> bytes:
        """A new key for this owner, wrapped, as it is stored."""
        return Box(owner, self._master).seal(os.urandom(KEY_BYTES), KEY)

    def box(self, owner: str, wrapped: bytes) -> Box:
        """The owner's box; raises `Unopened` if this master did not wrap the key for them."""
        known = self._boxes.pop(owner, None)
        if known is None or known[0] != wrapped:
            known = wrapped, Box(owner, Box(owner, self._master).open(wrapped, KEY))
        self._boxes[owner] = known  # the newest last
        if len(self._boxes) > OPEN_BOXES:
            del self._boxes[next(iter(self._boxes))]
        return known[1]

    def forget(self, owner: str) -> None:
        """Drop a key from memory."""
        self._boxes.pop(owner, None)
        self.name.cache_clear()
