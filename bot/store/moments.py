"""Moments as the database holds them: whole microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def stored(moment: datetime) -> int:
    """An aware moment, exactly."""
    return (moment - EPOCH) // _MICROSECOND


def span(length: timedelta) -> int:
    """A length of time in the same unit."""
    return length // _MICROSECOND


def moment(number: int) -> datetime:
    """As `stored` took it, in UTC."""
    return EPOCH + timedelta(microseconds=number)
