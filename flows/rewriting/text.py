"""A text as words: contractions in full, text-speak and slips read as what they stand for.

Each word keeps the place in the original that it came from, so that marks can be put there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.rewriting.grammar import verbs
from flows.rewriting.tables import sections, vocabulary, wordlists

LONGEST = 4096  # characters: one Telegram message
STOPS = frozenset(".?!")
_TABLE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_PIECE = re.compile(
    r"(?P<word>[^\W_]+(?:['@$*&/-]+[^\W_]+)*'?|[£$€]\d[\d,.]*k?|\d+[:.]\d\d|b/c|w/o?)"
    r"|(?P<stop>[.?!…\n]+)|(?P<comma>[,;:()–—]|\s-+\s)|(?P<quote>\")",
)
_AGAIN = re.compile(r"(.)\1{2,}")
_STATE = re.compile(
    r"(so|such|not|never|always|just|a|an|the|being|too|very|really|only|still|out|gone|late|home|"
    r"constantly|welcome|lucky|right|wrong|lazy|selfish|rude|mean|cold|distant|impossible|useless|"
    r"on|in|like|my|full|pathetic|joking|kidding|crazy|drunk|\w+ing)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read (lower case, names aside), and where it stood."""

    text: str
    start: int
    end: int
    name: bool = False

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[:1].isalnum() and self.text[:1] not in "£$€'"


def read(text: str) -> tuple[Word, ...]:
    """The words of a text; ".", "?", "!", "," are words too. Total."""
    text = text[:LONGEST].translate(_TABLE)
    found: list[Word] = []
    shouting = _shouts(text)
    for piece in _PIECE.finditer(text):
        typed, at = piece[0], piece.span()
        if piece.lastgroup == "word":
            name = _is_name(typed, found, shouting=shouting)
            found += [replace(word, start=at[0], end=at[1]) for word in _words(typed, name=name)]
        elif piece.lastgroup == "stop":
            mark = "?" if "?" in typed else "!" if "!" in typed else "."
            if typed.startswith(("..", "…")) and mark == ".":
                mark = ","
            _punctuate(found, mark, at)
        elif piece.lastgroup == "comma":
            _punctuate(found, ",", at)
    return tuple(_settled(found))


def _punctuate(found: list[Word], mark: str, at: tuple[int, int]) -> None:
    if found and not found[-1].mark:
        found.append(Word(mark, *at))
    elif found and found[-1].text == "," and mark in STOPS:
        found[-1] = Word(mark, *at)


