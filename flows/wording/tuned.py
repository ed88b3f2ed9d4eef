"""A rewrite as it stands after all taps: computed anew from the answers, stored nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows import lists
from flows.assessing.results import latest
from flows.engine.effects import Effect, Say
from flows.engine.flow import Guard
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option
from flows.pausing.answers import clipped
from flows.rewriting import Rewrite, Tuning, reply, rewrite, typed
from flows.rewriting.flags import Flag
from flows.rewriting.flags import kinds as flag_kinds
from flows.rewriting.situations import by_key, topics

STYLE = {
    "preoccupied": "anxious",
    "dismissing": "avoidant",
    "fearful": "fearful",
    "secure": "secure",
}
PARTS = ("one", "two", "three")  # of the versions, as the words name them
SHOWN, AROUND = 340, 40  # characters of one's own text that are shown again; before a mark
REASONS = 3  # marks that are explained
TIMES = ("tonight", "tomorrow", "this week", "this weekend")
_TIME = re.compile(
    r"\b(?:tonight|tomorrow(?: evening| morning)?|this (?:week|weekend|evening)|at the weekend|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|later)\b",
    re.IGNORECASE,
)


def tuning(known: Known) -> Tuning:
    """What was tapped so far, and how the person leans."""
    styles = latest(known).get("styles")
    top = str(styles[0]) if isinstance(styles, Sequence) and styles else ""
    return Tuning(
        lean=STYLE.get(top, ""),
        situation=known.text("situation"),
        feeling=_feeling(known),
        need=_need(known),
        ask=_ask(known),
        side=_side(known),
        turn=known.number("turn"),
    )


def _feeling(known: Known) -> str:
    """The nearest word that was tapped or written, else its family's."""
    answer = lists.chosen(known, "feeling") or lists.chosen(known, "family") or ""
    entry = lists.of(known, "feelings").get(answer)
    return entry.inside if entry else typed.feeling(answer)


def _ask(known: Known) -> str:
    """The request that was tapped or written, at the time that was tapped."""
    answer = lists.chosen(known, "request") or ""
    number = answer.removeprefix("ask")
    offers = asks(known)
    said = offers[int(number)] if number.isdecimal() and int(number) < len(offers) else ""
    said = said or ("" if answer.startswith("ask") else typed.request(answer))
    need = lists.of(known, "needs").get(lists.chosen(known, "need") or "")
    said = said or (need.asks if need else "")
    time = known.text("time").replace("_", " ")
    if time not in TIMES:
        return _question(said)
    said = said or _first_question(untuned(known))
    return _question(timed(said, time)) if said else ""


def timed(ask: str, time: str) -> str:
    """A request at another time."""
    if _TIME.search(ask):
        return _TIME.sub(time, ask, count=1)
    return re.sub(r"\?$", f" {time}?", ask)


def _question(text: str) -> str:
    bare = " ".join(text.split()).rstrip(".!? ")
    return f"{bare[:1].upper()}{bare[1:]}?" if bare else ""


def _need(known: Known) -> str:
    """What was chosen as a need, as it stands after "I need"."""
    answer = lists.chosen(known, "need") or ""
    entry = lists.of(known, "needs").get(answer)
    return entry.inside if entry else typed.need(answer)


def _side(known: Known) -> str:
    """What is acknowledged of their side, as it stands after "I know"."""
    answer = lists.chosen(known, "side") or ""
    offered = {option.key: option.label or "" for option in side_offers(known)}
    return offered.get(answer) or typed.side(answer)


def side_offers(known: Known) -> Sequence[Option]:
    """What may be true on the other side: of this situation first, then of any."""
    found = untuned(known)
    one = by_key().get(found.situation)
    return [
        *(Option(f"theirs{n}", side) for n, side in enumerate(one.side if one else ())),
        *lists.options(lists.of(known, "sides").values()),
    ]


def _first_question(found: Rewrite) -> str:
    for one in found.versions:
        if match := re.search(r"(?:^|[.] )([^.?]+\?)", one.text):
            return match[1]
    return ""


def words(known: Known) -> str:
    """The text: written here, or typed before outside of any exercise."""
    return known.text("text") or known.text("words")


def made(known: Known) -> Rewrite:
    """The rewrite of the text, as tuned."""
    return known.once("made", lambda: rewrite(words(known), tuning(known)))


def untuned(known: Known) -> Rewrite:
    """The rewrite of the text as the situation alone has it: what the offers come from."""
    situation = Tuning(situation=known.text("situation"))
    return known.once("untuned", lambda: rewrite(words(known), situation))


