"""A person's own words, put so that they only tell: observations and requests made of acts.

An act is said again only if a camera or a microphone would have caught it and nothing in it judges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.rewriting.act import Act, listed
from flows.rewriting.anything import figures
from flows.rewriting.facts import cased
from flows.rewriting.grammar import Form, verbs
from flows.rewriting.simple import is_named, is_simple
from flows.rewriting.text import Word, slipped

LONGEST = 13  # words of an observation in one's own words
MANY = 9  # words behind its verb
_ABSOLUTE = frozenset(
    {"everything", "nothing", "nobody", "everyone", "anyone", "whatever", "anything"}
)
_SOME = {"any": "some", "anything": "something", "anyone": "someone", "anywhere": "somewhere"}
_THIRD = frozenset({"he", "she", "him", "her", "his", "they", "them", "their"})
_DANGLING = frozenset(
    (
        "and or but to of in on at for with from by about the a an my your our so because as into"
        " that"
    ).split()
)
_FIGURES = {
    ("a", "word"),
    ("a", "finger"),
    ("an", "eyelid"),
    ("a", "thing"),
    ("a", "clue"),
    ("a", "damn"),
}
_LATER = ("tonight", "this week", "tomorrow", "this weekend")


@dataclass(frozen=True, slots=True)
class Own:
    """An observation in one's own words: after "when", in the present or in the past."""

    text: str
    past: bool
    denied: bool
    start: int
    end: int


def observation(act: Act) -> Own | None:
    """What was told, as a clause after "when"; None if it judges, guesses or breaks off."""
    if act.frame in {"wish", "future"} or act.limited or not _tells(act):
        return None
    known = verbs()
    past = act.frame == "event"
    rest = _worded(act.rest)
    if act.who == "it" and (deed := _deed(act)):
        text = deed
    elif act.who == "it":
        denied = "not " if act.denied else ""
        aux = act.verb
        text = f"{_worded(act.subject)} {aux} {denied}{rest}"
    elif act.verb == "be":
        text = f"{act.who}{_is(act.who, past=past)}{' not' if act.denied else ''} {rest}"
    elif act.denied:
        text = f"{act.who} {'did' if past else 'do'}n't {act.verb} {rest}"
    elif act.frame == "now":
        text = f"{act.who}{_be(act.who)} {known.form(act.verb, 'ing')} {rest}"
    else:
        text = f"{act.who} {known.form(act.verb, 'past' if past else 'base')} {rest}"
    if figures().search(text):
        return None
    return Own(_capital(text), past, act.denied, act.start, act.end)


_VERDICTS = frozenset("ok okay fine fair funny cool on right nice kind acceptable an great".split())


def _deed(act: Act) -> str:
    """The deed in a verdict on it: "tagging me was not ok" tells that you tagged me."""
    base = verbs().base(act.subject[0]) if act.subject else None
    if not base or not verbs().is_form(act.subject[0], "ing") or base not in verbs().said:
        return ""
    if not set(act.rest) & _VERDICTS:
        return ""
    form: Form = "past" if act.frame == "event" else "base"
    return f"you {verbs().form(base, form)} {_worded(act.subject[1:])}"


def request(act: Act, seed: int) -> str | None:
    """What is wished for, as a question: of an act that does not happen, or that is asked for."""
    if act.limited or tuple(act.rest[:2]) in _FIGURES:
        return None
    wished = act.frame == "wish" or (act.denied and act.who in {"you", "we"})
    if not wished or act.verb not in verbs().asked or act.who == "it":
        return None
    rest = [_SOME.get(word, word) for word in act.rest]
    if not _clean(rest) or len(rest) > LONGEST - 3 or _needs_more(act.verb, rest):
        return None
    who = {"you": "you", "we": "we", "i": "I"}[act.who]
    if who == "I":
        return None
    when = "" if _has_time(rest) else f" {_LATER[seed % len(_LATER)]}"
    return _capital(f"could {who} {act.verb} {_worded(rest)}{when}") + "?"


