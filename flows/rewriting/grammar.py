"""Just enough English: the forms of verbs, and persons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.rewriting.tables import table, wordlists

Form = Literal["base", "s", "past", "participle", "ing"]
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
_NOT_DOUBLED = frozenset(
    "open listen answer order offer remember enter cover visit edit happen deliver gather whisper "
    "mutter stutter wander bother discover consider suffer travel cancel label".split()
)
_BRITISH_DOUBLES = frozenset("travel cancel label quarrel snivel".split())


def past(verb: str) -> str:
    """Regular past of a base form."""
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _stem(verb) + "ed"


def ing(verb: str) -> str:
    """Regular -ing form."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def third(verb: str) -> str:
    """Third person singular."""
    if verb in {"have", "be", "do", "go"}:
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")


def _stem(verb: str) -> str:
    doubled = verb in _BRITISH_DOUBLES or (verb not in _NOT_DOUBLED and _DOUBLES.search(verb))
    return verb + verb[-1] if doubled else verb


@dataclass(frozen=True, slots=True)
class Verbs:
    """Every verb we know, by any of its forms.

    `forms`: a form -> (base, which forms it may be). `said` may be repeated in an observation,
    `asked` may be asked for, `closed` may be neither.
    """

    forms: Mapping[str, tuple[str, frozenset[Form]]]
    made: Mapping[str, Mapping[Form, str]]
    said: frozenset[str]
    asked: frozenset[str]
    closed: frozenset[str]

    def base(self, word: str) -> str | None:
        """The base of a form, if it is a verb's."""
        found = self.forms.get(word)
        return found[0] if found else None

    def is_form(self, word: str, *forms: Form) -> bool:
        """Whether a word may be one of these forms of some verb."""
        found = self.forms.get(word)
        return found is not None and not found[1].isdisjoint(forms)

    def form(self, base: str, form: Form) -> str:
        """A form of a base; that of an unknown verb is made by the rules."""
        made = self.made.get(base)
        return made[form] if made else _regular(base)[form]


def _regular(base: str) -> dict[Form, str]:
    return {
        "base": base,
        "s": third(base),
        "past": past(base),
        "participle": past(base),
        "ing": ing(base),
    }


@cache
def verbs() -> Verbs:
    """The verbs of `verbs.yaml`."""
    lists = {name: wordlists("verbs")[name] for name in ("observable", "doable", "closed")}
    made = {base: _regular(base) for words in lists.values() for base in words if "_" not in base}
    for row in str(table("verbs")["irregular"]).splitlines():
        base, second, third_, *rest = row.split()
        one = _regular(base) | {"past": second, "participle": third_}
        made[base] = one | ({"ing": rest[0]} if rest else {})
    made["be"] |= {"ing": "being"}
    forms: dict[str, tuple[str, set[Form]]] = {}
    for base, shapes in made.items():
        for form, shape in shapes.items():
            forms.setdefault(shape, (base, set()))[1].add(form)
    for shape in ("am", "is", "are", "was", "were"):
        forms[shape] = ("be", {"past" if shape in {"was", "were"} else "s"})
    for american, base in (
        ("dreamed", "dream"),
        ("learned", "learn"),
        ("spelled", "spell"),
        ("burned", "burn"),
        ("spilled", "spill"),
        ("gotten", "get"),
    ):
        forms.setdefault(american, (base, {"past", "participle"}))
    return Verbs(
        {shape: (base, frozenset(kinds)) for shape, (base, kinds) in forms.items()},
        made,
        frozenset(lists["observable"]),
        frozenset(lists["doable"]),
        frozenset(lists["closed"]),
    )


SUBJECT_TO_YOU: Mapping[str, str] = {
    "he": "you", "she": "you", "him": "you", "his": "your", "himself": "yourself",
    "herself": "yourself", "hers": "yours",
}  # fmt: skip
"""A third person, said to the partner. "her" and "they" depend on their place."""
AGREES: Mapping[str, str] = {
    "is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't",
}  # fmt: skip


def to_second(word: str) -> str:
    """A verb after he or she, as it stands after you."""
    if word in AGREES:
        return AGREES[word]
    found = verbs().forms.get(word)
    if found and found[1] == {"s"}:
        return found[0]
    return word
