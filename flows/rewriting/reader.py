"""A clause while it is read from left to right: what stands there, and what a verb takes along."""

from __future__ import annotations

from functools import cache

from flows.rewriting.act import SUBJECTS, Act, Frame, Who, listed
from flows.rewriting.grammar import Form, verbs
from flows.rewriting.tables import table
from flows.rewriting.text import STOPS

DENIES = frozenset({"not", "never", "hardly", "barely", "rarely", "seldom", "scarcely"})
_RARE = DENIES - {"not"}
_OFTEN = frozenset({"always", "constantly", "forever", "usually", "often", "continually"})
FILLERS = frozenset("both all also too then sometimes probably already".split())
_ALSO_VERBS = frozenset("no love listen look right like now".split())
_TURNS = ("as if ", "as though ", "every time ", "every single time ", "for the sake ", "when ")
_EMPTY = tuple(
    (
        "for once in your life,for once,all the time,at all,of course,as usual,any more,"
        "in the first place,once in a while,once in a blue moon,thank you,thanks a lot,by the way"
    ).split(",")
)


@cache
def lights() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Verbs before the verb that matters, with whether they tell of one time."""
    data = table("lightverbs")
    return tuple(
        (tuple(one.split()), name == "past")
        for name in ("lead", "past")
        for one in data[name].split(", ")
    )


class Reader:
    """A clause, a place in it, and what was read of it so far."""

    def __init__(self, texts: list[str], start: int, before: Who | None) -> None:
        self.texts, self.offset, self.before = texts, start, before
        self.at = 0
        self.denied = self.often = self.limited = False

    # — looking and taking ----------------------------------------------------------------------

    def word(self, ahead: int = 0) -> str:
        """The word so many places on; "" behind the end."""
        at = self.at + ahead
        return self.texts[at] if at < len(self.texts) else ""

    def take(self, line: str) -> bool:
        """Take these words if they come next."""
        wanted = line.split()
        if self.texts[self.at : self.at + len(wanted)] != wanted:
            return False
        self.at += len(wanted)
        return True

    def _past_openers(self) -> None:
        """Words that begin a clause and say nothing."""
        while self.word() in listed("openers") and len(self.texts) - self.at > 2:
            if self.word() in _ALSO_VERBS and self.word(1) not in SUBJECTS:
                return
            self.at += 1

    def _heat(self) -> None:
        """Adverbs before a verb, with what they say of how often."""
        while word := self.word():
            if word in DENIES:
                self.denied, self.often = True, self.often or word in _RARE
            elif word in _OFTEN:
                self.often = True
            elif word in {"only", "just"} and self.word(1) not in {"want", "wish"}:
                self.limited = self.limited or word == "only"
            elif word not in listed("heat") and word not in FILLERS:
                return
            self.at += 1

    def _subject(self) -> Who | None:
        who = next((one for one in SUBJECTS if one == self.word()), None)
        if who:
            self.at += 1
            self.take("guys")
        return who

    # — the verb and what follows it ------------------------------------------------------------

    def _verb(self, who: Who, frame: Frame | None, *forms: Form) -> Act | None:
        """The verb at this place, if it stands in one of these forms."""
        self._heat()
        for light, past in lights():
            if self.take(" ".join(light)):
                if self.denied and light == ("get", "to"):
                    return None  # "you don't get to say": a verdict, nothing that is not done
                forms, frame = ("base",), "event" if past and frame is None else frame
                self._heat()
        word, known = self.word(), verbs()
        base = known.base(word)
        if base in {None, "be"} or not known.is_form(word, *forms):
            return None
        if frame is None:
            told = known.is_form(word, "past")
            both = known.is_form(word, "base")
            one_time = any(one in {"yesterday", "last", "ago"} for one in self.texts)
            frame = "event" if told and (not both or one_time) else "habit"
        if self.often and frame == "event" and not known.is_form(word, "past"):
            frame = "habit"
        rest, end = self._rest(self.at + 1)
        place = (self.offset, self.offset + end)
        return Act(who, base or word, rest, self.denied, frame, *place)

    def _rest(self, at: int) -> tuple[tuple[str, ...], int]:
        """The words after the verb without heat, up to where it turns into something else."""
        rest: list[str] = []
        while at < len(self.texts):
            ahead = " ".join(self.texts[at : at + 6]) + " "
            if self.texts[at] in listed("cut") or ahead.startswith(_TURNS):
                break
            skipped = next((one for one in _EMPTY if ahead.startswith(one + " ")), None)
            if skipped:
                at += len(skipped.split())
                continue
            if self.texts[at] not in listed("heat") and self.texts[at] not in STOPS:
                rest.append(self.texts[at])
            at += 1
        return tuple(rest), at
