"""Mirror, check, validate, ask: lines to tap, what fits first, and the whole to send."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows import lists
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.hearing.mirror import said_back
from flows.lists import SCREEN, Entry

TYPED = "typed"  # the key of their own words, said back
LISTS: Mapping[str, str] = {
    "mirror": "mirrors",
    "check": "checkings",
    "validate": "validations",
    "ask": "openers",
    "instead": "validations",
}
"""Step -> the list it offers."""
WHOLE = ("mirror", "check", "validate", "ask")
LINE = 140  # characters of one line in own words


def sayings(known: Known) -> Sequence[Option]:
    """Examples of what a partner may have said."""
    return lists.options(lists.of(known, "sayings").values())


def said(known: Known) -> str:
    """What the partner said, in full."""
    answer = lists.chosen(known, "said") or ""
    entry = lists.of(known, "sayings").get(answer)
    return entry.text if entry else answer


def entries(known: Known, step: str) -> list[Entry]:
    """What a step offers, what fits best first."""
    every = list(lists.of(known, LISTS[step]).values())
    kind = feeling(known)
    if step == "mirror":
        return [
            *_own_mirror(known),
            *sorted(every, key=lambda one: bool(kind) and one.kind != kind),
        ]
    fitting = [one for one in every if one.kind == kind] if kind else []
    plain = [one for one in every if not one.kind]
    return [*fitting, *plain, *(one for one in every if one.kind and one not in fitting)]


def _own_mirror(known: Known) -> list[Entry]:
    """The very thing that was said, said back: of an example by its list, of typed words turned."""
    answer = lists.chosen(known, "said")
    saying = lists.of(known, "sayings").get(answer or "")
    if saying is not None:
        return [Entry(TYPED, "What they said", says=saying.says, kind=saying.kind)]
    back = said_back(answer or "")
    return [Entry(TYPED, "What they said", says=back)] if back else []


def feeling(known: Known) -> str:
    """What may lie under it: as the mirror that was taken has it, else as the example has it."""
    mirror = lists.of(known, "mirrors").get(lists.chosen(known, "mirror") or "")
    saying = lists.of(known, "sayings").get(lists.chosen(known, "said") or "")
    return (mirror.kind if mirror else "") or (saying.kind if saying else "")


def offers(step: str) -> Callable[[Known], Sequence[Option]]:
    """The buttons of a step."""
    return lambda known: lists.options(entries(known, step))


def taken(known: Known, step: str) -> str:
    """The line that was taken at a step, as a sentence; "" where it was left out."""
    answer = lists.chosen(known, step)
    if answer is None:
        return ""
    by_key = {one.key: one.says for one in entries(known, step)}
    return by_key.get(answer) or sentence(answer)


def sentence(text: str) -> str:
    """Own words with a beginning and an end."""
    line = " ".join(text.split())
    line = line[:1].upper() + line[1:]
    return line if line[-1:] in {".", "?", "”"} else line.rstrip("!,;: ") + "."


def whole(known: Known) -> str:
    """All that was taken, in the order in which it is said."""
    return " ".join(filter(None, (taken(known, step) for step in WHOLE)))


def has_whole(known: Known) -> bool:
    """Whether anything was taken."""
    return bool(whole(known))


def has_instead(known: Known) -> bool:
    """Whether a line was taken instead of the reply."""
    return bool(taken(known, "instead"))


def told(known: Known) -> Mapping[str, JSON]:
    """What they said, the lines on this screen in full, and what was taken so far."""
    values: dict[str, JSON] = {"they": said(known), "whole": whole(known)}
    for step in LISTS:
        at = lists.screen_of(known.answers.get(step))
        shown = entries(known, step)[at * SCREEN : (at + 1) * SCREEN]
        values[f"{step}_lines"] = [[one.label, one.says] for one in shown]
    values["line"] = taken(known, "instead")
    return values
