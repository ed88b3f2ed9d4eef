"""From "you never" to "I feel": a text in, what could be said out. Pure and deterministic."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.rewriting import stances
from flows.rewriting.acts import acts
from flows.rewriting.anything import NAME
from flows.rewriting.brief import HALF, SURE, Brief, Source, brief
from flows.rewriting.compose import statement
from flows.rewriting.facts import facts
from flows.rewriting.feelings import stated, strength
from flows.rewriting.flags import Flag, flags
from flows.rewriting.grounds import grounds
from flows.rewriting.kinds import Kind, is_break, kind_of, refused, scorned
from flows.rewriting.languages import is_english
from flows.rewriting.matching import Match, match
from flows.rewriting.model import features
from flows.rewriting.persons import to_partner
from flows.rewriting.said import STYLES, Style, Tuning, Version
from flows.rewriting.situations import Situation
from flows.rewriting.text import Word, read
from flows.safety import listen

REWRITES: frozenset[Kind] = frozenset({"complaint", "stonewall", "ultimatum"})


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What became of a text.

    `versions` differ in kind and are empty where nothing is rewritten; `best` is the place of the
    one to take first. `picked`: the complaint that was chosen, where there were several. `options`:
    topics to tap where it is not plain. `check`: a word about safety belongs beside it. `heard`: as
    what danger an unsafe text was heard, or why it is not polished. `returns`: a good statement
    that asks for a break and says that they come back.
    """

    kind: Kind
    versions: tuple[Version, ...] = ()
    best: int = 0
    topic: str = ""
    situation: str = ""
    sure: float = 0.0
    flags: tuple[Flag, ...] = ()
    picked: str = ""
    options: tuple[str, ...] = ()
    question: str = ""
    check: bool = False
    returns: bool = False
    heard: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def rewrite(text: str, tuning: Tuning | None = None) -> Rewrite:
    """What could be said instead. Total: any text has an answer."""
    tuning = tuning or Tuning()
    heard = listen(text)
    if heard.risk:
        who = "perpetrator" if heard.kind == "perpetrator" else heard.label
        return Rewrite("unsafe", heard=who, reasons={"heard": ", ".join(heard.reasons)})
    words = read(text)
    if not is_english(text, words):
        return Rewrite("unsupported_language")
    if worse := refused(words):
        return Rewrite("unsafe", heard=worse, reasons={"refused": worse})
    mine = to_partner(words)
    seen = features([word.text for word in mine])
    kind = kind_of(text, words, seen)
    marks = flags(words) if kind in REWRITES else ()
    check = heard.label == "ambiguous"
    if kind == "positive":
        return Rewrite(kind, stances.warmed(mine), check=check)
    if kind == "good_i_statement":
        returns = is_break(words)
        return Rewrite(kind, stances.tidied(text), check=check, returns=returns)
    if kind not in REWRITES:
        return Rewrite(kind, check=check)
    seed = zlib.crc32(" ".join(word.text.lower() for word in words).encode()) + 7919 * tuning.turn
    if kind == "stonewall":
        said = stances.time_out(words, seed, tuning.lean)
        return Rewrite(kind, said, best=1, flags=marks, check=check)
    found = _spoken(kind, mine, _Whole(text, words, seen, seed), tuning)
    return replace(found, flags=marks, check=check)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The whole text, of which one complaint is chosen."""

    text: str
    words: Sequence[Word]
    seen: set[str]
    seed: int


def _spoken(kind: Kind, mine: Sequence[Word], whole: _Whole, tuning: Tuning) -> Rewrite:
    """A complaint or an ultimatum, said as it could be heard."""
    chosen, several = stances.chosen(mine, cut_threat=kind == "ultimatum")
    seen = whole.seen if len(chosen) == len(mine) else features([word.text for word in chosen])
    found = match(seen, tuning.situation or scorned(chosen))
    source = Source(
        chosen,
        acts(chosen),
        facts(chosen),
        strength(whole.text, whole.words),
        stated(whole.words, whole.seed),
        whole.seed,
    )
    ground = grounds(found, source)
    made = brief(source, ground, tuning)
    versions = _versions(made, tuning)
    best = "short" if "avoidant" in {tuning.lean, tuning.partner} else "plain"
    return Rewrite(
        kind,
        versions,
        best=next((n for n, one in enumerate(versions) if one.style == best), 0),
        topic=found.topic if found.sure >= HALF else "",
        situation=ground.key if ground.topic != NAME else "",
        sure=found.sure,
        picked=" ".join(word.text for word in chosen) if several else "",
        options=found.likely if found.sure < SURE else (),
        question="" if made.observed else "what_happened",
        reasons=_reasons(found, ground, made),
    )


WARMTH: Mapping[str, str] = {"anxious": "We're okay, you and I.", "avoidant": "Whenever suits you."}
"""For the one who hears it: what calms differs (Simpson and Overall 2014)."""


def _versions(made: Brief, tuning: Tuning) -> tuple[Version, ...]:
    found: list[Version] = []
    styles: tuple[Style, ...] = ("plain", "softest", "short")
    for style in styles:
        text = statement(made, style, [one.text for one in found])
        if text is not None:
            warm = WARMTH.get(tuning.partner, "") if style == "softest" else ""
            found.append(Version(style, f"{text} {warm}".strip()))
    return tuple(sorted(found, key=lambda one: STYLES.index(one.style)))


def _reasons(found: Match, ground: Situation, made: Brief) -> dict[str, str]:
    """Why these words: for authors."""
    return {
        "topic": f"{found.topic} {found.sure:.2f}",
        "situation": ground.key,
        "anchored": str(found.anchored),
        "frame": "event" if made.past else "habit",
        "observed": made.observed[0].text if made.observed else "",
        "own words": str(bool(made.observed and made.observed[0].own)),
        "strength": made.strength,
    }
