"""Structured logs for the operator: events and counts, never a person's words, name or chat."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

QUIET = ("telegram", "aiohttp", "httpx", "httpcore", "asyncio", "aiosqlite", "transitions")


def set_up(level: str) -> None:
    """Lines of `key=value` on standard error; libraries that log what people write are silenced."""
    threshold = getattr(logging, level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def where(problem: BaseException) -> str:
    """A bug's kind and place, without its message: a message may hold what somebody wrote."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(problem).__name__}{place}"
