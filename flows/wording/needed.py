"""A need in four parts (what happens, what I feel, what I need, what I ask) as one or two lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from flows import lists
from flows.engine.flow import Guard
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.lists import Entry
from flows.rewriting import typed
from flows.rewriting.checker import wrong
from flows.rewriting.flags import Flag, flags
from flows.rewriting.text import read
from flows.wording.own import capital, entry, fair, said, words
from flows.wording.tuned import marks_in

ASK = "Could we talk about it for ten minutes tonight?"  # where none is chosen: no is a fine answer
OPENING = "I'd like to tell you something. "
LONGEST_FACT, LONGEST_ASK = 20, 16  # words
PARTS = ("one", "two", "three")

_UNSEEN = re.compile(  # what no camera films: what they think or want; and what is an order
    r"\byou(?:'re| are)? (?:just |only )?(?:thinks?|wants?|believes?|prefers?|feels?|hates?)\b|"
    r"^(?:come|go|get|stop|be|do|don't|tell|help|leave|give)\b",
    re.IGNORECASE,
)


def facts(known: Known) -> Sequence[Option]:
    """What happens, in words that blame nobody."""
    return lists.options(lists.of(known, "needs_facts").values())


def feelings(known: Known) -> Sequence[Option]:
    """Feelings: those that fit what happens, then the broad ones."""
    every = lists.of(known, "feelings")
    found = entry(known, "fact", "needs_facts")
    fitting = [every[key] for key in (found.kind.split() if found else ())]
    broad = [one for one in every.values() if one.finer and one not in fitting]
    return lists.options([*fitting, *broad])


def needs(known: Known) -> Sequence[Option]:
    """Needs: those that often lie under it first."""
    found = entry(known, "fact", "needs_facts")
    likely = found.needs if found else ()
    every = lists.of(known, "needs").values()
    return lists.options(sorted(every, key=lambda one: one.key not in likely))


def asks(known: Known) -> Sequence[Option]:
    """Requests that fit what happens and what is needed, the nearest first; then those for all."""
    fact, wanted = lists.chosen(known, "fact") or "", [lists.chosen(known, "need") or ""]
    if of_fear(known):
        fear = entry(known, "fear", "fears")
        fact, wanted = "", list(fear.needs if fear else ())

    def near(one: Entry) -> int:
        met = next((len(wanted) - n for n, need in enumerate(wanted) if need in one.needs), 0)
        return 8 * (fact in one.kind.split()) + 2 * met + (met > 0 and one.kind == "none")

    every = lists.of(known, "needs_asks").values()
    fitting = sorted((one for one in every if near(one)), key=lambda one: -near(one))
    return lists.options([*fitting, *(one for one in every if one.kind == "any")])


def of_fear(known: Known) -> bool:
    """Whether it is a fear that is told; what was answered for a need before is another line's."""
    return known.text("line") == "fear"


def own_fact(text: str) -> str:
    """What happened as a sentence of its own, seen as a camera would; "" if it is none."""
    told = capital(re.sub(r"^(?:when|that)\s+", "", said(text)))
    short = 3 <= len(told.split()) <= LONGEST_FACT and "?" not in text
    if _UNSEEN.search(told):
        return ""
    return told if short and fair(text) and not wrong(f"{told}. I feel sad. {ASK}") else ""


def may_be_fact(text: str) -> bool:
    """Whether it is what happened, or blames: then it is shown what lands badly in it, and why."""
    return bool(own_fact(text)) or _blame_in(text) != ()


def fact_blames(known: Known) -> bool:
    """Whether what was typed as a fact blames."""
    return _blame_in(words(known, "fact", "needs_facts")) != ()


def marked(known: Known) -> Mapping[str, JSON]:
    """What was typed, with what lands badly in it."""
    text = words(known, "fact", "needs_facts")
    return marks_in(text, _blame_in(text))


def _blame_in(text: str) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags(read(text)) if flag.blame)


