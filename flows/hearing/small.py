"""Bids: small reaches for contact, to spot, to answer and to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from flows.engine.effects import Effect, Keep
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.hearing.tables import table
from flows.localtime import local_date

WEEK = timedelta(days=7)
REACHES = ("attention", "comfort", "hand", "fun", "closeness")
WAYS = ("towards", "away", "against")
ORDERS = ((0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 0, 1))  # in which the three ways stand
PLACES = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Bid:
    """What happens, what may lie in it, and three ways to answer."""

    key: str
    said: str
    reach: str
    why: str
    towards: str
    away: str
    against: str

    def answer(self, way: str) -> str:
        """The answer of this way."""
        return {"towards": self.towards, "away": self.away, "against": self.against}[way]


@cache
def bids() -> tuple[Bid, ...]:
    """Every example, in the order of the file."""
    return tuple(Bid(**one) for one in table("bids"))


def turn(known: Known) -> int:
    """Which example of this round."""
    return known.number("bid_turn")


def bid(known: Known) -> Bid:
    """The example of this turn; each day begins with another one."""
    day = local_date(known.now, known.person.zone).toordinal()
    return bids()[(day + turn(known)) % len(bids())]


def ways(known: Known) -> tuple[str, ...]:
    """The three ways in the order in which they stand now, so that no place is the right one."""
    order = ORDERS[(bids().index(bid(known)) + turn(known)) % len(ORDERS)]
    return tuple(WAYS[n] for n in order)


def next_one(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """The way to another example."""
    return [Option("another")]


def read_next(text: str, known: Known) -> Answers | None:
    """The next example; what was answered belonged to this one."""
    cleared = dict.fromkeys(("reach", "answer"))
    return {**cleared, "bid_turn": turn(known) + 1} if text == "another" else None


def keep(known: Known) -> tuple[Effect, ...]:
    """Log one: whose it was, and whether it was answered."""
    who, _, how = known.text("logged").partition("_")
    return (Keep("bid", {"who": who, "answered": how == "answered"}),)


def told(known: Known) -> Mapping[str, JSON]:
    """The example, the answers as they stand, and the counts of seven days before this one."""
    now, place = bid(known), known.text("answer")
    way = ways(known)[PLACES.index(place)] if place in PLACES else "towards"
    recent = [one.data for one in known.records("bid") if known.now - one.at < WEEK]
    return {
        "said": now.said,
        "likely": now.reach,
        "fits": known.text("reach") == now.reach,
        "why": now.why,
        "answers": [now.answer(one) for one in ways(known)],
        "way": way,
        "chosen": now.answer(way),
        "towards": now.towards,
        "mine": sum(one.get("who") == "they" and one.get("answered") is True for one in recent),
        "theirs": sum(one.get("who") == "me" and one.get("answered") is True for one in recent),
        "logged_before": len(recent),
    }
