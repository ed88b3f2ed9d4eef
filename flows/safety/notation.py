"""The notation in which patterns are written, and how it is matched against words.

    <he> ~3 hit+ me            a list, a gap of at most three words, a verb in every form, a word
    want|need to (end it|die)  alternatives, and alternatives of several words
    (really)? suicid*          may be missing; any word that begins so
    ^ bye $                    start and end of a sentence

A gap crosses commas but neither the end of a sentence nor a word that denies (`~~3` crosses both
commas and sentence ends). What is matched is a list of words in which "." and "," are words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

# word set | optional word set | prefixes | gap | group of sequences | start | end
Element: TypeAlias = tuple[str, object]
Sequence_: TypeAlias = tuple[Element, ...]
By: TypeAlias = Mapping[str, Sequence[Sequence_]]
_TOKEN = re.compile(r"\(|\)\?|\)|\||~~?\d*|<\w+>\??|[^\s()|~<>]+")
SHORTEST = 4  # letters before a `*`; of a shorter word `hit*` stands for its forms, as `hit+` does
DENIALS = frozenset(
    [
        "not",
        "never",
        "no",
        "nobody",
        "none",
        "without",
        "nor",
        "neither",
        "nothing",
        "cannot",
        "nunca",
        "nie",
        "nicht",
        "jamais",
        "никогда",
        "не",
        "keine",
        "kein",
        "mai",
    ]
)


class Group:
    """Alternatives of several words, found by their first word or, backwards, by their last."""

    __slots__ = ("_backward", "_forward", "alternatives", "optional")

    def __init__(self, alternatives: tuple[Sequence_, ...], *, optional: bool) -> None:
        self.alternatives = alternatives
        self.optional = optional
        self._forward: tuple[By, Sequence[Sequence_]] | None = None
        self._backward: tuple[By, Sequence[Sequence_]] | None = None

    def fitting(self, word: str, step: int) -> Sequence[Sequence_]:
        """The alternatives that may match from this word on, in the direction of `step`."""
        if step > 0:
            if self._forward is None:
                self._forward = self._indexed(1)
            by_word, others = self._forward
        else:
            if self._backward is None:
                self._backward = self._indexed(-1)
            by_word, others = self._backward
        found = by_word.get(word)
        return others if found is None else found

    def _indexed(self, step: int) -> tuple[By, Sequence[Sequence_]]:
        by_word: dict[str, list[Sequence_]] = {}
        others = []
        for one in self.alternatives:
            ordered = one[::step]
            kind, value = ordered[0]
            if kind == "word":
                for word in value:  # type: ignore[attr-defined]
                    by_word.setdefault(word, []).append(ordered)
            else:
                others.append(ordered)
        return {word: [*found, *others] for word, found in by_word.items()}, others


class NotationError(ValueError):
    """A pattern that cannot be read; says what and where."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Named lists of words and the verbs whose forms are irregular."""

    lists: Mapping[str, tuple[str, ...]]
    irregular: Mapping[str, tuple[str, ...]]
    known: dict[str, list[Element]] = field(default_factory=dict)

    def forms(self, verb: str) -> tuple[str, ...]:
        """A verb as it stands, with -s, -ed and -ing (or its irregular forms)."""
        return self.irregular.get(verb) or regular(verb)


def regular(verb: str) -> tuple[str, ...]:
    """English regular forms; a short last syllable is given doubled as well ("stabbed")."""
    stem = verb.removesuffix("e")
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = "es" if re.search(r"(s|x|z|ch|sh)$", verb) else "s"
    found = [verb, verb + plural, stem + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdgklmnprtv]$", verb):
        found += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return tuple(found)


def read(pattern: str, lexicon: Lexicon) -> Sequence_:
    """The elements of a pattern; raises `NotationError`."""
    pieces = _TOKEN.findall(pattern)
    sequences, rest = _alternatives(pieces, 0, lexicon, top=True)
    if rest != len(pieces):
        raise NotationError(f"`{pattern}`: a bracket is closed that was not opened")
    return (
        sequences[0]
        if len(sequences) == 1
        else (("group", Group(tuple(sequences), optional=False)),)
    )


