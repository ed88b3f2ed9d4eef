"""Telegram: updates in by long polling, deeds out, over python-telegram-bot and aiohttp."""

import os

from bot.channels.telegram.http import Connection, TokenRefused, connect
from bot.channels.telegram.inline import answer
from bot.channels.telegram.perform import TelegramChannel
from bot.channels.telegram.poll import Batch, Poller
from bot.channels.telegram.profile import introduce
from bot.channels.telegram.updates import InlineAsked

# The library's new form of durations; without this it warns whenever it reads one.
os.environ.setdefault("PTB_TIMEDELTA", "true")

__all__ = [
    "Batch",
    "Connection",
    "InlineAsked",
    "Poller",
    "TelegramChannel",
    "TokenRefused",
    "answer",
    "connect",
    "introduce",
]
