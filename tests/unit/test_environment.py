"""Settings: a bad one is one clear line that names it and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import app, lock, settings
from bot.cli.chat import _apart
from bot.errors import Trouble
from bot.home import book

NOWHERE = Path("no.env")


def load(**given: str) -> settings.Settings:
    return settings.load(given, NOWHERE)


def test_the_defaults_need_nothing() -> None:
    found = load()
    assert found.database == Path("data/secure-base.db")
    assert (found.default_language, found.default_timezone) == ("en", "UTC")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("DATABASE_URL", "postgres://x"),
        ("DATABASE_URL", "sqlite:///"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "http://"),
        ("TELEGRAM_API_URL", "http://[::1"),
        ("DEFAULT_TIMEZONE", "Berlin"),
        ("DEFAULT_COUNTRY", "Germany"),
    ],
)
def test_a_bad_one_is_named(name: str, value: str) -> None:
    with pytest.raises(settings.SettingsError, match=name) as found:
        load(**{name: value})
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("token", ["", "hello", "123456789:", ":AAE"])
def test_a_token_that_cannot_be_one_is_told_with_the_remedy(token: str) -> None:
    with pytest.raises(settings.SettingsError, match="TELEGRAM_TOKEN"):
        settings.need_token(load(TELEGRAM_TOKEN=token))


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=debug\nDEFAULT_COUNTRY=DE\nUNKNOWN=1\n")
    found = settings.load({"LOG_LEVEL": "ERROR"}, file)
    assert (found.log_level, found.default_country) == ("error", "DE")


@pytest.mark.parametrize(("name", "value"), [("DEFAULT_LANGUAGE", "xx"), ("DEFAULT_COUNTRY", "ZZ")])
def test_what_the_content_does_not_know_is_told_at_the_start(name: str, value: str) -> None:
    with pytest.raises(settings.SettingsError, match=name):
        app._check(load(**{name: value}), book())


def test_the_terminal_has_a_database_of_its_own() -> None:
    found = load()
    assert _apart(found).database != found.database
    assert _apart(found).database.parent == found.database.parent


def test_a_database_is_held_by_one_process_at_a_time(tmp_path: Path) -> None:
    held = lock.take(tmp_path / "bot.db")
    with pytest.raises(Trouble, match="another process"):
        lock.take(tmp_path / "bot.db")
    assert held is not None
    held.close()
    again = lock.take(tmp_path / "bot.db")
    assert again is not None
    again.close()
