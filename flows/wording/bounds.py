"""A limit with what I will do and why it helps: from presets, or in own words that were read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.flow import Guard
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.rewriting.grammar import verbs
from flows.wording.limits import Reading, Verdict, read_limit
from flows.wording.own import capital, entry, fair, plain, said, threatens, words

KINDS = ("row", "time", "self")
TYPED = "typed"
LONGEST = 80  # characters of own words in each part: a copied text has room for 256 in all
_AND = re.compile(r"^(?:then|and|so|because|so that|as|it helps(?: us)? because)\s+", re.IGNORECASE)
_WILL = re.compile(r"\bI(?:'ll| will|'d| would| am going to|'m going to| \w+)\b", re.IGNORECASE)
_NO_DEED = re.compile(r"\b(?:you|he|she|they|how|why|what|I feel|I felt)\b", re.IGNORECASE)
_YOU_WILL = re.compile(
    r"\b(?:you|he|she|they)(?:'ll| will| must| have to| need to| can't)\b", re.IGNORECASE
)
_LEAVES = re.compile(
    r"\b(?:leave|leaving|move out|gone|done|over|divorce|break up)\b", re.IGNORECASE
)


def abouts(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """What a limit may be about."""
    return [Option(kind) for kind in KINDS]


def read_about(text: str, known: Known) -> Answers | None:
    """What it is about; a limit typed at once is read as one."""
    if text in KINDS:
        return {"about": text, "limit": None}
    found = in_words(text, known)
    return found and {**found, "about": TYPED}


def nothing(known: Known) -> Sequence[Option]:  # noqa: ARG001 - it is written
    """Nothing to tap: own words are asked for."""
    return ()


def in_words(text: str, known: Known) -> Answers | None:  # noqa: ARG001 - the same for everybody
    """A limit in own words, whatever it turns out to be."""
    return {"limit": text} if len(text) <= LONGEST and enough(text) else None


def limits(known: Known) -> Sequence[Option]:
    """Limits of one's own: on how we row, on time together, on staying oneself."""
    about = known.text("about")
    every = lists.of(known, "limits").values()
    return lists.options(one for one in every if about not in KINDS or one.kind == about)


def enough(text: str) -> bool:
    """Whether there is enough of it to be read as a limit."""
    return len(text.split()) >= 3


def reading(known: Known) -> Reading:
    """What the limit that was typed is; one from the list is one's own."""
    typed = words(known, "limit", "limits")
    return read_limit(typed) if typed else Reading("own")


def is_a(verdict: Verdict) -> Guard:
    """Whether it is that."""

    def so(known: Known) -> bool:
        return reading(known).verdict == verdict

    return so


def turned(known: Known) -> Sequence[Option]:
    """The limit of one's own that may be meant, told from one's own side."""
    found = lists.of(known, "limits").get(reading(known).preset)
    return lists.options([found]) if found else []


def deeds(known: Known) -> Sequence[Option]:
    """What I will do: what belongs to that limit, then what fits any."""
    limit = lists.chosen(known, "limit")
    every = lists.of(known, "limits_do").values()
    own = [one for one in every if limit in one.kind.split()]
    return lists.options([*own, *(one for one in every if one.kind == "any")])


def reasons(known: Known) -> Sequence[Option]:
    """Why it helps the two: what fits that kind of limit, then any."""
    limit = entry(known, "limit", "limits")
    every = lists.of(known, "limits_why").values()
    return lists.options(
        sorted(
            (one for one in every if limit is None or one.kind in {limit.kind, "any"}),
            key=lambda one: one.kind == "any",
        )
    )


def own_deed(text: str) -> str:
    """What I will do, as a sentence; "" if it is the other who has to do it, or if it threatens."""
    deed = _AND.sub("", said(text))
    first = deed.split(" ")[0].lower()
    if first and verbs().base(first) == first and not _WILL.search(deed):
        deed = f"I'll {deed}"
    mine = _WILL.search(deed) and not _YOU_WILL.search(deed) and not _NO_DEED.match(deed)
    return capital(deed) if mine and fair(deed) and read_limit(deed).verdict == "own" else ""


def may_be_deed(text: str) -> bool:
    """Whether it is something I will do, or a threat, which is answered for itself."""
    return bool(own_deed(text)) or threatens(text)


def deed_threatens(known: Known) -> bool:
    """Whether what was typed as one's own part is a threat."""
    return threatens(words(known, "deed", "limits_do"))


def own_reason(text: str) -> str:
    """Why it helps, as a sentence; "" if it blames, orders or threatens."""
    why = _AND.sub("", said(text))
    verdict = read_limit(why).verdict
    return capital(why) if enough(why) and fair(why) and verdict in {"own", "demand"} else ""


def told(known: Known) -> Mapping[str, JSON]:
    """The sentence; what is said where it is none; the limit that was meant."""
    found = reading(known)
    meant = lists.of(known, "limits").get(found.preset)
    return {
        "one": _sentence(known),
        "area": found.area or "",
        "meant": meant.says if meant else "",
        "leaves": bool(
            re.search(
                r"\b(?:leave|leaving|move out|gone|done|over|divorce|break up)\b", _typed(known)
            )
        ),
    }


def _typed(known: Known) -> str:
    return plain(words(known, "deed", "limits_do") or words(known, "limit", "limits"))


def _sentence(known: Known) -> str:
    limit, deed = entry(known, "limit", "limits"), entry(known, "deed", "limits_do")
    why = entry(known, "why", "limits_why")
    told = words(known, "deed", "limits_do")
    calm = lists.of(known, "limits_do")["say_once"].says
    parts = (
        limit.says if limit else capital(said(words(known, "limit", "limits"))),
        deed.says if deed else own_deed(told) or calm,
        why.says if why else own_reason(words(known, "why", "limits_why")),
    )
    return " ".join(f"{part}." for part in parts if part)