def _shouts(text: str) -> bool:
    """Whether most letters are capitals: then they say nothing about names."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.6 * max(1, len(letters))


def _is_name(typed: str, before: Sequence[Word], *, shouting: bool) -> bool:
    """A name: of the list, or a capital in the midst of a sentence on a word that is none."""
    bare = typed.split("'", maxsplit=1)[0]
    low = bare.lower()
    if low in names():
        return True
    if shouting or not bare[:1].isupper() or bare == "I" or not bare.isalpha():
        return False
    midst = bool(before) and before[-1].text not in STOPS
    known = low in vocabulary() or low in spelt() or low in _calendar()
    return midst and not known and (len(bare) > 1)


def _words(typed: str, *, name: bool) -> list[Word]:
    low = typed.lower().rstrip("'")
    if name:
        base, _, tail = typed.partition("'")
        given = base[:1].upper() + base[1:].lower() if base.islower() or base.isupper() else base
        whole = f"{given}'s" if tail.lower() == "s" else given
        return [Word(whole, 0, 0, name=True)]
    bare = low.replace("'", "")
    if "'" in low:
        if bare in spelt():
            return _split(spelt()[bare])
        head, _, tail = low.rpartition("'")
        rest = {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am"}.get(tail)
        if rest:
            return [*_words(head, name=False), Word(rest, 0, 0)]
        if tail == "s" and head in {"that", "what", "there", "here", "it", "who", "where", "how"}:
            return [Word(head, 0, 0), Word("is", 0, 0)]
        return [Word(low, 0, 0)]
    if bare in spelt():
        return _split(spelt()[bare])
    return [Word(_mended(low), 0, 0)]


def _split(meant: str) -> list[Word]:
    return [Word(one, 0, 0) for one in meant.split()]


def _mended(word: str) -> str:
    """Drawn-out letters and a single slip taken back, where that gives a word we know."""
    known = vocabulary()
    if word in known or not word.isascii() or not word.isalpha() or len(word) < 3:
        return word
    for shorter in (_AGAIN.sub(r"\1\1", word), _AGAIN.sub(r"\1", word)):
        guess = spelt().get(shorter, shorter)
        if shorter != word and guess in known:
            return guess
    if word.endswith("in") and word + "g" in known:
        return word + "g"
    if len(word) < 5 or word in forms_of_verbs():
        return word
    near = {guess for guess in _one_slip(word) if guess in known}
    return min(near, key=lambda guess: (guess[0] != word[0], guess)) if near else word


def slipped(word: str) -> bool:
    """Whether a word we do not know is likely a slip of the keys: one letter from one we know.

    Any other word that nobody has seen yet is a thing or a name like others, and may be said again.
    """
    known = vocabulary()
    if not known or word in known or word in forms_of_verbs() or word.removesuffix("s") in known:
        return False
    return len(word) < 3 or bool(_one_slip(word) & known)


def _one_slip(word: str) -> set[str]:
    """Words one exchange, omission or doubling away; other letters are too much of a guess."""
    swapped = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, len(word) - 1)}
    fewer = {word[:n] + word[n + 1 :] for n in range(1, len(word))}
    doubled = {word[:n] + word[n - 1] + word[n:] for n in range(1, len(word) + 1)}
    vowels = {
        word[:n] + vowel + word[n + 1 :]
        for n in range(1, len(word))
        if word[n] in "aeiou"
        for vowel in "aeiou"
    }
    return swapped | fewer | doubled | vowels


def _done(word: str) -> bool:
    """Whether it can only be a past form: "I'd labelled", "your snoring woke me"."""
    base = verbs().base(word)
    return (
        word != base and verbs().is_form(word, "past", "participle") and word not in {"put", "cut"}
    )


def _settled(found: list[Word]) -> list[Word]:
    """What only the neighbours tell: "ur" and "your" for "you are", "ill" for "I will"."""
    out: list[Word] = []
    for at, word in enumerate(found):
        after = found[at + 1].text if at + 1 < len(found) else ""
        starts = not out or out[-1].mark or out[-1].text in {"and", "but", "so", "then", "or"}
        beyond = found[at + 2].text if at + 2 < len(found) else ""
        if word.text == "would" and _done(after):
            out.append(replace(word, text="had"))
        elif (
            word.text == "your" and is_state(after) and not _owned(found, at) and not _done(beyond)
        ):
            out += [replace(word, text="you"), replace(word, text="are")]
        elif word.text == "ill" and starts:
            out += [replace(word, text="i"), replace(word, text="will")]
        elif word.text == "id" and starts:
            out += [replace(word, text="i"), replace(word, text="would")]
        elif word.text == "lets" and starts:
            out += [replace(word, text="let"), replace(word, text="us")]
        else:
            out.append(word)
    return out


def is_state(word: str) -> bool:
    """Whether a word says how somebody is, so that "ur" or "'s" before it stands for a verb."""
    return bool(_STATE.match(word))


def _owned(found: Sequence[Word], at: int) -> bool:
    """Whether a noun follows "your X": then it is a possessive after all ("your late dad")."""
    after = [word.text for word in found[at + 1 : at + 3]]
    if len(after) < 2 or after[0] in {"so", "such", "not", "never", "a", "an", "the", "being"}:
        return False
    gerund = after[0].endswith("ing") or after[0] in {"on", "in", "out", "like", "my"}
    return not gerund and after[1].isalpha() and after[1] not in _FUNCTION


_FUNCTION = frozenset(
    "and or but so to of in on at for with from by about as than then that this it i you he she we "
    "they me him her us them when if because all again too now with is are was".split()
)


def stops(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Sentences, each with its end mark if it has one."""
    out: list[tuple[Word, ...]] = []
    now: list[Word] = []
    for word in words:
        now.append(word)
        if word.text in STOPS:
            out.append(tuple(now))
            now = []
    return [*out, tuple(now)] if now else out


@cache
def spelt() -> dict[str, str]:
    """Typed word -> what it stands for."""
    table = sections("spelling")
    return {**table["misspelt"], **table["slang"], **table["short"]}


@cache
def names() -> frozenset[str]:
    """First names that are hardly ever anything else."""
    return frozenset(wordlists("names")["first"])


@cache
def _calendar() -> frozenset[str]:
    return frozenset(wordlists("names")["calendar"])


@cache
def forms_of_verbs() -> frozenset[str]:
    """Every form of every verb we know."""
    return frozenset(verbs().forms)


def plain(text: str) -> str:
    """For comparing: lower case without accents and typographic quotes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TABLE).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
