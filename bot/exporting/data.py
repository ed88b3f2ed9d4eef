"""The copy as data: `docs/my-data.md` describes its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any, TypeAlias

import msgspec

from bot.exporting.wording import Wording
from bot.store.base import Appointment, Everything
from flows.engine.known import Person
from flows.engine.session import Frame
from flows.localtime import UnknownZone, zone

FORMAT = "secure-base-copy/1"
Tell: TypeAlias = Callable[[datetime], str]
SECONDS = {"visits"}  # besides all that end in `_at`: moments as Unix seconds


@dataclass(frozen=True)
class Copy:
    """What is kept of somebody, at a moment, and how to word it."""

    kept: Everything
    person: Person
    made: datetime
    wording: Wording

    @cached_property
    def zone(self) -> tuple[str, tzinfo]:
        """The person's own zone; UTC where the zone data no longer knows it."""
        try:
            return self.person.zone, zone(self.person.zone)
        except UnknownZone:
            return "UTC", UTC

    def local(self, moment: datetime) -> datetime:
        """On the person's own clock."""
        return moment.astimezone(self.zone[1])

    def iso(self, moment: datetime) -> str:
        """On the person's own clock, with its offset: `2026-03-10T21:00:00+01:00`."""
        return self.local(moment).isoformat(timespec="seconds")

    def date(self, moment: datetime) -> str:
        """On the person's own clock, in words."""
        return self.wording.date(self.local(moment))

    def settings(self, tell: Tell) -> Mapping[str, Any]:
        """Settings and own lists. The safety flag reads as in /settings: whoever opens this file
        on somebody's phone shall learn no more than from that screen.
        """
        kept = dict(self.shown(self.kept.talk.kept, tell))
        if kept.pop("unsafe", None) is True:
            kept["exercises_with_others"] = "off"
        return kept

    def shown(self, value: Any, tell: Tell, name: str = "") -> Any:
        """A value as it is kept, moments in it as `tell` tells them."""
        if isinstance(value, Mapping):
            return {inner: self.shown(one, tell, inner) for inner, one in value.items()}
        if name not in SECONDS and not name.endswith("_at"):
            return value
        if isinstance(value, list | tuple):
            return [self.shown(one, tell, name) for one in value]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return tell(datetime.fromtimestamp(value, UTC)) if is_number else value

    def exercise_of(self, timer: Appointment) -> str:
        """Which exercise a timer belongs to: it begins it, or stands in its midst."""
        frames = self.kept.talk.session.frames
        return next((one.flow for one in frames if one.id == timer.frame), timer.key)


def as_json(copy: Copy) -> bytes:
    """The whole copy as indented JSON."""
    kept, session = copy.kept, copy.kept.talk.session
    data = {
        "format": FORMAT,
        "made": copy.iso(copy.made),
        "zone": copy.zone[0],
        "chat": kept.talk.address,
        "last_active": copy.iso(datetime.fromtimestamp(session.touched, UTC)),
        "settings": copy.settings(copy.iso),
        "open": [_frame(copy, frame) for frame in session.frames],
        "records": [
            {"kind": one.kind, "at": copy.iso(one.at), "data": copy.shown(one.data, copy.iso)}
            for one in kept.records
        ],
        "records_left_out": kept.left_out,
        "reminders": [
            {
                "exercise": copy.exercise_of(one),
                "due": copy.iso(one.due),
                "daily_at": one.local,
                "zone": one.zone,
            }
            for one in kept.timers
        ],
        "messages": [{"number": number, "at": copy.iso(at)} for number, at in kept.messages],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2)


def _frame(copy: Copy, frame: Frame) -> dict[str, Any]:
    return {
        "exercise": frame.flow,
        "step": frame.state,
        "answers": copy.shown(frame.answers, copy.iso),
        "steps_behind": [
            {
                "step": crumb.state,
                "answered": crumb.wrote,
                "before": copy.shown(crumb.old, copy.iso),
            }
            for crumb in frame.trail
        ],
    }
