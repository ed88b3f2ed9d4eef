"""A page while it is written, and what becomes of it: gone with the exercise, or kept by choice.

Records: `journal` {set, prompt, text, when}: a page; of the timeline also whose years it tells of.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.effects import Effect, Keep
from flows.engine.flow import When
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, Pick
from flows.guards import unsafe
from flows.journalling import questions
from flows.journalling.shelf import shorten

MOST = 2500  # UTF-16 units of a page, as Telegram counts: read back it fits one message
LINE = 200  # of a line in the timeline
GLANCE = 60  # characters of a line that are seen in the timeline
YEARS = ("child", "teens", "twenties", "thirties", "later", "now")
FATES = ("drop", "keep")  # session-only is offered first


def fits(text: str, most: int) -> bool:
    """Whether that is text, and short enough."""
    return bool(text.strip()) and len(text.encode("utf-16-le")) // 2 <= most


def has_words(known: Known) -> bool:
    """Whether the page has words on it."""
    return known.has("text")


def another(known: Known) -> list[Option]:
    """Another question, where the page has one."""
    return [Option("another")] if known.has("prompt") else []


def read_page(text: str, known: Known) -> Answers | None:
    """Words are the page; "another" turns to the next question."""
    if text == "another" and known.has("prompt"):
        return {"prompt": questions.following(known), "text": None}
    return {"text": text} if fits(text, MOST) else None


def fates(known: Known) -> list[Option]:
    """What can become of a page. Beside somebody who harms nothing is kept: it could be found."""
    return [Option(key) for key in (FATES[:1] if unsafe(known) else FATES)]


def read_on(text: str, known: Known) -> Answers | None:
    """More words go on with the page: a thought often comes in several messages."""
    if text in FATES:
        return None
    longer = f"{known.text('text')}\n{text}"
    most = LINE if known.has("when") else MOST
    return {"text": longer, "fate": None, "more": True} if fits(longer, most) else None


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the page; nothing beside somebody who harms."""
    if unsafe(known) or not known.has("text"):
        return ()
    names = ("set", "when") if known.has("when") else ("set", "prompt")
    given = {name: known.answers[name] for name in names if known.has(name)}
    return (Keep("journal", {**given, "text": known.text("text")}),)


def told(known: Known) -> Mapping[str, JSON]:
    """The question that is open, and which of a few last lines is said."""
    return {
        "question": questions.question(known, known.text("prompt")),
        "nowhere": unsafe(known),
        "more": known.has("more"),
        "turn": int(known.now.timestamp()) // 60 % 4,
    }


def timeline(known: Known) -> Mapping[str, JSON]:
    """What was kept of the years, in their order: of each the newest line, and how many more."""
    lines: dict[str, list[str]] = {}
    for record in known.records("journal"):
        lines.setdefault(str(record.data.get("when")), []).append(str(record.data.get("text")))
    there = [(when, lines[when]) for when in YEARS if when in lines]
    return {
        "points": [
            {"when": when, "line": shorten(every[-1], GLANCE), "more": len(every) - 1}
            for when, every in there
        ]
    }


PAGE = Pick(another, "text", When(has_words, "written", "page"), find=read_page, own_words=True)
