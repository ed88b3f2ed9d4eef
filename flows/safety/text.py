"""One form for every way of typing: what the patterns and the model are matched against.

Case, accents, quotes, look-alike letters, emoji, contractions, slang, l33t, s p a c e d letters,
drawn-out words and near misses of key words are folded away; sentence ends stay as ".", commas,
dashes and colons as ",".
"""

from __future__ import annotations

import re
import unicodedata

from flows.safety.spelling import spelt

LONGEST = 16_384  # characters read: four Telegram messages
_QUOTES = dict.fromkeys("’‘ʼʻ`´‛＇", "'") | dict.fromkeys('“”„«»‟"', " ")
_UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u2063\u180e\u034f")
_TABLE = str.maketrans(
    {**_QUOTES, **_UNSEEN, "…": "...", "–": " - ", "—": " - ", "і": "i", "ø": "o"}
)
_MARKS = re.compile("[\u0300-\u036f\u20dd-\u20e3]")
_WORD = re.compile(
    r"(?P<word>[@$€£]?\w+(?:['@$!*#+£€]{1,3}\w+)*)|(?P<stop>[.?!;\n]+)|(?P<comma>[,:()/\-|]+)|"
    r"(?P<emoji>[\U0001f170-\U0001faff\u2600-\u27bf])"
)
# Single letters with the same separator between them: "d i e", "k.m.s", "s-u-i-c-i-d-e".
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_]([ ._*\-])(?:[^\W_]\1){1,}[^\W_](?![^\W_]|')")
# Letters of another script that look Latin, for words in which both stand.
_ALIKE = str.maketrans("асеорхуіјѕԁһтмкнвαορνικετ", "aceopxyijsdhtmkhbaopviket")
_BOTH = re.compile(r"(?=\w*[a-z])(?=\w*[\u0370-\u04ff])\w+")
_ILL_BEFORE = frozenset(
    {
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "feel",
        "feels",
        "feeling",
        "fell",
        "so",
        "very",
    }
    | {"really", "seriously", "mentally", "getting", "got", "become", "too", "terminally", "my"}
    | {"chronically", "her", "his", "and"}
)


def folded(text: str) -> str:
    """Lower case without accents, look-alikes and typographic quotes."""
    text = text[:LONGEST].translate(_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_TABLE)
        text = unicodedata.normalize("NFC", _MARKS.sub("", text))
        if _BOTH.search(text):
            text = _BOTH.sub(lambda found: found[0].translate(_ALIKE), text)
        return text
    return text.lower()


def _joined(found: re.Match[str]) -> str:
    """Spaced letters put together, as words that we know."""
    letters = found[0].replace(found[1], "")
    return spelt().split(letters) or found[0]


def _unspaced(text: str) -> str:
    """With wider gaps between the words ("k i l l   m y s e l f") or without."""
    if not re.search(r"(?<!\w)\w[ ._*\-]\w[ ._*\-]\w(?!\w)", text):
        return text
    wide = re.sub(r"(?<=\w)[ ]{2,}(?=\w)", "\u241f", text)
    return _SPACED.sub(_joined, wide).replace("\u241f", " ")


def words(text: str) -> tuple[str, ...]:
    """The words of a text; "." and "," are words."""
    said: list[str] = []
    spelling = spelt()
    for found in _WORD.finditer(_unspaced(folded(text))):
        typed, kind = found[0], found.lastgroup
        if kind == "word":
            if typed == "ill" and said and said[-1] not in _ILL_BEFORE:
                said += ("i", "will")
            elif typed == "id" and (not said or said[-1] not in _ILL_BEFORE):
                said += ("i", "would")
            else:
                said += spelling.read(typed)
        elif kind == "stop":
            if said and said[-1] != ".":
                said.append("," if typed.startswith("..") else ".")
        elif kind == "comma":
            if said and said[-1] not in {".", ","}:
                said.append(",")
        else:
            said += spelling.emoji(typed)
    return _paired(said)


_PAIRS = {
    ("my", "self"): "myself", ("him", "self"): "himself", ("her", "self"): "herself",
    ("your", "self"): "yourself", ("any", "more"): "anymore", ("over", "dose"): "overdose",
    ("step", "father"): "stepdad", ("step", "mother"): "stepmum", ("step", "son"): "stepson",
    ("step", "daughter"): "stepdaughter", ("not", "anymore"): "not anymore",
    ("boy", "friend"): "boyfriend", ("girl", "friend"): "girlfriend",
    ("no", "one"): "nobody", ("some", "one"): "someone", ("girl", "friends"): "girlfriend",
    ("un", "alive"): "unalive", ("want", "two"): "want to", ("going", "too"): "going to",
    ("want", "too"): "want to",
}  # fmt: skip


def _paired(said: list[str]) -> tuple[str, ...]:
    """Words that are typed as two, put together."""
    out: list[str] = []
    for word in said:
        pair = _PAIRS.get((out[-1], word)) if out else None
        if pair:
            out[-1:] = pair.split()
        else:
            out.append(word)
    return tuple(out)
