"""Environment -> typed settings. A bad one is one clear line; `.env.example` names them all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from dotenv import dotenv_values

from bot.errors import Trouble
from flows.localtime import UnknownZone, zone

SQLITE = "sqlite:///"


class SettingsError(Trouble):
    """A setting is missing or wrong; the message names it and the remedy."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="upper"):
    """Design section 7. Names are the environment's, in lower case."""

    telegram_token: str = ""
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///data/secure-base.db"
    data_key_file: str = "data/key"
    default_language: str = "en"
    default_timezone: str = "UTC"
    default_country: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database(self) -> Path:
        """The file behind `DATABASE_URL`."""
        return Path(self.database_url.removeprefix(SQLITE))


def load(environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """The environment over `.env`; empty values count as not set. Raises `SettingsError`."""
    given = {**dotenv_values(dotenv), **(os.environ if environ is None else environ)}
    names = {field.encode_name for field in msgspec.structs.fields(Settings)}
    found = {name: value.strip() for name, value in given.items() if name in names and value}
    found["LOG_LEVEL"] = found.get("LOG_LEVEL", "info").lower()
    try:
        settings = msgspec.convert(found, Settings)
    except msgspec.ValidationError as problem:
        raise SettingsError(
            f"LOG_LEVEL must be debug, info, warning or error, not {found['LOG_LEVEL']!r}"
        ) from problem
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if not settings.database_url.startswith(SQLITE) or settings.database_url == SQLITE:
        raise SettingsError(
            "DATABASE_URL must be sqlite:///path/to/file.db (three slashes, then the path)"
        )
    if not _is_address(settings.telegram_api_url):
        raise SettingsError("TELEGRAM_API_URL must be like https://api.telegram.org")
    try:
        zone(settings.default_timezone)
    except UnknownZone as problem:
        raise SettingsError(
            f"DEFAULT_TIMEZONE must be a zone name such as Europe/Berlin, "
            f"not {settings.default_timezone!r}"
        ) from problem
    country = settings.default_country
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise SettingsError(f"DEFAULT_COUNTRY must be two letters such as GB, not {country!r}")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def need_token(settings: Settings) -> str:
    """The token; raises `SettingsError` if there is none that can be one."""
    number, _, secret = settings.telegram_token.partition(":")
    if not settings.telegram_token:
        raise SettingsError(
            "TELEGRAM_TOKEN is not set: ask @BotFather for one and put it into .env, "
            "or try the bot without one: make chat"
        )
    if not number.isdecimal() or not secret:
        raise SettingsError("TELEGRAM_TOKEN does not look like one (123456789:AA…); copy it whole")
    return settings.telegram_token
