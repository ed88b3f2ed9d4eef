"""Pictures: what is drawn, and that it fits."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from bot.pictures import UnknownPicture, breath, film, heat, key, render
from bot.pictures.lettering import fit, width
from bot.pictures.raster import png

LABELS = {"in": "breathe in", "sip": "sip in", "hold": "hold", "out": "breathe out"}
WORDS = {
    "title": "Your pauses",
    "heat": "heat, 0 to 10",
    "before": "before",
    "cooler": "cooler after",
    "hotter": "hotter after",
    "same": "the same",
}
SECONDS = {"long_exhale": 10, "box": 16, "sigh": 9}
SVG = "{http://www.w3.org/2000/svg}"
WIDE = "Wednesday evening after the long talk"


def breathing(pattern: str, **labels: str) -> dict[str, object]:
    return {"pattern": pattern, "labels": {**LABELS, **labels}}


def drawn(pattern: str, **labels: str) -> list[str]:
    return [frame.svg for frame in breath.frames(breathing(pattern, **labels))]


def whole(svg: str) -> str:
    """The drawing in full, where only a part of it was to be drawn anew."""
    return svg.replace(
        'width="352" height="352" viewBox="64 23 352 352"',
        'width="480" height="480" viewBox="0 0 480 480"',
    )


def pauses(points: object, title: str = "Your pauses", **changed: object) -> dict[str, object]:
    return {"labels": {**WORDS, "title": title}, "points": points, **changed}


def many(count: int, label: str = "12 Mar") -> list[list[object]]:
    return [[label, 3 + place % 8, (place * 7) % 11] for place in range(count)]


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(SVG + "text"))  # noqa: S314 (ours)


# --- the breath


@pytest.mark.parametrize("pattern", SECONDS)
def test_a_breath_has_no_jump_not_even_where_it_loops(pattern: str) -> None:
    """Neither lungs, petals nor rings change by more than a small step from frame to frame."""
    phases = breath.PATTERNS[pattern]
    assert phases[0].start == phases[-1].end
    shapes = [
        breath._shape(phase, phases[place - 1], frame)
        for place, phase in enumerate(phases)
        for frame in range(phase.frames)
    ]
    for before, after in zip([shapes[-1], *shapes], shapes, strict=False):
        assert abs(_reach(after) - _reach(before)) < 9  # px
        assert abs(after["open"] - before["open"]) < 0.2
        assert abs(after["presence"] - before["presence"]) < 0.2


def _reach(shape: dict[str, object]) -> float:
    layers = shape["layers"]
    assert isinstance(layers, list)
    return -float(layers[0][1:].split("L")[0].split()[1])  # the outermost petal's tip


def test_each_phase_has_its_own_sign_word_and_count_of_seconds() -> None:
    frames = drawn("sigh")
    starts = [frames[0], frames[20], frames[30]]
    assert [texts(svg)[1].text for svg in starts] == ["breathe in", "sip in", "breathe out"]
    assert [texts(svg)[0].text for svg in starts] == ["2", "1", "6"]
    assert [texts(svg)[0].text for svg in frames[30::10]] == ["6", "5", "4", "3", "2", "1"]
    signs = {svg.split("M4 ")[1][:12] for svg in starts}
    assert len(signs) == 3
    held = drawn("box")[50]
    assert "M11 -26V-2M25 -26V-2" in held


def test_in_and_out_differ_without_colour_and_words() -> None:
    frames = [whole(svg) for svg in drawn("box", **dict.fromkeys(LABELS, "-"))]
    inward, outward = (
        Image.open(io.BytesIO(png(frames[place]))).convert("L").crop((60, 20, 420, 380))
        for place in (20, 100)
    )
    differing = sum(
        abs(a - b) > 24 for a, b in zip(inward.tobytes(), outward.tobytes(), strict=True)
    )
    assert differing / (360 * 360) > 0.1


def test_parts_of_a_picture_make_the_whole() -> None:
    frames = list(breath.frames(breathing("box")))
    for begin, last in ((0, 9), (30, 38), (40, 47), (80, 86), (150, 159)):
        *_, made = film._developed((png(svg), x, y) for svg, x, y in frames[begin : last + 1])
        meant = Image.open(io.BytesIO(png(whole(frames[last].svg)))).convert("RGB")
        assert ImageChops.difference(made, meant).getbbox() is None
    assert (frames[9].x, frames[9].y) == (64, 23)


def test_words_are_escaped_shrunk_and_shortened() -> None:
    long = "breathe in slowly through the nose and let the belly rise"
    frames = drawn("sigh", sip="<b>&", **{"in": long})
    assert texts(frames[25])[1].text == "<b>&"
    word = texts(frames[0])[1]
    assert word.text.startswith("breathe in")
    assert word.text.endswith("…")
    assert width(word.text, float(word.get("font-size"))) <= breath.WORD_ROOM


# --- heat


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 2, 3, 9, 30])
def test_a_chart_of_heat(count: int, theme: str) -> None:
    picture = render("heat", pauses(many(count), theme=theme))
    image = Image.open(io.BytesIO(picture.data))
    assert (picture.width, picture.height) == image.size == (720, 540)
    assert (picture.media, picture.filename) == ("photo", "heat.png")
    assert len(picture.data) < 100_000


def test_the_same_values_give_the_same_bytes() -> None:
    assert render("heat", pauses(many(5))) == render("heat", pauses(many(5)))
    assert render("heat", pauses(many(5))) != render("heat", pauses(many(5), theme="dark"))


class Box(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def boxes(svg: str) -> list[Box]:
    """Where each text of a chart stands: from cap height to the depth of a comma."""
    found = []
    for around in ET.fromstring(svg).iter():  # noqa: S314 (ours)
        for node in around.findall(SVG + "text"):
            given = {**around.attrib, **node.attrib}
            size, x, y = (float(given[name]) for name in ("font-size", "x", "y"))
            wide = width(node.text or "", size)
            left = (
                x - {"start": 0, "middle": wide / 2, "end": wide}[given.get("text-anchor", "start")]
            )
            found.append(Box(node.text or "", left, y - 0.75 * size, left + wide, y + 0.1 * size))
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 17, 23, 30])
@pytest.mark.parametrize("label", ["12 Mar", WIDE, "i", "ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ"])
@pytest.mark.parametrize("ends", [(10, 0), (0, 10), (10, 10), (0, 0), (9.5, 4.5), (5.5, 5.5)])
def test_no_text_touches_another_or_the_edge(
    count: int, label: str, ends: tuple[float, float]
) -> None:
    words = {name: f"{word} {word}" for name, word in WORDS.items()}
    points = [[label, *ends], *many(count - 1, label)]
    found = boxes(heat.chart(pauses(points, labels={**words, "title": WIDE * 3})))
    assert all(box.left >= 12 and box.right <= 708 for box in found)
    assert all(box.top >= 0 and box.bottom <= 540 for box in found)
    figures = sum(box.text == f"{ends[0]:g}" for box in found)
    assert figures >= (1 if count < 5 else 0)
    for one, other in combinations(found, 2):
        assert not one.touches(other), (one, other)


def test_the_measured_width_is_the_drawn_width() -> None:
    for text in ("Wednesday evening", "Łódź и Щука", "10"):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="60"><rect width="720" '
            'height="60" fill="#fff"/><text x="10" y="40" font-family="Inter" font-size="34">'
            f"{text}</text></svg>"
        )
        left, _, right, _ = (
            Image.open(io.BytesIO(png(svg))).convert("L").point(lambda v: 255 - v).getbbox()
        )
        assert abs((right - left) - width(text, 34)) < 6


def test_better_and_worse_differ_by_shape() -> None:
    svg = heat.chart(pauses([["a", 8, 3], ["b", 3, 8], ["c", 5, 5]]))
    cooler, hotter, same = "M-11 -8H11L0 10Z", "M-11 8H11L0 -10Z", "M0 -10L10 0L0 10L-10 0Z"
    assert [svg.count(shape) for shape in (cooler, hotter, same)] == [2, 2, 2]  # and the legend's
    assert svg.count('stroke-dasharray="none"') == 2


def test_only_what_occurs_is_explained() -> None:
    shown = [text.text for text in texts(heat.chart(pauses([["a", 8, 3]])))]
    assert "cooler after" in shown
    assert "hotter after" not in shown


def test_markup_and_unseen_characters_in_words_stay_words() -> None:
    svg = heat.chart(pauses([["<b>", 8, 3]], title="{{ 7 * 7 }} & </svg>\x00\u202e \ud800\n😀x"))
    shown = [text.text for text in texts(svg)]
    assert "<b>" in shown
    assert "{{ 7 * 7 }} & </svg> x" in shown
    assert png(svg).startswith(b"\x89PNG")


def test_an_ellipsis_replaces_what_has_no_room() -> None:
    assert fit("today", 100, 24) == "today"
    assert fit(WIDE, 150, 24).endswith("…")
    assert width(fit(WIDE, 150, 24), 24) <= 150
    assert fit(WIDE, 3, 24) == ""


# --- values and names


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("breath", {}),
        ("breath", {"pattern": "square", "labels": LABELS}),
        ("breath", {"pattern": ["box"], "labels": LABELS}),
        ("breath", {"pattern": "box"}),
        ("breath", {"pattern": "sigh", "labels": {"in": "in", "out": "out"}}),
        ("breath", {"pattern": "box", "labels": {**LABELS, "hold": " \n"}}),
        ("breath", {"pattern": "box", "labels": LABELS, "speed": 2}),
        ("heat", pauses([])),
        ("heat", pauses(many(31))),
        ("heat", pauses("12 Mar")),
        ("heat", pauses([["12 Mar", 8]])),
        ("heat", pauses([["12 Mar", 8, 10.5]])),
        ("heat", pauses([["12 Mar", -1, 3]])),
        ("heat", pauses([["12 Mar", True, 3]])),
        ("heat", pauses([["12 Mar", "8", 3]])),
        ("heat", pauses([["12 Mar", float("nan"), 3]])),
        ("heat", pauses([["12 Mar", 10**400, 3]])),
        ("heat", pauses([[None, 8, 3]])),
        ("heat", pauses(many(2), theme="pink")),
        ("heat", pauses(many(2), labels={**WORDS, "title": 3})),
        ("heat", pauses(many(2), labels="words")),
    ],
)
def test_values_that_cannot_be_drawn_say_why_in_one_line(
    name: str, values: Mapping[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]{10,120}$"):
        render(name, values)


def test_an_unknown_picture_is_a_key_error_that_lists_the_known() -> None:
    for ask in (render, key):
        with pytest.raises(UnknownPicture, match=r"^no picture is called 'cat'; there are breath"):
            ask("cat", {})
    assert issubclass(UnknownPicture, KeyError)


def test_a_key_follows_the_content() -> None:
    one = pauses(many(3))
    assert key("heat", one) == key("heat", MappingProxyType(dict(reversed(one.items()))))
    assert len({key("heat", one), key("heat", pauses(many(4))), key("breath", one)}) == 3
    with pytest.raises(ValueError, match="JSON"):
        key("heat", {"points": {1, 2}})


def test_a_key_follows_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.pictures import drawing  # noqa: PLC0415 (its file is moved below)

    before = key("heat", {})
    monkeypatch.setattr(drawing, "__file__", __file__)  # another folder, as after an edit
    drawing._edition.cache_clear()
    try:
        assert key("heat", {}) != before
    finally:
        drawing._edition.cache_clear()


def test_asking_for_pictures_loads_no_drawing_library() -> None:
    ask = "import sys, bot.pictures; print({'PIL', 'resvg_py', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
