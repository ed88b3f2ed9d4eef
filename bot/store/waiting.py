"""What waits for its hour or its delivery, read inside the database's thread.

A row that cannot be opened is logged and passed over, so that it holds up nobody else's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.store.base import Alarm, Parcel
from bot.store.database import Transaction
from bot.store.moments import span, stored
from bot.store.opened import Opener
from bot.store.queries import named

log = structlog.get_logger()
PUT_OFF = timedelta(hours=1)

_TIMERS, _OUTBOX = named("timers"), named("outbox")


def due(
    transaction: Transaction, opener: Opener, now: datetime, limit: int
) -> tuple[list[Alarm], set[str]]:
    """Timers that are due, earliest first, and the names of people who cannot be told."""
    alarms: list[Alarm] = []
    lost: set[str] = set()
    for row in transaction.fetch(_TIMERS["due"], (stored(now), limit)):
        if alarm := opener.alarm(row):
            alarms.append(alarm)
        else:
            lost.add(row[0])
    return alarms, lost


def put_off(transaction: Transaction, now: datetime, lost: set[str]) -> None:
    """Let those people's timers wait, or they would be looked at without end."""
    log.error("stored people cannot be opened; their timers are put off", people=len(lost))
    rows = [(span(PUT_OFF), name, stored(now)) for name in lost]
    transaction.many(_TIMERS["postpone"], rows)


def parcels(transaction: Transaction, opener: Opener, after: int, limit: int) -> list[Parcel]:
    """Parcels after this id; none only if there are no more."""
    found: list[Parcel] = []
    while not found and (rows := transaction.fetch(_OUTBOX["after"], (after, limit))):
        for row in rows:
            after = row[0]
            if parcel := opener.parcel(row):
                found.append(parcel)
            else:
                log.error("a stored message cannot be opened; it stays where it is", parcel=after)
    return found
