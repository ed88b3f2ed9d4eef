"""A typed word as the words it stands for: contractions, slang, l33t, repeats, near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from flows.safety.tables import CONTENT, sections, wordlists

_HIDDEN = re.compile(r"[@$!+€£#]|(?<=[a-z])\d|\d(?=[a-z])")
_REPEATS = re.compile(r"(.)\1{2,}")
_AGE = re.compile(r"(\d{1,2})(yo|yrs?|year|years|yrold|m|f)")
# What French and Italian put before an apostrophe: "j'ai", "m'a", "dell'amore".
_ELIDED = frozenset(
    [
        "j",
        "m",
        "t",
        "s",
        "l",
        "d",
        "n",
        "c",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "un",
        "dell",
        "all",
        "nell",
        "sull",
        "dall",
        "quest",
        "c",
    ]
)
_IS = frozenset(
    [
        "he",
        "she",
        "it",
        "that",
        "who",
        "what",
        "there",
        "where",
        "how",
        "here",
        "everyone",
        "everybody",
        "someone",
        "nobody",
    ]
)


class Spelling:
    """Reads one typed word at a time; `known` are the words that patterns are made of."""

    def __init__(
        self,
        read_as: Mapping[str, str],
        leet: Mapping[str, str],
        emoji: Mapping[str, str],
        known: Iterable[str],
        keys: Iterable[str],
    ) -> None:
        self._read_as = {typed: tuple(meant.split()) for typed, meant in read_as.items()}
        self._leet = {sign: letters.split() for sign, letters in leet.items()}
        self._emoji = {sign: tuple(meant.split()) for sign, meant in emoji.items()}
        self._known = frozenset(known) | self._read_as.keys()
        self._near: dict[str, list[str]] = {}
        for key in keys:
            for less in {key[:n] + key[n + 1 :] for n in range(len(key))} | {key}:
                self._near.setdefault(less, []).append(key)
        self.read = lru_cache(maxsize=8192)(self._read)

    def emoji(self, sign: str) -> tuple[str, ...]:
        """An emoji that matters as words, any other as nothing."""
        return self._emoji.get(sign, ())

    def _read(self, token: str) -> tuple[str, ...]:
        """The words that a typed word (lower case) stands for."""
        if "'" in token:
            return self._apostrophe(token)
        found = self._read_as.get(token)
        if found:
            return found
        if token in self._known or token.isdigit():
            return (token,)
        age = _AGE.fullmatch(token)
        if age:
            return age[1], "years", "old"
        return self._repaired(token)

    def _apostrophe(self, token: str) -> tuple[str, ...]:
        bare = token.replace("'", "")
        head, _, tail = token.rpartition("'")
        if tail == "s":
            return (*self.read(head), "is" if head in _IS else "s")
        if bare in self._read_as:
            return self._read_as[bare]
        first, _, rest = token.partition("'")
        if first in _ELIDED and rest:
            return (first, *self.read(rest))
        endings = {"ll": "will", "d": "would", "re": "are", "ve": "have", "m": "am", "em": "them"}
        if tail in endings and head:
            return (*self.read(head.replace("'", "")), endings[tail])
        return self.read(bare) if bare else ()

    def _repaired(self, token: str) -> tuple[str, ...]:
        """L33t, drawn-out letters, stars, a dropped g, one slip in a key word; else as it is."""
        for guess in (*self._unhidden(token), *self._shorter(token)):
            if guess in self._known:
                return self._read_as.get(guess, (guess,))
        if "*" in token or "_" in token:
            return self._starred(token)
        if token.endswith("in") and token + "g" in self._known:
            return (token + "g",)
        near = self._near_key(token) if token.isalpha() else None
        return (near,) if near else (token,)

    def _unhidden(self, token: str) -> Iterable[str]:
        if not _HIDDEN.search(token):
            return ()
        choices = [(*self._leet.get(letter, ()), letter) for letter in token]
        return islice(("".join(letters) for letters in product(*choices)), 64)

    @staticmethod
    def _shorter(token: str) -> Iterable[str]:
        if not _REPEATS.search(token):
            return ()
        return _REPEATS.sub(r"\1", token), _REPEATS.sub(r"\1\1", token)

    def _starred(self, token: str) -> tuple[str, ...]:
        """Letters hidden by stars: the first known key word that fits."""
        fits = re.compile("".join("[a-z]" if sign in "*_" else re.escape(sign) for sign in token))
        found = [word for word in self._known if len(word) == len(token) and fits.fullmatch(word)]
        strong = [word for word in found if word in self._near]
        chosen = min(strong or found, default=token)
        return self._read_as.get(chosen, (chosen,))

    def _near_key(self, token: str) -> str | None:
        """The key word one slip away (a letter less, more, other or exchanged), if any."""
        if len(token) < 5:
            return None
        less = [token[:n] + token[n + 1 :] for n in range(len(token))]
        for form in (token, *less):
            for key in self._near.get(form, ()):
                if _one_slip(token, key):
                    return key
        return None

    def split(self, letters: str) -> str:
        """Letters typed apart, divided into known words; "" if they are none."""
        best: list[tuple[int, str] | None] = [(0, "")] + [None] * len(letters)
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 12), end):
                before, word = best[start], letters[start:end]
                if before is None or not (word in self._known or word in {"i", "a"}):
                    continue
                cost = before[0] + (3 if len(word) == 1 and word not in {"i", "a"} else 1)
                here = best[end]
                if here is None or cost < here[0]:
                    best[end] = (cost, f"{before[1]} {word}")
        found = best[-1]
        return found[1].strip() if found else ""


def _one_slip(typed: str, key: str) -> bool:
    """Whether one insertion, deletion, substitution or exchange of neighbours lies between."""
    if typed == key or abs(len(typed) - len(key)) > 1 or typed[0] != key[0]:
        return typed == key
    at = next((n for n, (a, b) in enumerate(zip(typed, key, strict=False)) if a != b), None)
    if at is None:
        return True
    return (
        typed[at + 1 :] == key[at + 1 :]
        or typed[at:] == key[at + 1 :]
        or typed[at + 1 :] == key[at:]
        or (typed[at : at + 2] == key[at : at + 2][::-1] and typed[at + 2 :] == key[at + 2 :])
    )


@cache
def spelt() -> Spelling:
    """The spelling of this checkout's data."""
    from flows.safety.patterns import vocabulary  # noqa: PLC0415 - patterns are read with it

    table = sections(CONTENT / "spelling.yaml")
    read_as = {**table["misspelt"], **table["slang"], **table["short"]}
    lists = wordlists(CONTENT / "ordinary.yaml")
    keys = [word for word in lists["key_words"] if len(word) > 4]
    known = {*vocabulary(), *lists["ordinary"], *lists["key_words"]}
    return Spelling(read_as, table["leet"], table["emoji"], known, keys)