def read_text(text: str, known: Known) -> Answers | None:  # noqa: ARG001 - the same for everybody
    """A text with its kind; what was tuned before belongs to another text."""
    if not text.strip():
        return None
    tuned = dict.fromkeys(
        ("situation", "family", "feeling", "request", "need", "time", "side", "turn")
    )
    found = rewrite(text)
    return {**tuned, "text": text, "kind": found.kind, "returns": found.returns}


def is_kind(*kinds: str) -> Guard:
    """Whether the text is of one of these kinds."""

    def of_kind(known: Known) -> bool:
        kind = known.text("kind") or untuned(known).kind
        return kind in kinds

    return of_kind


def is_break(known: Known) -> bool:
    """Whether the text asks for a break, and says when it ends."""
    returns = known.answers.get("returns")
    return untuned(known).returns if returns is None else bool(returns)


def another(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """The way to other wordings."""
    return [Option("other_words")]


def read_another(text: str, known: Known) -> Answers | None:
    """Other wordings: the next turn of the same text."""
    return {"turn": known.number("turn") + 1} if text == "other_words" else None


def version(number: int) -> Guard:
    """Whether there is a version of this number, from 0."""

    def there(known: Known) -> bool:
        return len(made(known).versions) > number

    return there


COPIES: Mapping[str, Guard] = {part: version(number) for number, part in enumerate(PARTS)}


def asks(known: Known) -> tuple[str, ...]:
    """Requests that fit the situation."""
    found = untuned(known)
    one = by_key().get(found.situation)
    if one is None:
        return ()
    return tuple(
        ask for ask in (*one.asks.short, *one.asks.habit, *one.asks.next) if "{" not in ask
    )


def ask_offers(known: Known) -> Sequence[Option]:
    """Requests as buttons, cut where they are long; the whole of them stands in the version."""
    return [Option(f"ask{n}", clipped(ask, 60)) for n, ask in enumerate(asks(known))]


def situation_offers(known: Known) -> Sequence[Option]:
    """What may have happened: the situations of the likeliest topics."""
    found = known.once("read", lambda: rewrite(words(known)))
    likely = [name for name in (found.topic, *found.options) if name in topics()]
    options = []
    for name in dict.fromkeys(likely):
        topic = topics()[name]
        options += [Option(one.key.replace("/", "."), one.label) for one in topic.situations]
    return options


def read_situation(text: str, known: Known) -> Answers | None:  # noqa: ARG001
    """A tapped situation; its key holds a slash, which a button's may not."""
    key = text.replace(".", "/")
    if key not in by_key():
        return None
    return {"situation": key, "family": None, "feeling": None, "request": None, "need": None}


def told(known: Known) -> Mapping[str, JSON]:
    """The versions, and what is said beside them."""
    found = made(known)
    texts = [one.text for one in found.versions]
    return {
        "versions": texts,
        "count": len(texts),
        **{part: texts[n] if n < len(texts) else "" for n, part in enumerate(PARTS)},
        "beside": reply(found, words(known)),
        "picked": clipped(found.picked, 120),
        "ask_what": found.question == "what_happened",
        "check": found.check,
        "topic": topics()[found.topic].title if found.topic in topics() else "",
    }


def marks(known: Known) -> tuple[Effect, ...]:
    """The person's own text with what will land badly, and why: one message before the versions."""
    values = marked(known)
    return (Say("say", "marks", values=values),) if values["reasons"] else ()


def marked(known: Known) -> dict[str, JSON]:
    """The text in pieces, marked or not, and a reason for each kind of mark."""
    return marks_in(words(known), untuned(known).flags)


def marks_in(text: str, flags: Sequence[Flag]) -> dict[str, JSON]:
    """The same of any text, as the words show it: `pieces` and `reasons`."""
    ids = list(dict.fromkeys(flag.id for flag in flags))[:REASONS]
    spans = [(flag.start, flag.end) for flag in flags if flag.id in ids]
    return {
        "pieces": _pieces(text, spans) if spans else [[clipped(text, SHOWN), False]],
        "reasons": [[flag_kinds()[one].label, flag_kinds()[one].why] for one in ids],
    }


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[JSON]:
    """Text as [words, marked or not], from a little before the first mark, cut to a card's size."""
    begin = max(0, spans[0][0] - AROUND) if spans[0][0] > SHOWN - AROUND else 0
    begin = begin if begin == 0 else text.find(" ", begin) + 1
    pieces: list[JSON] = [["… ", False]] if begin else []
    at, end = begin, min(len(text), begin + SHOWN)
    for start, stop in spans:
        if start >= end or start < at:
            continue
        pieces += [[text[at:start], False], [text[start : min(stop, end)], True]]
        at = min(stop, end)
    pieces.append([text[at:end] + ("…" if end < len(text) else ""), False])
    return pieces
