"""One's own words inside a sentence to be sent: said to the other, free of blame and threat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from flows import lists
from flows.engine.flow import Guard
from flows.engine.known import Known
from flows.lists import Entry
from flows.rewriting import tables, typed
from flows.rewriting.own import joined
from flows.rewriting.persons import to_partner
from flows.rewriting.text import read


def table() -> Any:
    """The patterns by which own words are read."""
    return tables.table("limits")


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """A list of these patterns as one: `orders`, or of an area."""
    found = table()
    for name in names:
        found = found[name]
    rows: Sequence[str] = found["finds"] if isinstance(found, dict) else found
    one = "|".join(rows).replace("{them}", table()["them"]).replace("{their}", table()["their"])
    return re.compile(one, re.IGNORECASE)


def threatens(text: str) -> bool:
    """Whether it threatens, or lays the bond on the table. Such words are never polished."""
    return bool(pattern("threat").search(plain(text)))


def fair(text: str) -> bool:
    """Whether nothing in it blames, scorns or threatens."""
    return not (typed.blames(text) or pattern("scorn").search(plain(text)) or threatens(text))


def said(text: str) -> str:
    """As said to the other ("he came late" is "you came late"), tidied, without an end mark.

    It begins in small letters, as inside of a sentence.
    """
    return joined(to_partner(read(" ".join(text.split())))).rstrip(".!?, ")


def capital(text: str) -> str:
    """The same at the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def entry(known: Known, name: str, of: str) -> Entry | None:
    """The entry of the list `of` that was answered as `name`; None where it is none."""
    answer = lists.chosen(known, name)
    return lists.of(known, of).get(answer) if answer else None


def words(known: Known, name: str, of: str) -> str:
    """The own words that were answered as `name`; "" for an entry and for nothing."""
    return "" if entry(known, name, of) else lists.chosen(known, name) or ""


def none(name: str) -> Guard:
    """Whether nothing from the list was meant."""

    def left_out(known: Known) -> bool:
        return lists.chosen(known, name) is None

    return left_out


def plain(text: str) -> str:
    """On one line, with straight apostrophes, and with those that people leave out."""
    line = " ".join(text.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'"}).split())
    for typed_so, instead in table()["short"].items():
        line = re.sub(rf"\b{typed_so}\b", instead, line, flags=re.IGNORECASE)
    return line
