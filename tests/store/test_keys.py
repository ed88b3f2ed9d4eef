"""Key and database: made together, never apart."""

import base64
import secrets
from pathlib import Path

import pytest

from bot.store import keyfile
from bot.store.base import StoreError
from bot.store.sqlite import SqliteStore
from tests.store.conftest import Opening
from tests.store.people import ANN, NOW, change


async def test_the_first_start_makes_a_key(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    key = (tmp_path / "key").read_text()
    assert len(base64.b64decode(key)) == 32
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert store.notes == ()
    await store.close()
    await (await opening()).close()
    assert (tmp_path / "key").read_text() == key


async def test_a_key_that_is_there_is_used_for_a_new_database(
    opening: Opening, tmp_path: Path
) -> None:
    key = base64.b64encode(secrets.token_bytes(32))
    (tmp_path / "key").write_bytes(key)
    (tmp_path / "key").chmod(0o600)
    await (await opening()).close()
    assert (tmp_path / "key").read_bytes() == key


async def test_a_key_that_others_can_read_is_remarked_upon(
    opening: Opening, tmp_path: Path
) -> None:
    await (await opening()).close()
    (tmp_path / "key").chmod(0o644)
    [note] = (await opening()).notes
    assert f"chmod 600 {tmp_path / 'key'}" in note


async def test_a_missing_key_is_never_made_anew(opening: Opening, tmp_path: Path) -> None:
    store = await opening()
    await store.commit(NOW, [change()])
    await store.close()
    key = (tmp_path / "key").read_bytes()
    (tmp_path / "key").unlink()
    with pytest.raises(StoreError, match=r"key is missing, and .* put the key back"):
        await opening()
    assert not (tmp_path / "key").exists()
    (tmp_path / "key").write_bytes(key)
    assert (await (await opening()).load([ANN]))[ANN].id is not None


async def test_another_key_is_told_apart(opening: Opening, tmp_path: Path) -> None:
    await (await opening()).close()
    (tmp_path / "key").write_bytes(base64.b64encode(secrets.token_bytes(32)))
    with pytest.raises(StoreError, match=r"key is not the key of .*base\.db"):
        await opening()


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\x00", base64.b64encode(b"short")])
async def test_what_is_no_key_is_refused(opening: Opening, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(StoreError, match="is not a key"):
        await opening()
    assert (tmp_path / "key").read_bytes() == content


async def test_a_key_file_that_cannot_be_read_or_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        await SqliteStore.open(tmp_path / "a.db", tmp_path / "folder")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be"):
        await SqliteStore.open(tmp_path / "b.db", tmp_path / "file" / "key")


async def test_a_file_without_a_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="needs a key file"):
        await SqliteStore.open(tmp_path / "base.db")


def test_who_comes_second_takes_the_key_that_is_there(tmp_path: Path) -> None:
    first = keyfile.make(tmp_path / "key")
    assert keyfile.make(tmp_path / "key") == first