def own_need(text: str) -> str:
    """What may stand after "I need"; "" if it is a demand."""
    need = typed.need(text)
    fits = need and fair(text) and not wrong(f"I feel sad, and I'd love {need}. {ASK}")
    return need if fits else ""


def own_ask(text: str) -> str:
    """A wish as a question; "" if it is none, or too long to be one thing."""
    ask = typed.request(text)
    fits = 0 < len(ask.split()) <= LONGEST_ASK and fair(text)
    return ask if fits and not wrong(f"I feel sad, and I'd love some time with you. {ask}") else ""


def ask_of(known: Known) -> str:
    """The request that was tapped or written; that of the need, or one for all, where none was."""
    if found := entry(known, "ask", "needs_asks"):
        return found.says
    need = None if of_fear(known) else entry(known, "need", "needs")
    return own_ask(words(known, "ask", "needs_asks")) or (need.asks if need else ASK)


def statements(known: Known) -> tuple[str, ...]:
    """Up to three ways to say it; each of them passes what every statement has to pass."""
    return known.once("statements", lambda: checked(_ways(known), ask_of(known)))


def checked(ways: Iterator[str], ask: str) -> tuple[str, ...]:
    """Those that hold up, with an opening where they are too short; one that does in any case."""
    found: list[str] = []
    for way in (*ways, f"It matters to me, and I'd rather ask than hint. {ask}"):
        good = next((text for text in (way, f"{OPENING}{way}") if not wrong(text)), None)
        last = way.startswith("It matters to me")
        if good and good not in found and not (last and found):
            found.append(good)
    return tuple(found[: len(PARTS)])


def _ways(known: Known) -> Iterator[str]:
    """The skeletons that the chosen parts can fill, the gentlest first."""
    feeling, need, ask = _feeling(known), _need(known), ask_of(known)
    fact, own = entry(known, "fact", "needs_facts"), _own_fact(known)
    feels, need_it = f"I feel {feeling}" if feeling else "It's hard for me", f"I need {need}."
    love = f", and I'd love {need}" if need else ""
    if fact:
        yield f"{feels} when {fact.says}{love}. {ask}"
        small = f"{feels[:1].lower()}{feels[1:]}" if not feeling else feels
        when = capital(f"when {fact.says}, {small}.")
        yield f"{when} {need_it} {ask}" if need else f"{when} {ask}"
        yield f"{feels} when {fact.says}. {ask}"
    elif own:
        feels = feels if feeling else "That's hard for me"
        yield f"{own}. {feels}{love}. {ask}"
        yield f"{own}. {feels}. {ask}"
    elif feeling:
        yield f"I've been feeling {feeling} lately{love}. {ask}"
        yield f"Lately I've been feeling {feeling}. {f'{need_it} ' if need else ''}{ask}"
    elif need:
        yield f"I'd rather ask than hint: I need {need}. {ask}"
        yield f"There is something I'd love: {need}. {ask}"


def _feeling(known: Known) -> str:
    found = entry(known, "feel", "feelings")
    return found.inside if found else typed.feeling(words(known, "feel", "feelings"))


def _need(known: Known) -> str:
    found = entry(known, "need", "needs")
    return found.inside if found else own_need(words(known, "need", "needs"))


def _own_fact(known: Known) -> str:
    return own_fact(words(known, "fact", "needs_facts"))


def told(known: Known) -> Mapping[str, JSON]:
    """The ways to say it, by their names in the words."""
    return named(statements(known))


def named(texts: Sequence[str]) -> dict[str, JSON]:
    """Texts as the words name them: one, two, three, and how many there are."""
    found: dict[str, JSON] = {
        part: texts[n] if n < len(texts) else "" for n, part in enumerate(PARTS)
    }
    return {**found, "count": len(texts)}


def there(number: int) -> Guard:
    """Whether there are more than so many ways to say it."""

    def is_there(known: Known) -> bool:
        return len(statements(known)) > number

    return is_there


COPIES: Mapping[str, Guard] = {part: there(number) for number, part in enumerate(PARTS)}