def told(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Acts that can be said again, those with most in them first."""
    usable = [act for act in acts if observation(act)]
    return tuple(sorted(usable, key=lambda act: (-_weight(act), act.start)))


def _weight(act: Act) -> int:
    """How much of what happened is in it: words of its own, fewer for what is not done."""
    mine = [word for word in act.rest if word not in _DANGLING]
    return len(mine) + 2 * (act.who == "you") + (act.frame == "event")


def _tells(act: Act) -> bool:
    known = verbs()
    told = act.who == "it" or act.verb == "be" or act.verb in known.said
    if not told or act.verb in known.closed or (act.who == "it" and not act.subject):
        return False
    if act.who == "i" and act.denied:
        return False
    words = [*act.subject, *act.rest]
    if act.who == "it" and not _deed(act):
        if not is_named(act):
            return False
    elif act.who != "it" and not is_simple(act):
        return False
    return _clean(words) and len(words) <= LONGEST and not _needs_more(act.verb, act.rest)


def _clean(words: Sequence[str]) -> bool:
    """Nothing that judges, no word cut off, nobody whom nobody has named, no slip of the keys."""
    if any(word in listed("judging") or word in _ABSOLUTE or word in _THIRD for word in words):
        return False
    if words and words[-1] in _DANGLING:
        return False
    return not any(slipped(word) for word in words if word.isalpha() and word.islower())


_ALONE_OK = frozenset(
    (
        "leave come smile snore phone text call cook clean drink smoke apologise listen answer "
        "reply shout walk sleep laugh yell swear interrupt cancel drive dance flirt joke cuddle "
        "hoover iron vacuum snooze lie tidy wash"
    ).split()
)


def _needs_more(verb: str, rest: Sequence[str]) -> bool:
    """A verb that says nothing by itself ("you take")."""
    return not rest and verb not in _ALONE_OK


_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_EVERY = (
    (r"\bevery (?:single )?night\b", "at night"),
    (rf"\bevery (?:single )?({_DAYS})\b", r"on \1s"),
    (r"\bevery (?:single )?(morning|evening)\b", r"in the \1s"),
    (r"\bevery (?:single )?weekend\b", "at weekends"),
)
_SMALL = re.compile(r"\b(\d{1,2})\b(?! ?(?:am|pm|%|o'clock)|[:.])")
_NOT = re.compile(r"\b(do|did|does|is|are|was|were|have|has|had|would|could|should) not\b")


def _worded(words: Sequence[str]) -> str:
    """Words put together: small numbers in letters, "every" made a rhythm, I with a capital."""
    text = " ".join(words)
    for pattern, said in _EVERY:
        text = re.sub(pattern, said, text)
    text = _SMALL.sub(lambda found: _NUMBERS.get(found[1], found[1]), text)
    text = _NOT.sub(r"\1n't", text.replace("can not", "can't"))
    text = re.sub(r"\bi am\b", "I'm", text)
    text = re.sub(r"\bi have (?=got|been|had)", "I've ", text)
    return re.sub(r"\bi\b", "I", cased(text))


_NUMBERS = {
    str(n): word
    for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
    if n
}


def _has_time(words: Sequence[str]) -> bool:
    return bool(
        {"tonight", "tomorrow", "today", "now", "day", "night", "week", "weekend", "morning",
         "evening", "sunday", "saturday", "friday", "once", "first", "when", "before", "after"}
        & set(words)
    )  # fmt: skip


def _is(who: str, *, past: bool) -> str:
    return _be(who) if not past else " was" if who == "i" else " were"


def _be(who: str) -> str:
    return {"you": "'re", "we": "'re", "i": "'m"}.get(who, "'s")


def _capital(text: str) -> str:
    text = " ".join(text.split())
    if text.startswith("i "):
        text = "I" + text[1:]
    if text.startswith("i'm"):
        text = "I" + text[1:]
    return text[:1].upper() + text[1:] if text.startswith("could") else text


def joined(words: Sequence[Word]) -> str:
    """Words as a line again: contractions short, marks close to their words."""
    line = ""
    for word in words:
        line += word.text if word.mark else f" {word.text}"
    text = _worded(line.split())
    for long, short in _SHORT:
        text = re.sub(long, short, text)
    return re.sub(r"\s+([.,?!])", r"\1", text.replace("!", ".")).strip()


_SHORT = (
    (r"\b(you|we|they) are\b", r"\1're"),
    (r"\b(I) have (?=\w+(?:ed|en)\b)", r"\1've "),
    (r"\b(I|you|we|they) would\b", r"\1'd"),
    (r"\b(I|you|we|they) will\b", r"\1'll"),
    (r"\b(it|that|there|what) is\b", r"\1's"),
    (r"\bI am\b", "I'm"),
)
