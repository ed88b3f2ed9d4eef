"""The pictures of /progress with nothing, one, three, thirty and four hundred data points."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot.pictures import render
from bot.pictures.lettering import width
from flows.engine.known import Known, Person, Record
from flows.engine.render import picture_labels
from flows.tracking import cooling, glance, lines
from tests.stage import the_book

NOW = datetime(2026, 3, 30, 20, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
SHOWS = {
    "month": glance.month,
    "week": glance.week,
    "closeness": lines.closeness,
    "waves": lines.waves,
    "checks": lines.checks,
    "heat": cooling.storms,
    "cooling": cooling.picture,
    "three": lines.three,
    "sittings": lines.sittings,
}
EMPTY: Mapping[str, dict[str, object]] = {
    "closeness": {"columns": [], "distance": []},
    "waves": {"columns": [], "calm": [], "longing": []},
    "checks": {"columns": [], "calm": [], "checked": []},
    "three": {"columns": [], "safe": [], "seen": [], "connected": []},
    "sittings": {"columns": [], "worry": [], "distance": []},
    "cooling": {"ways": []},
    "month": {"month": "Mar 2026", "first": 6, "moods": [""] * 31},
}
MOODS = ("very_good", "good", "even", "low", "very_low")


def somebody(count: int) -> Known:
    """Somebody with so many of everything, one a day (results every twelve weeks)."""
    dice = random.Random(count)
    of: dict[str, list[Record]] = {}

    def keep(kind: str, at: datetime, **data: object) -> None:
        of.setdefault(kind, []).append(Record(kind, at, data))  # type: ignore[arg-type]

    for back in range(count - 1, -1, -1):
        at, before = NOW - timedelta(days=back, hours=1), dice.randint(4, 10)
        item = dice.choice(["calm", "longing"])
        place = dice.choice(["too_far", "right", "too_close"])
        after = min(10, max(0, before - dice.randint(-1, 6)))
        heat = {"before": before, "after": after, "minutes": dice.randint(3, 140)}
        keep("checkin", at, mood=dice.choice(MOODS), distance=place, **{item: dice.randint(1, 5)})
        keep("pause", at, pattern=dice.choice(["sigh", "box"]), pull="reach", **heat)
        keep("moment", at, tool="a very long tool of my own, written out in full", **heat)
        keep("checked", at, what="phone")
        keep("observed", at, tag=dice.choice(glance.TAGS))
        three = {name: dice.randint(1, 5) for name in ("safe", "felt_seen", "connected")}
        keep("week", NOW - timedelta(weeks=back), **three)
        axes = {"anxiety": dice.uniform(1, 5), "avoidance": dice.uniform(1, 5)}
        keep("assess", NOW - timedelta(weeks=12 * back), instrument="closeness-12", **axes)
    person = Person(kept={"zone": "Europe/Berlin"}, memory=of)
    return Known({}, person, NOW, the_book().library)


def values(name: str, count: int, theme: str = "light") -> dict[str, object] | None:
    """What the picture is drawn from; None where even nothing has no picture."""
    shown = SHOWS[name](somebody(count))
    given = dict(shown.values) if shown else EMPTY.get(name)
    if given is None:
        return None
    return {**given, "labels": picture_labels(the_book(), Person(), name), "theme": theme}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [0, 1, 3, 30, 400])
@pytest.mark.parametrize("name", SHOWS)
def test_it_is_drawn_and_small(name: str, count: int, theme: str) -> None:
    given = values(name, count, theme)
    if given is None:
        assert (name, count) == ("heat", 0), "no pause has no picture: the words say so"
        return
    picture = render(name, given)
    image = Image.open(io.BytesIO(picture.data))
    assert image.width == 720
    assert 280 <= image.height <= 900
    assert len(picture.data) < 150_000


@pytest.mark.parametrize("count", [0, 1, 3, 30, 400])
@pytest.mark.parametrize("name", SHOWS)
def test_no_words_run_into_each_other_or_out_of_the_picture(name: str, count: int) -> None:
    given = values(name, count)
    if given is None:
        return
    root = ET.fromstring(import_module(f"bot.pictures.{name}").chart(given))  # noqa: S314 (ours)
    boxes = [box for text, size in _texts(root, 0.0) if (box := _box(text, size))]
    assert boxes
    for left, top, right, bottom, said in boxes:
        assert left >= 0, said
        assert right <= 720, said
        assert 0 <= top < bottom <= float(root.get("height", "0")), said
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, f"{one[4]!r} lies over {other[4]!r}"


def _texts(element: ET.Element, size: float) -> list[tuple[ET.Element, float]]:
    """Every text with its letter size, its own or its group's."""
    own = float(element.get("font-size", size))
    found = [(element, own)] if element.tag == SVG + "text" else []
    return found + [pair for child in element for pair in _texts(child, own)]


def _box(text: ET.Element, size: float) -> tuple[float, float, float, float, str] | None:
    """Left, top, right, bottom of the letters, from the base line up to their height."""
    said = text.text or ""
    anchor = text.get("text-anchor") or "start"
    wide, x, y = width(said, size), float(text.get("x", 0)), float(text.get("y", 0))
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return (left, y - 0.74 * size, left + wide, y + 0.2 * size, said) if said else None


def test_moods_differ_without_colour() -> None:
    months = []
    for mood in MOODS:
        given = {**(values("month", 0) or {}), "moods": [mood] * 28, "first": 0}
        months.append(Image.open(io.BytesIO(render("month", given).data)).convert("L").tobytes())
    for one, other in combinations(months, 2):
        assert sum(abs(a - b) > 40 for a, b in zip(one, other, strict=True)) > 1000


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("month", {"moods": ["good"]}),
        ("month", {"moods": ["fine"] * 30}),
        ("week", {"days": []}),
        ("cooling", {"ways": [["a", 3, 2, 0, 1, True]]}),
        ("closeness", {"distance": [2]}),
        ("closeness", {"columns": ["a", "b"]}),
        ("three", {"safe": [0]}),
        ("waves", {"colour": "red"}),
        ("heat", {"minutes": ["4 min", "5 min"]}),
    ],
)
def test_values_that_cannot_be_drawn_are_refused(name: str, wrong: dict[str, object]) -> None:
    given = values(name, 1) or {}
    with pytest.raises(ValueError, match=r"must|unknown"):
        render(name, {**given, **wrong})
