"""The README's picture: what it shows is what the product says today, and all of it fits."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PIL import Image

from bot.pictures.lettering import width
from tools import chat_layout as layout
from tools.chat_lines import balanced, wrap
from tools.make_chat_picture import PICTURE, play, svg, texts


def read() -> str:
    with Image.open(PICTURE) as picture:
        assert picture.size[0] == layout.WIDTH
        return str(picture.info["Description"])


def boxes(drawn: list[layout.Drawn], *kinds: str) -> list[layout.Drawn]:
    return [one for one in drawn if one["kind"] in kinds]


def apart(one: layout.Drawn, other: layout.Drawn) -> bool:
    """Whether one ends before the other begins, across or down."""
    pairs = [(a, b) for a in (one, other) for b in (one, other) if a is not b]
    return any(a["x"] + a["w"] <= b["x"] or a["y"] + a["h"] <= b["y"] for a, b in pairs)


def test_it_shows_the_words_of_today() -> None:
    assert read().split("\n") == texts(svg()), "run: python tools/make_chat_picture.py"


def test_it_is_small_enough_for_a_first_page() -> None:
    assert PICTURE.stat().st_size <= 350_000  # bytes


def test_five_taps_lead_to_a_sentence_with_the_time_of_return() -> None:
    screens = [item for phone in play() for item in phone.items if isinstance(item, layout.Screen)]
    assert [screen.tapped for screen in screens if screen.tapped] == [
        "I have breathed", "8", "Reach for them", "5", "Time-out",
    ]  # fmt: skip
    assert "until 22:02" in screens[-2].message.html
    assert screens[-2].message.rows[0][0].kind == "copy"


def test_nothing_overlaps_and_nothing_leaves_its_phone() -> None:
    for phone in play():
        drawn, height = layout._column(phone.items)
        for one in drawn:
            if one["kind"] == "line":
                continue
            assert one["x"] >= layout.SIDE
            assert one["x"] + one["w"] <= layout.PHONE - layout.SIDE + 0.1
            assert layout.HEAD < one["y"] < one["y"] + one["h"] < height
        assert all(apart(*pair) for pair in combinations(boxes(drawn, "bubble", "key", "tap"), 2))


def test_lines_stand_inside_their_bubbles_below_each_other() -> None:
    for phone in play():
        drawn, _ = layout._column(phone.items)
        lines = [one for one in drawn if one["kind"] == "line"]
        assert all(above["y"] + layout.SIZE <= below["y"] for above, below in pairwise(lines))
        for line in lines:
            end = line["x"] + width("".join(text for text, _ in line["runs"]), line["size"])
            assert [
                b
                for b in boxes(drawn, "bubble")
                if b["x"] < line["x"]
                and end < b["x"] + b["w"]
                and b["y"] + line["size"] < line["y"] < b["y"] + b["h"]
            ]


def test_words_wrap_between_words_and_keep_their_weight() -> None:
    runs = [("Breathe ", False), ("in", True), (" for 4, then out for 6.", False)]
    lines = wrap(runs, 120, 20)
    assert [" ".join("".join(text for text, _ in line).split()) for line in lines] == [
        "Breathe in", "for 4, then", "out for 6.",
    ]  # fmt: skip
    assert [text for line in lines for text, bold in line if bold] == ["in"]
    with pytest.raises(ValueError, match="unbreakable"):
        wrap([("unbreakable", False)], 60, 20)
    even = balanced([("Send it, then step away. I write at 22:02.", False)], 300, 20)
    assert ["".join(text for text, _ in line) for line in even] == [
        "Send it, then step away.", "I write at 22:02.",
    ]  # fmt: skip
