"""A reassurance: two sentences at most, true, specific, and one's own limit in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.hearing.lines import sentence
from flows.hearing.rules import marks, rules
from flows.lists import SCREEN, Entry
from flows.localtime import clock

FAR = 99  # behind all that fits
TRUTH, OFFER, LIMIT = 120, 60, 80  # characters in own words
KINDS = ("near", "words", "sign", "far")  # of gestures.yaml
_ENDS = re.compile(r"[.!?…]+\s+\S")
_LEADS = re.compile(r"^(?:and )?(?:i (?:can|will|could)|i['’]?ll|to)\s+", re.IGNORECASE)


def alarms(known: Known) -> Sequence[Option]:
    """What they may be afraid of."""
    return lists.options(lists.of(known, "alarms").values())


def _truths(known: Known) -> list[Entry]:
    """True things, those first that answer the fear, the nearest of them on top."""
    fear = lists.chosen(known, "afraid") or ""

    def rank(one: Entry) -> int:
        return one.needs.index(fear) if fear in one.needs else FAR

    return sorted(lists.of(known, "truths").values(), key=rank)


def truths(known: Known) -> Sequence[Option]:
    """True things as buttons."""
    return lists.options(_truths(known))


def offers(known: Known) -> Sequence[Option]:
    """What the person can do."""
    return lists.options(lists.of(known, "offers").values())


def is_sign(known: Known) -> bool:
    """Whether it is something at a point of time, and not for a while."""
    entry = lists.of(known, "offers").get(lists.chosen(known, "offer") or "")
    return entry is not None and entry.kind == "sign"


def limits(known: Known) -> Sequence[Option]:
    """Until when, as it fits what is offered."""
    kind = "sign" if is_sign(known) else "stay"
    every = lists.of(known, "untils").values()
    return lists.options(e for e in every if e.kind == kind and not _past(known, e))


def _past(known: Known, limit: Entry) -> bool:
    """Whether its time is over today; where nobody knows the clock, nothing is."""
    if not limit.minutes or "zone" not in known.person.kept:
        return False
    hours, minutes = clock(known.now, known.person.zone).split(":")
    return int(hours) * 60 + int(minutes) >= limit.minutes


def has_offer(known: Known) -> bool:
    """Whether anything is offered: without it there is no limit to set."""
    return lists.chosen(known, "offer") is not None


def one_sentence(text: str) -> bool:
    """Whether own words are a single sentence: two together are all that is said."""
    return not _ENDS.search(text.strip()) and "\n" not in text.strip()


def line(known: Known) -> str:
    """The reassurance: what is true; what I can do, until when."""
    return " ".join(filter(None, (_first(known), _second(known))))


def _first(known: Known) -> str:
    answer = lists.chosen(known, "truth")
    entry = lists.of(known, "truths").get(answer or "")
    return entry.says if entry else sentence(answer) if answer else ""


def _second(known: Known) -> str:
    answer = lists.chosen(known, "offer")
    if answer is None:
        return ""
    entry = lists.of(known, "offers").get(answer)
    does = entry.says if entry else _LEADS.sub("", " ".join(answer.split())).rstrip(".,;: ")
    until = lists.chosen(known, "limit") or ""
    limit = lists.of(known, "untils").get(until)
    tail = limit.says if limit else " ".join(until.split()).rstrip(".,;: ")
    return f"I {'will' if is_sign(known) else 'can'} {does}{' ' if tail else ''}{tail}."


def has_line(known: Known) -> bool:
    """Whether there is anything to say."""
    return bool(line(known))


def gestures(known: Known) -> Sequence[Option]:
    """Small gestures of the kind that was chosen."""
    return lists.options(_gestures(known))


def _gestures(known: Known) -> list[Entry]:
    kind = known.text("kind")
    return [one for one in lists.of(known, "gestures").values() if one.kind == kind]


def told(known: Known) -> Mapping[str, JSON]:
    """The sentence, what in it nobody can be sure of, and the lines on this screen in full."""
    text = line(known)
    every = rules("promises")
    doubts = list(dict.fromkeys(mark.id for mark in marks(text, "promises")))[:2]
    at = lists.screen_of(known.answers.get("truth"))
    shown = _truths(known)[at * SCREEN : (at + 1) * SCREEN]
    gesture = lists.of(known, "gestures").get(lists.chosen(known, "gesture") or "")
    return {
        "line": text,
        "doubts": [[every[one].label, every[one].why] for one in doubts],
        "truth_lines": [[one.label, one.says] for one in shown],
        "gesture_text": gesture.text if gesture else "",
        "sign": is_sign(known),
    }
