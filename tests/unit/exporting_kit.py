"""A well-used account, and its copy as a browser and a program read it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from bot.deeds import Document
from bot.exporting import Exporter
from bot.settings import Settings
from bot.store.base import Change, Talk
from bot.store.sqlite import SqliteStore
from flows.engine.effects import Keep, Schedule
from flows.engine.session import Crumb, Frame, Session
from tests.stage import the_book
from tests.unit.body import HandClock

ANN = "telegram:424242421"
SUMMER = datetime(2026, 7, 10, 19, 30, tzinfo=UTC)
NASTY = '<script>alert("x")</script> & "quotes" \'too\'\nsecond line שלום 😀 {{ 7*7 }}'
KEPT = {
    "adult": True,
    "language": "en",
    "country": "DE",
    "zone": "Europe/Berlin",
    "quiet": ["22:00", "07:00"],
    "checkin": {"at": "21:00", "unanswered": 2},
    "triggers": [NASTY, "silence at dinner"],
    "toolkit": [{"text": "walk to the river", "minutes": 20}],
    "visits": [int(SUMMER.timestamp())],
    "breath": "sigh",
    "unsafe": True,
}
RECORDS = [
    ("checkin", {"mood": "low", "distance": "too_far", "own_time": "too_little"}),
    ("checkin_line", {"line": NASTY}),
    ("pause", {"pull": "reach", "before": 8, "after": 4, "fear": "left", "pattern": "box"}),
    ("moment", {"from": "pause", "thought": "leaving", "fact": "my own fact", "theirs": None}),
    ("timeout", {"why": "tired", "minutes": 20, "returned": "yes"}),
    ("letter", {"parts": ["one", {"two": [1, 2.5, False]}]}),  # of an exercise still to come
]


class Page(HTMLParser):
    """What a browser makes of it: text, keys behind labels, and what it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.keys: list[str] = []
        self.times: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.headings: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.links += [str(given[name]) for name in ("href", "src", "action") if name in given]
        if tag == "data":
            self.keys.append(str(given["value"]))
        if tag == "time":
            self.times.append(str(given["datetime"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data.strip())
        if self.open and self.open[-1] == "h2":
            self.headings.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)


@dataclass
class Given:
    """The two files of a used account."""

    data: dict[str, Any]
    html: str
    page: Page
    captions: list[str] = field(default_factory=list)


def account() -> list[Change]:
    crumb = Crumb("heat", ("before",), {"before": 9})
    answers = {"before": 8, "before_at": int(SUMMER.timestamp()), "thought": NASTY}
    frames = (
        Frame(3, "timeout", 1, "wait", {"why": "tired"}),
        Frame(4, "pause", 1, "fear", answers, (crumb,), 5, 2),
    )
    talk = Talk(ANN, session=Session(frames, 5, int(SUMMER.timestamp())), kept=KEPT)
    timers = [
        Schedule("frame:3", SUMMER + timedelta(minutes=20), 3, 1),
        Schedule("checkin", SUMMER.replace(hour=19, minute=0) + timedelta(days=1), local="21:00"),
    ]
    kept = [(SUMMER + timedelta(minutes=n), Keep(*one)) for n, one in enumerate(RECORDS)]
    january = [(SUMMER.replace(month=1), Keep("checkin", {"mood": "good"}))]
    return [Change(talk, january + kept, timers, received=[7, 8], zone="Europe/Berlin")]


async def given(store: SqliteStore) -> Given:
    exporter = Exporter(the_book(), store, HandClock(SUMMER), Settings())
    page, data = await exporter.gather(ANN)
    assert isinstance(page, Document)
    assert isinstance(data, Document)
    assert (page.name, data.name) == ("my-data.html", "my-data.json")
    html = page.data.decode()
    return Given(json.loads(data.data), html, Page(html), [page.caption, data.caption])
