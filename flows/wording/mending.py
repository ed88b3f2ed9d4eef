"""A row gone back to: what happened, my part, one thing next time, and the note that reminds once.

Records: `repair` {went}: how it went, as tapped ("closer", "half", "not_well").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from flows import lists, promised
from flows.engine.effects import Effect, Keep, Schedule, Unschedule
from flows.engine.flow import Guard
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.lists import Entry
from flows.rewriting.checker import wrong
from flows.rewriting.grammar import verbs
from flows.wording.needed import PARTS, named
from flows.wording.own import entry, fair, said, words

KEY = "repair"  # of the one reminder: this flow begins then
WHEN: Mapping[str, str] = {"today": "earlier today", "yesterday": "yesterday"}
OTHERWISE = "the other day"  # also where the reminder began it
ASK = "Could you tell me how it was for you?"
LONGEST_WHAT, LONGEST_PART, LONGEST_NEXT = 11, 10, 11  # words
WENT = ("closer", "half", "not_well")
_PART = re.compile(
    r"^(?:(?:i'm|i am|i was|sorry|so|really|very|it was my part) ?)*"
    r"(?:sorry )?(?:that |for |about )?(?=i\b|i'|my\b|\w+ing\b)",
    re.IGNORECASE,
)
_EXCUSE = re.compile(
    r"\b(?:but|because|since|if|only) (?:of )?(?:you|we)\b|\byou (?:made|started|drove|pushed)\b|"
    r"\bbut\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^(?:next time,? )?(?:i(?:'ll| will|'d like to| want to| can| could| am going to) )?",
    re.IGNORECASE,
)

_TO_THEM = re.compile(r"\b(?:me|your)\b|^do you\b|\?", re.IGNORECASE)  # an order to the other


def whats(known: Known) -> Sequence[Option]:
    """What the row came to."""
    return lists.options(lists.of(known, "repair_what").values())


def parts(known: Known) -> Sequence[Option]:
    """One's own part."""
    return lists.options(lists.of(known, "repair_part").values())


def nexts(known: Known) -> Sequence[Option]:
    """One thing next time: what answers that part first."""
    part = entry(known, "part", "repair_part")
    every = lists.of(known, "repair_next").values()
    kind = part.kind if part else ""
    return lists.options(sorted(every, key=lambda one: one.kind != kind))


def own_what(text: str) -> str:
    """What happened, as it stands after "when"; "" if it blames, or is too long for it."""
    told = re.sub(r"^(?:when|that)\s+", "", said(text))
    right = 2 <= len(told.split()) <= LONGEST_WHAT and "?" not in text
    return told if right and fair(told) and not _holds(f"when {told}", "") else ""


def own_part(text: str) -> str:
    """One's own part as it stands after "I'm sorry"; "" if it is an excuse, or somebody else's."""
    told = _PART.sub("", said(text), count=1)
    right = 2 <= len(told.split()) <= LONGEST_PART and not _EXCUSE.search(told)
    if not right or not fair(told):
        return ""
    mine = re.match(r"(?:i|my)\b", told, re.IGNORECASE)
    whole = f"that {told}" if mine else f"for {told}" if re.match(r"\w+ing\b", told) else ""
    return whole if whole and not _holds("", whole) else ""


def own_next(text: str) -> str:
    """What I will do next time, as it stands after "I'll"; "" if the other would have to."""
    told = _NEXT.sub("", said(text), count=1)
    first = told.split(" ")[0].lower()
    right = 1 < len(told.split()) <= LONGEST_NEXT and verbs().base(first) == first
    right = right and (told != said(text) or not _TO_THEM.search(text))
    return told if right and fair(f"I'll {told}") else ""


def _holds(what: str, part: str) -> tuple[str, ...]:
    """What would be wrong with it in a sentence that is right otherwise."""
    part = part or "that I raised my voice"
    return wrong(f"About yesterday, {what or 'when we got loud'}: I'm sorry {part}. {ASK}")


def lines(known: Known) -> tuple[str, ...]:
    """The sentence, whole and shorter; each passes what every statement has to pass."""
    found = [line for line in dict.fromkeys(_ways(known)) if not wrong(line)]
    return tuple(found[: len(PARTS) - 1])


def _ways(known: Known) -> Iterator[str]:
    when = WHEN.get(known.text("when"), OTHERWISE)
    what, part, step = _what(known), _part(known), _next(known)
    about = f"About {when}, when {what}" if what else f"About our row {when}"
    sorry = f"I'm sorry {part}" if part else "I'd like us to find our way back"
    again = f" Next time I'll {step}." if step else ""
    yield f"{about}: {sorry}.{again} {ASK}"
    yield f"{sorry} {when}.{again} {ASK}" if part else f"{about}: {sorry}. {ASK}"
    yield f"About our row {when}: {sorry}.{again} {ASK}"
    yield f"About our row {when}: I'd like us to find our way back. {ASK}"


def _what(known: Known) -> str:
    found = entry(known, "what", "repair_what")
    return found.says if found else own_what(words(known, "what", "repair_what"))


def _part(known: Known) -> str:
    found = entry(known, "part", "repair_part")
    return f"that {found.says}" if found else own_part(words(known, "part", "repair_part"))


def _next(known: Known) -> str:
    found = entry(known, "next", "repair_next")
    return found.says if found else own_next(words(known, "next", "repair_next"))


def there(number: int) -> Guard:
    """Whether there are more than so many ways to say it."""

    def is_there(known: Known) -> bool:
        return len(lines(known)) > number

    return is_there


COPIES: Mapping[str, Guard] = {part: there(number) for number, part in enumerate(PARTS[:2])}


def remind(known: Known) -> tuple[Effect, ...]:
    """The one note, at the time that was chosen."""
    return (Schedule(KEY, promised.end(known)),)


def forget_it(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - the same for everybody
    """No note after all."""
    return (Unschedule(KEY),)


def keep(known: Known) -> tuple[Effect, ...]:
    """That a row was gone back to, and how it went: the tap alone."""
    return (Keep("repair", {"went": known.text("went")}),)


def told(known: Known) -> Mapping[str, JSON]:
    """The sentence, the time of the note, the line on what it took."""
    found = entry(known, "part", "repair_part")
    effort = effort_line(lists.of(known, "repair_effort"), found, _turn(known))
    return {**promised.told(known), **named(lines(known)), "effort": effort}


def effort_line(efforts: Mapping[str, Entry], part: Entry | None, turn: int) -> str:
    """What it took, in other words each time: of that part first, then what fits any."""
    kind = part.kind if part else ""
    fitting = [one.says for one in efforts.values() if one.kind == kind]
    fitting += [one.says for one in efforts.values() if one.kind == "any"]
    return fitting[turn % len(fitting)]


def _turn(known: Known) -> int:
    """How many rows were gone back to before this one."""
    return len(known.records("repair"))
