"""Telegram's limits, and that nothing a person could be sent is beyond them.

Source of every number, unless its line says otherwise: Bot API, https://core.telegram.org/bots/api,
and its machine-readable form in `tests/botapi/api.json`. Lengths of texts count UTF-16 units, as
Telegram's own entity offsets do: never fewer than its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.engine.checks.cards import BEFORE_MAIN, Card, Line
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof
from flows.engine.words import SHARED, strip

TEXT = 4096  # sendMessage.text, after entities parsing
CAPTION = 1024  # sendPhoto.caption and sendAnimation.caption, after entities parsing
CALLBACK_DATA = 64  # bytes: InlineKeyboardButton.callback_data
CALLBACK_ANSWER = 200  # answerCallbackQuery.text
COPY_TEXT = 256  # CopyTextButton.text
BUTTONS = 100  # of one keyboard (the server's: REPLY_MARKUP_TOO_LONG; not in the reference)
LABEL = 64  # of a button (ours: the reference gives none, clients cut what does not fit)
LABEL_OF_WORDS = 32  # ours: what one column of a phone shows; for labels that authors write
DESCRIPTION = 512  # setMyDescription.description
SHORT_DESCRIPTION = 120  # setMyShortDescription.short_description
MENU = 256  # BotCommand.description
TAGS = frozenset(
    {
        *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a"),
        *("tg-emoji", "code", "pre", "blockquote"),
    }
)
"""https://core.telegram.org/bots/api#html-style"""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
SHORTEN = "shorten it, or hold the answers in it to fewer characters"


def check(proof: Proof) -> Iterator[Problem]:
    """Every card, then the texts that stand in no step."""
    told: set[tuple[object, ...]] = set()
    for card in proof.cards:
        for place, problem in _card(proof, card):
            if place not in told:
                told.add(place)
                yield problem
    yield from _shared(proof)


def _card(proof: Proof, card: Card) -> Iterator[tuple[tuple[object, ...], Problem]]:
    """What is wrong with a card, each with a place: one problem of a kind is told once a place."""
    room, kind = (CAPTION, "caption") if card.pictures else (TEXT, "text")
    main = size(card.parts[0].plain)
    for line in (*card.parts, *card.hands):
        if line.source is None or line.error:
            continue
        place = line.place
        before = place.kind == "part" and line.name in BEFORE_MAIN
        length = size(line.plain) + (main + 2 if before else 0)
        limit = room if line.name == "main" or before else TEXT
        if length > limit:
            text = f"{place} can be {length} characters long: a {kind} holds {limit}"
            yield ("long", line.source), proof.at_source(line.source, text, SHORTEN)
        if not line.plain:
            yield (
                ("empty", line.source),
                proof.at_source(
                    line.source, f"{place} can be empty", "say something on every path"
                ),
            )
        if wrong := markup(line.html):
            remedy = "Telegram refuses the message: write Markdown, no HTML, and close what opens"
            yield ("html", line.source), proof.at_source(line.source, f"{place} {wrong}", remedy)
    for line in card.hands:
        if line.source and card.stand.usual and size(line.plain) > COPY_TEXT:
            text = f"{line.place} hands on {size(line.plain)} characters"
            remedy = f"a copy button holds {COPY_TEXT}: shorten it"
            yield ("copy", line.source), proof.at_source(line.source, text, remedy)
    yield from _keyboard(proof, card)


def _keyboard(proof: Proof, card: Card) -> Iterator[tuple[tuple[object, ...], Problem]]:
    step, flow = card.stand.step, card.stand.flow
    buttons = list(card.buttons)
    if len(buttons) > BUTTONS:
        text = f"`{flow.name}.{step.name}` has {len(buttons)} buttons"
        remedy = f"a keyboard holds {BUTTONS}: offer fewer, or in steps"
        yield ("buttons", flow.name, step.name), proof.at_step(flow, step.name, text, remedy)
    for button, line in buttons:
        if button.kind == "press" and len(button.value.encode()) > CALLBACK_DATA:
            spare = CALLBACK_DATA - (len(button.value.encode()) - len(button.key.encode()))
            text = f"the key `{button.key}` of `{flow.name}.{step.name}` is too long for a button"
            remedy = f"take a key of at most {spare} bytes"
            yield ("data", flow.name, button.key), proof.at_step(flow, step.name, text, remedy)
        yield from _label(proof, card, line)


def _label(proof: Proof, card: Card, line: Line) -> Iterator[tuple[tuple[object, ...], Problem]]:
    limit = LABEL_OF_WORDS if line.source and card.stand.usual else LABEL
    length = size(line.plain)
    if length > limit:
        text, remedy = (
            f"{line.place} is {length} characters long",
            f"a button holds {limit}: shorten it",
        )
    elif not length and not line.error:
        text, remedy = f"{line.place} can be empty", "give it words on every path"
    else:
        return
    where = ("label", line.source or line.place, remedy)
    if line.source:
        yield where, proof.at_source(line.source, text, remedy)
    else:
        yield where, proof.at_step(card.stand.flow, line.place.step, text, remedy)


def _shared(proof: Proof) -> Iterator[Problem]:
    """The answer beside a pressed button, the menu, and what the bot says of itself."""
    for _, stem, file in proof.files:
        menu = file.front.get("menu")
        if isinstance(menu, str) and not 1 <= size(menu) <= MENU:
            text = f"the menu line of `{stem}` has {size(menu)} characters"
            yield proof.at_front(file, "menu", text, f"Telegram takes 1 to {MENU}")
        if not stem.startswith("_"):
            continue
        limits = {"stale": CALLBACK_ANSWER} if stem == SHARED else {}
        limits |= {"description": DESCRIPTION, "short_description": SHORT_DESCRIPTION}
        for name, limit in limits.items():
            section = file.sections.get(name)
            source = section.parts.get("main") if section else None
            if source and size(strip(source.text)) > limit:
                text = f"`{name}` has {size(strip(source.text))} characters"
                yield proof.at_source(source, text, f"Telegram takes {limit}: shorten it")


def size(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def markup(html: str) -> str:
    """What is wrong with Telegram HTML, or nothing."""
    open_: list[str] = []
    for closes, name, rest in _TAG.findall(html):
        if name not in TAGS:
            return f"has a tag <{name}> that Telegram does not know"
        if name == "a" and not closes and not re.search(r'href="[^"\s]+"', rest):
            return "has a link without an address"
        if not closes:
            open_.append(name)
        elif not open_ or open_.pop() != name:
            return f"closes <{name}> where it is not open"
    if open_:
        return f"does not close <{open_[-1]}>"
    bare = _TAG.sub("", html)
    if "<" in bare or ">" in bare:
        return "has a bare < or >"
    return "has a bare &" if _ENTITY.search(bare) else ""
