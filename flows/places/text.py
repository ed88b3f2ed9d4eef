"""One spelling for every spelling: case, accents, punctuation and small habits folded away."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_TEXT = 240  # characters read of what a person typed: nobody's city lies further in
LONGEST_NAME = 5  # words: "Las Palmas de Gran Canaria"
_MOST_WORDS = 24

# What Unicode does not decompose, and letters that keyboards of one script exchange.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ə": "e", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه", "ـ": None,
        "\u200c": " ",
    }
    | dict.fromkeys("'’‘ʼʻ`´ʹ·")
)  # fmt: skip
# Marks above and below Latin, Greek, Cyrillic, Hebrew and Arabic letters. Indic vowels and the
# voicing of kana are marks too, but make other words.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def fold(text: str) -> str:
    """The form in which names are compared: "  São-Paulo!" and "sao paulo" are one.

    May be empty. Reads at most LONGEST_TEXT characters; up to there, folding again changes nothing.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST_TEXT].casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFC", _MARKS.sub("", plain).casefold().translate(_LETTERS))
    plain = plain[:LONGEST_TEXT]  # one sign may be a whole sentence: U+FDFA
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return " ".join(_SHORT.get(word, word) for word in kept.split())


def spans(words: list[str]) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring words that could be a name, as (start, end), longest first."""
    count = min(len(words), _MOST_WORDS)
    for length in range(min(LONGEST_NAME, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


def unspaced_parts(words: tuple[str, ...]) -> Iterator[str]:
    """Pieces of words in scripts written without spaces ("我住在北京"), longest first."""
    for word in words[:_MOST_WORDS]:
        if _UNSPACED.search(word):
            letters = word[:16]
            for length in range(min(6, len(letters) - 1), 1, -1):
                for start in range(len(letters) - length + 1):
                    yield letters[start : start + length]
