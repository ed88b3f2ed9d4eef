from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.lengths import cut, pieces, seen, units
from tests.botapi.entities import formatted

TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("html", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("<b>a</b> &lt; &amp; &#x41;", 7),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', 1),
        ("🌿", 2),
        ("e\u0301", 2),
        ("\ud83d", 1),
    ],
)
def test_length_after_entities_parsing(html: str, length: int) -> None:
    assert seen(html) == length


def test_what_fits_stays_whole() -> None:
    assert pieces("<b>one</b>\n\ntwo", 8) == ["<b>one</b>\n\ntwo"]
    assert pieces(" \n ") == []


@pytest.mark.parametrize(
    ("html", "limit", "found"),
    [
        ("one one\n\ntwo two", 10, ["one one", "two two"]),
        ("a\n\nb\n\nc\n\ndddddd", 8, ["a\n\nb\n\nc", "dddddd"]),
        ("one one\ntwo two", 10, ["one one", "two two"]),
        ("one two three", 9, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("<b>one one\n\ntwo two</b>", 10, ["<b>one one</b>", "<b>two two</b>"]),
        (
            '<blockquote><a href="u">one one</a> <i>two two</i></blockquote>',
            10,
            [
                '<blockquote><a href="u">one one</a></blockquote>',
                "<blockquote><i>two two</i></blockquote>",
            ],
        ),
        ("&lt;&lt;&amp;&amp;", 3, ["&lt;&lt;&amp;", "&amp;"]),
        ("🌿🌿🌿", 4, ["🌿🌿", "🌿"]),
    ],
)
def test_where_it_is_cut(html: str, limit: int, found: list[str]) -> None:
    assert pieces(html, limit) == found


_words = st.text("ab 🌿<&\n", min_size=1, max_size=12).map(lambda text: escape(text, quote=False))
_marked = st.tuples(st.sampled_from(["", "b", "i", "blockquote"]), _words).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>" if pair[0] else pair[1]
)
_html = st.lists(_marked, max_size=12).map("\n\n".join)


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(_html, st.integers(2, 40))
def test_pieces_fit_are_well_formed_and_lose_nothing_but_space(html: str, limit: int) -> None:
    found = pieces(html, limit)
    for piece in found:
        assert 0 < seen(piece) <= limit or not piece.strip()
        formatted(piece, "HTML", None)  # raises for a tag that is open or crosses another
    said = "".join(unescape(TAG.sub("", piece)) for piece in found)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", unescape(TAG.sub("", html)))


def test_the_longest_reasonable_text_is_cut_quickly() -> None:
    found = pieces("<i>" + "word " * 8000 + "</i>")
    assert [seen(piece) <= 4096 for piece in found] == [True] * 10


@pytest.mark.parametrize("text", ["short", "x" * 200, "x" * 201, "🌿" * 101, "word " * 60])
def test_a_notice_is_cut(text: str) -> None:
    found = cut(text, 200)
    assert units(found) <= 200
    assert found == text or found.endswith("…")