def _alternatives(
    pieces: Sequence[str], at: int, lexicon: Lexicon, *, top: bool
) -> tuple[list[Sequence_], int]:
    """Sequences divided by `|`; inside brackets a `|` divides all, outside only neighbours."""
    sequences: list[list[Element]] = [[]]
    while at < len(pieces) and pieces[at] not in {")", ")?"}:
        piece = pieces[at]
        if piece == "(":
            inner, at = _alternatives(pieces, at + 1, lexicon, top=False)
            if at >= len(pieces):
                raise NotationError("a bracket is not closed")
            sequences[-1].append(_group(inner, optional=pieces[at] == ")?"))
        elif piece == "|":
            if top:
                at = _join(pieces, at, sequences[-1], lexicon)
            else:
                sequences.append([])
        else:
            sequences[-1].extend(_element(piece, lexicon))
        at += 1
    return [tuple(one) for one in sequences], at


def _join(pieces: Sequence[str], at: int, into: list[Element], lexicon: Lexicon) -> int:
    """Outside brackets `a|b` are two spellings of one word; the place of the second."""
    if not into or at + 1 >= len(pieces):
        raise NotationError("a `|` stands without a word on both sides")
    first = into.pop()
    optional = pieces[at + 1].endswith("?")
    second = _element(pieces[at + 1], lexicon)
    into.append(_group([(first,), tuple(second)], optional=optional or first[0] == "maybe"))
    return at + 1


def _group(sequences: list[Sequence_], *, optional: bool) -> Element:
    """A group; alternatives that are single words become one set."""
    words: set[str] = set()
    longer = []
    for one in sequences:
        if len(one) == 1 and one[0][0] in {"word", "maybe"}:
            words |= one[0][1]  # type: ignore[arg-type]
        else:
            longer.append(one)
    if not longer:
        return ("maybe" if optional else "word"), frozenset(words)
    if words:
        longer.append((("word", frozenset(words)),))
    return "group", Group(tuple(longer), optional=optional)


def _element(piece: str, lexicon: Lexicon) -> list[Element]:
    """What one piece of the notation stands for; read once for all patterns."""
    found = lexicon.known.get(piece)
    if found is None:
        found = lexicon.known[piece] = _fresh(piece, lexicon)
    return found


def _fresh(piece: str, lexicon: Lexicon) -> list[Element]:
    if piece[0] == "~":
        return [("leap" if piece.startswith("~~") else "gap", int(piece.strip("~") or 3))]
    if piece in {"^", "$"}:
        return [("start" if piece == "^" else "end", None)]
    optional = piece.endswith("?")
    bare = piece.removesuffix("?")
    if bare[0] == "<":
        return [_listed(bare[1:-1], lexicon, optional=optional)]
    if bare.endswith("*") and len(bare) > SHORTEST:
        one: Element = ("prefix", (bare[:-1],))
        return [("group", Group(((one,),), optional=True)) if optional else one]
    words = lexicon.forms(bare[:-1]) if bare[-1] in "+*" else (bare,)
    return [("maybe" if optional else "word", frozenset(words))]


def _listed(name: str, lexicon: Lexicon, *, optional: bool) -> Element:
    """A named list; its entries of several words are written with `_` between them."""
    if name not in lexicon.lists:
        raise NotationError(f"there is no list <{name}>")
    words: set[str] = set()
    longer: list[Sequence_] = []
    for entry in lexicon.lists[name]:
        parts = entry.split("_")
        if len(parts) == 1 and entry[0] != "<" and not entry.endswith("*"):
            words.update(lexicon.forms(entry[:-1]) if entry.endswith("+") else (entry,))
        else:
            elements = [one for part in parts for one in _element(part, lexicon)]
            if len(elements) == 1 and elements[0][0] == "word":
                words |= elements[0][1]  # type: ignore[arg-type]
            else:
                longer.append(tuple(elements))
    if not longer:
        return ("maybe" if optional else "word"), frozenset(words)
    if words:
        longer.append((("word", frozenset(words)),))
    return "group", Group(tuple(longer), optional=optional)
