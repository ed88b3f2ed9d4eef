"""Lists that exercises share: feelings, fears, needs, triggers …, one file each.

`content/<language>/lists/<name>.yaml` holds entries: `key` (stored), `label` (a button), `says`
(the words inside a sentence), `text` (what is read above the buttons). A list is looked up for a
person, and offered four a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import msgspec
import yaml

from flows.engine.flow import Target, When
from flows.engine.known import Answers, Known
from flows.engine.ways import Option, Pick, by_label, same

SCREEN = 4  # entries a screen; with "more" or "other" below them that makes five buttons
LONGEST = 400  # characters of one's own words: a few lines, not a letter
MORE, OTHER = "more", "other"
NOTHING = frozenset({OTHER, "none", "skip"})  # keys that say so, here and on other screens
BUTTONS = frozenset(
    {MORE, "back", "cancel", "help", "home", "copy", "share", "next", "done", "yes", "no"}
    | {"inline send", "inline open"}
)  # keys, as `same` reads them, of buttons that all flows share: no words of one's own
FALLBACK = "en"


class ListError(ValueError):
    """A list cannot be read; the message names file and remedy."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry. What `kind` sorts by, and which of the other fields are used, its file says."""

    key: str
    label: str
    says: str = ""
    text: str = ""
    kind: str = ""
    asks: str = ""
    leads: str = ""
    needs: tuple[str, ...] = ()
    fear: str = ""
    theirs: str = ""
    note: str = ""
    minutes: int = 0
    why: str = ""
    how: str = ""
    know: str = ""
    rank: int = 0
    lanes: tuple[str, ...] = ()
    test: str = ""
    seed: tuple[str, ...] = ()
    finer: tuple[Entry, ...] = ()

    @property
    def inside(self) -> str:
        """The words as they stand inside a sentence."""
        return self.says or self.label[:1].lower() + self.label[1:]


List: TypeAlias = Mapping[str, Entry]  # by key, in the order of the file; finer entries after all
Lists: TypeAlias = Mapping[str, Mapping[str, List]]  # language -> name -> list


def load(content: Path) -> Lists:
    """Read every list of every language; raises ListError."""
    found: dict[str, dict[str, List]] = {}
    for file in sorted(content.glob("*/lists/*.yaml")):
        found.setdefault(file.parts[-3], {})[file.stem] = read(file)
    return found


def read(file: Path) -> List:
    """One list; raises ListError."""
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        entries = msgspec.convert(raw, list[Entry])
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        why = " ".join(str(fault).split())
        raise ListError(f"{file}: {why}; write entries as the lists beside it do") from fault
    everything = [*entries, *chain.from_iterable(entry.finer for entry in entries)]
    by_key = {entry.key: entry for entry in everything}
    if len(by_key) < len(everything):
        raise ListError(f"{file}: a key stands twice; give each entry one of its own")
    return by_key


def of(known: Known, name: str) -> List:
    """A list in the nearest language: the person's, its base (`pt-br` -> `pt`), then English."""
    lists: Lists = known.library["lists"]
    tried = known.person.language.lower().replace("_", "-")
    for code in (tried, tried.split("-")[0], FALLBACK):
        if name in lists.get(code, ()):
            return lists[code][name]
    raise ListError(f"no list `{name}`; write content/{FALLBACK}/lists/{name}.yaml")


def options(entries: Iterable[Entry]) -> list[Option]:
    """Buttons of entries."""
    return [Option(entry.key, entry.label) for entry in entries]


def pages(
    step: str,
    offers: Callable[[Known], Sequence[Option]],
    then: Target,
    name: str = "",
    most: int = LONGEST,
    *,
    way_out: bool = False,
    fits: Callable[[str], object] | None = None,
) -> Pick:
    """One of many at `step`, four a screen; own words of up to `most` characters are as good.

    `way_out`: three a screen, so that `other` stands on each of them. `fits`: says no to own words
    that are no answer.

    Saved as `name`, or as the step is called. The step's words name the buttons `more1`, `more2` …
    (to the next screen: they lead back to the step) and `other` (on the last one: an answer).
    """
    save, size = name or step, SCREEN - way_out

    def screen(known: Known) -> list[Option]:
        everything, at = offers(known), screen_of(known.answers.get(save))
        shown = everything[at * size : (at + 1) * size]
        more = [Option(f"{MORE}{at + 1}")] if len(everything) > (at + 1) * size else []
        return [*shown, *more, *([Option(OTHER)] if way_out or not more else [])]

    def find(text: str, known: Known) -> Answers | None:
        labels = {option.key: option.label for option in offers(known) if option.label}
        key = by_label(text, labels, whole=True)
        if key is None and same(text) in NOTHING:
            return {save: OTHER}
        return {save: key or text} if key or in_words(text) else None

    def in_words(text: str) -> bool:
        if len(text) > most or screen_of(text) or same(text) in BUTTONS:
            return False
        return any(map(str.isalpha, text)) and (fits is None or bool(fits(text)))

    def turns_the_page(known: Known) -> bool:
        return screen_of(known.answers.get(save)) > 0

    go_on = When(turns_the_page, step, otherwise=then)
    return Pick(screen, save, go_on, find, own_words=True, elsewhere=offers)


def screen_of(answer: object) -> int:
    """Which screen of a list an answer turned to; 0 if it is a real answer, or none."""
    number = answer.removeprefix(MORE) if isinstance(answer, str) else ""
    return int(number) if f"{MORE}{number}" == answer and number.isdecimal() else 0


def chosen(known: Known, save: str) -> str | None:
    """What was answered from a list: a key or own words; None for nothing, or for "other"."""
    answer = known.answers.get(save)
    if not isinstance(answer, str) or answer == OTHER or screen_of(answer):
        return None
    return answer
