"""Short lines to send: a fear with what would help, one small thing for today, a thank you."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from flows import lists
from flows.engine.flow import Guard
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.rewriting.checker import wrong
from flows.wording import needed
from flows.wording.own import capital, entry, fair, said, words

OF_THEM = frozenset({"controlled"})  # said to somebody's face it is about them: there is /safe
SHORT = 3  # words of a fear that is only named, such as "your silence"
LONGEST = 14  # words of an own fear, or of what was done
_FEAR = re.compile(
    r"^(?:i(?:'m| am| feel)? )?(?:(?:so |really |very |a bit )*(?:afraid|scared|frightened|worried|"
    r"terrified|fear)\b ?)?(?:of |that )?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:you|i|we|it|this|that|nobody|no one|things|my|your|our|one day|there)(?:'\w+)? \w+",
    re.IGNORECASE,
)
_THANKS = re.compile(r"^(?:thanks?(?: you)?|i(?:'m| am) grateful) (?:for|that) ", re.IGNORECASE)
_BUT = re.compile(r"\b(?:not|never|only|without|but)\b|n't\b", re.IGNORECASE)
_THEM = re.compile(
    r"^(?:of )?(?:you|him|her|them|my partner|(?:your|his|her|their) "
    r"(?:temper|anger|rage|moods?|reactions?|hands?)|"
    r"what (?:you|he|she|they)(?:'ll| will| might| may| could) do)$|"
    r"\b(?:you|he|she|they)(?:'ll| will| might| may| could| would)? "
    r"(?:hurts?|hits?|beats?|punish\w*|explodes?|loses? it|goes? mad|harms?|kills?)\b|"
    r"\bbeing (?:hit|beaten|punished|hurt by you)\b|"
    r"\bhow you(?:'ll| will| might)? react",
    re.IGNORECASE,
)


def fears(known: Known) -> Sequence[Option]:
    """Fears that can be told to the one they are about."""
    every = lists.of(known, "fears").values()
    return lists.options(one for one in every if one.key not in OF_THEM)


def is_of_them(known: Known) -> bool:
    """Whether what is feared is the other: then it is no sentence that helps."""
    return bool(_THEM.search(said(_bare(words(known, "fear", "fears")))))


def own_fear(text: str) -> str:
    """What may stand after "I'm afraid"; "" if it blames or is none."""
    fear = said(_bare(text))
    if not 0 < len(fear.split()) <= LONGEST or not fair(fear):
        return ""
    link = "that" if _CLAUSE.search(fear) else "" if fear.startswith("to ") else "of"
    named = text.lower().find(" of ") >= 0 or fear.split()[0].endswith("ing")
    if link == "of" and not named and len(fear.split()) > SHORT:
        return ""
    whole = f"{link} {fear}".strip()
    return "" if wrong(f"I'm afraid {whole}, and I'd like to say so. {needed.ASK}") else whole


def may_be_fear(text: str) -> bool:
    """Whether it is a fear to be told, or one of the other, which leads elsewhere."""
    return bool(own_fear(text) or _THEM.search(said(_bare(text))))


def _bare(text: str) -> str:
    return _FEAR.sub("", " ".join(text.split()), count=1)


def fear_of(known: Known) -> str:
    """The fear that was tapped or written, as it stands after "I'm afraid"."""
    found = entry(known, "fear", "fears")
    if not found:
        return own_fear(words(known, "fear", "fears"))
    return found.says if found.says.startswith("that ") else f"of {found.says}"


def fear_lines(known: Known) -> tuple[str, ...]:
    """The fear and what would help."""
    ask = needed.ask_of(known)

    def ways() -> Iterator[str]:
        yield f"I'm afraid {fear_of(known)}, and I'd rather tell you than hide it. {ask}"
        yield f"Part of me is afraid {fear_of(known)}. {ask}"

    return known.once("fear_lines", lambda: needed.checked(ways(), ask))


def second_fear_line(known: Known) -> bool:
    """Whether there are two ways to say it."""
    return len(fear_lines(known)) > 1


def always(known: Known) -> bool:  # noqa: ARG001 - it is there for everybody
    """A line that is always there to be copied."""
    return True


FEAR_COPIES: Mapping[str, Guard] = {"one": always, "two": second_fear_line}
ONE: Mapping[str, Guard] = {"one": always}


def told_fear(known: Known) -> Mapping[str, JSON]:
    """The lines of a fear."""
    return needed.named(fear_lines(known))


def small(known: Known) -> Sequence[Option]:
    """Small things to ask for today."""
    return lists.options(lists.of(known, "needs_small").values())


def told_small(known: Known) -> Mapping[str, JSON]:
    """One small thing for today."""
    found = entry(known, "small", "needs_small")
    ask = found.says if found else needed.own_ask(words(known, "small", "needs_small"))
    ask = ask.rstrip("?")
    return {"one": f"One small thing today: {ask[:1].lower()}{ask[1:]}?"}


def did(known: Known) -> Sequence[Option]:
    """What they did."""
    return lists.options(lists.of(known, "thanks_did").values())


def left(known: Known) -> Sequence[Option]:
    """What it changed."""
    return lists.options(lists.of(known, "thanks_left").values())


def own_did(text: str) -> str:
    """What they did, said to them; "" if it is something else, or blames."""
    done = re.sub(
        r"^(?:thanks?(?: you)?|i(?:'m| am) grateful) (?:for|that) ",
        "",
        said(text),
        flags=re.IGNORECASE,
    )
    kind = re.match(r"you(?:'\w+)? \w+", done) and len(done.split()) <= LONGEST
    return done if kind and not _BUT.search(done) and fair(done) else ""


def own_left(text: str) -> str:
    """What it changed in oneself; "" if it is something else, or blames."""
    change = said(text)
    mine = re.match(r"(?:i|my|it|that|we|our)(?:'\w+)? \w+", change, re.IGNORECASE)
    return change if mine and len(change.split()) <= LONGEST and fair(change) else ""


def told_thanks(known: Known) -> Mapping[str, JSON]:
    """The thank-you line: what they did, what it changed, thank you."""
    found, after = entry(known, "did", "thanks_did"), entry(known, "left", "thanks_left")
    done = found.says if found else own_did(words(known, "did", "thanks_did"))
    change = after.says if after else own_left(words(known, "left", "thanks_left"))
    if not change:
        return {"one": f"I noticed that {done}. Thank you."}
    return {"one": f"{capital(done)}, and {change}. Thank you."}
