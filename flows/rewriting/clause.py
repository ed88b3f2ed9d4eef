"""One clause of a complaint: the first opening that fits says what is told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from flows.rewriting.act import SUBJECTS, Act, Frame, Who, listed
from flows.rewriting.grammar import Form, verbs
from flows.rewriting.reader import DENIES, FILLERS, Reader
from flows.rewriting.tables import table

_AUX = frozenset(
    "do does did have has had am is are was were will would can could should might must".split()
)
_LONE = frozenset("have has had do does did".split())  # verbs of their own, too
_WEARY = frozenset("so beyond getting very sick and tired fed up done bored over too".split())
_PLACES = frozenset("on at with in behind next".split())
_STATES = _PLACES | frozenset(
    "late drunk hungover asleep away out home online busy gone upstairs downstairs early".split()
)  # where or how somebody is that a camera would have seen
SUBJECT_WORDS = frozenset({"you", "i", "we", "he", "she", "they", "it"})


@cache
def wishes() -> tuple[tuple[tuple[str, ...], Who], ...]:
    """Openings of a wish, the longest first, with who is to do it."""
    found: list[tuple[tuple[str, ...], Who]] = [
        (tuple(line.split()), who) for who in SUBJECTS[:3] for line in table("openings")[who]
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


class Clause(Reader):
    """A clause; `act` tries each opening from its beginning."""

    def act(self) -> Act | None:
        """What is told, or None."""
        self._past_openers()
        begun = self.at
        for opening in (
            self._wish,
            self._last_time,
            self._question,
            self._weary,
            self._me_who,
            self._since,
            self._statement,
            self._order,
            self._inherited,
        ):
            self.at = begun
            self.denied = self.often = self.limited = False
            found = opening()
            if found:
                return replace(found, limited=self.limited)
        return None

    # — openings --------------------------------------------------------------------------------

    def _wish(self) -> Act | None:
        """I want you to …; would it kill you to …; you should …"""
        for head, who in wishes():
            if self.take(" ".join(head)):
                self._heat()
                return None if self.denied else self._verb(who, "wish", "base")
        return None

    def _last_time(self) -> Act | None:
        """When was the last time you …; when did you last …: it does not happen."""
        if self.take("when was the last time") or self.take("when did"):
            who = self._subject()
            if who and (self.texts[2:3] == ["the"] or self.take("last")):
                self.denied = True
                return self._verb(who, "habit", "past", "base")
        return None

    def _question(self) -> Act | None:
        """Why do you never …; do you even …"""
        _ = self.take("why") or self.take("how come")
        aux = self.word()
        if aux not in {"do", "does", "did", "have", "has", "are", "were", "is", "was"}:
            return None
        self.at += 1
        self.denied = self.take("not")
        who = self._subject()
        if who is None:
            return None
        self._heat()
        return self._after(who, aux)

    def _weary(self) -> Act | None:
        """Sick of you leaving …; tired of picking up …"""
        self.take("i am")
        if self.word() not in listed("heat") | _WEARY:
            return None
        self._heat()
        while self.word() in _WEARY:
            self.at += 1
        if not (self.take("of") or self.take("with")):
            return None
        self._heat()
        who: Who = "you" if self.take("you") or self.take("your") else "i"
        return self._verb(who, "habit", "ing")

    def _me_who(self) -> Act | None:
        """It is always me who …; I am the only one who …"""
        begun = self.at
        for head in ("it is", "why is it", "why am", "how is it", "i am"):
            self.at = begun
            if not self.take(head):
                continue
            self._heat()
            self.take("the")
            self._heat()
            mine = any(self.take(one) for one in ("me", "one", "i", "up to me"))
            if mine and (
                any(self.take(one) for one in ("who", "that", "having to", "to"))
                or verbs().is_form(self.word(), "ing")
            ):
                self._heat()
                return self._verb("i", "habit", "base", "s", "ing", "past")
        return None

    def _since(self) -> Act | None:
        """It has been weeks since you …: it does not happen."""
        if not (self.take("it has been") or self.take("it is been") or self.take("it is")):
            return None
        while self.word() not in {"since", ""}:
            self.at += 1
        self.take("since")
        who = self._subject()
        if who not in {"you", "we"}:
            return None
        self.denied = True
        return self._verb(who, "habit", "past", "participle")

    def _statement(self) -> Act | None:
        """You always …; you did not …; we have never …; my messages are …"""
        who = self._subject()
        if who is None:
            return self._thing()
        self._heat()
        word = self.word()
        if word in _AUX and not self._alone(word):
            self.at += 1
            self._heat()
            return self._after(who, word)
        if word in {"keep", "keeps", "kept"} and verbs().is_form(self.word(1), "ing"):
            self.at += 1
            self.often = True
            return self._verb(who, "event" if word == "kept" else "habit", "ing")
        return self._verb(who, None, "base", "s", "past")

    def _alone(self, aux: str) -> bool:
        """Whether a word that may lead another verb is the verb itself ("you had lunch")."""
        if aux not in _LONE:
            return False
        ahead = 1
        while self.word(ahead) in listed("heat") | DENIES | FILLERS:
            if self.word(ahead) == "not":
                return False
            ahead += 1
        word = self.word(ahead)
        leads: tuple[Form, ...] = (
            ("participle", "ing") if aux in {"have", "has", "had"} else ("base",)
        )
        if aux in {"do", "does", "did"}:
            return True
        if aux in {"have", "has", "had"} and word.endswith("ed"):
            return False
        return not (word in {"to", "been"} or verbs().is_form(word, *leads) or word == "got")

    def _after(self, who: Who, aux: str) -> Act | None:
        """What follows "you are", "you have", "you did" …"""
        if self.take("going to"):
            return self._verb(who, "future", "base")
        if aux in {"am", "is", "are", "was", "were"}:
            past = aux in {"was", "were"}
            if self.word() in _STATES and (self.word() not in _PLACES or self.word(1)):
                rest, end = self._rest(self.at)
                place = (self.offset, self.offset + end)
                return Act(who, "be", rest, self.denied, "event" if past else "habit", *place)
            return self._verb(who, "habit" if self.often else "event" if past else "now", "ing")
        if aux in {"have", "has", "had"}:
            if self.take("to"):
                return self._verb(who, "event" if aux == "had" else "habit", "base")
            return self._verb(who, "habit" if self.often else "event", "participle")
        if aux in {"did", "would", "could"}:
            told = aux == "did" or self.denied
            return self._verb(who, "event", "base") if told else None
        if aux in {"will", "can", "do", "does"}:
            ahead = aux == "will" and not self.denied
            return self._verb(who, "future" if ahead else "habit", "base")
        return None

    def _thing(self) -> Act | None:
        """The bins have not been taken out; your coat is on the floor; laundry has been …"""
        begun = self.at
        while self.word() and self.word() not in _AUX | SUBJECT_WORDS and self.at - begun < 6:
            self.at += 1
        subject = tuple(self.texts[begun : self.at])
        if not subject or self.word() not in {"is", "are", "was", "were", "has", "have", "had"}:
            return None
        aux = self.word()
        self.at += 1
        self._heat()
        rest, end = self._rest(self.at)
        if not rest:
            return None
        frame: Frame = "event" if aux in {"was", "were", "had"} else "habit"
        place = (self.offset, self.offset + end)
        return Act("it", aux, rest, self.denied, frame, *place, subject=subject)

    def _order(self) -> Act | None:
        """Put the phone down; stop leaving …"""
        if any(self.take(one) for one in ("do not", "stop", "quit", "never")):
            form: Form = "ing" if verbs().is_form(self.word(), "ing") else "base"
            return self._verb("you", "habit", form)
        self._heat()
        if self.denied or self.word() not in verbs().asked:
            return None
        return self._verb("you", "wish", "base")

    def _inherited(self) -> Act | None:
        """… and laughed about it: the subject of the clause before."""
        if self.before is None:
            return None
        self._heat()
        if self.take("did not") or self.take("do not"):
            self.denied = True
            past = self.texts[self.at - 2] == "did"
            return self._verb(self.before, "event" if past else "habit", "base")
        if verbs().is_form(self.word(), "past") and not verbs().is_form(self.word(), "base"):
            return self._verb(self.before, "event", "past")
        return None
