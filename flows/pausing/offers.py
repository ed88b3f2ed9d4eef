"""The lists of a pause, each in the order that fits the person and the pull."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import lists
from flows.engine.known import Answers, Known
from flows.engine.ways import Option, same
from flows.lists import Entry
from flows.localtime import read_minutes
from flows.pausing.answers import LABEL, clipped, entry, own, shown, words
from flows.toolkits import kit

SPARE = (3, 10, 30)  # minutes to tap
HAVEN = "haven"  # `haven0`, `haven1`: keys of people and places on the person's own list
FIRST = {"reach": "distance", "away": "closeness"}  # pull -> the kind of entries that comes first
TORN = ("rejected", "betrayed", "swallowed", "left")  # fears that wanting and fearing at once has


UNDER: Mapping[str, str] = {"hurt": "hurt", "fear": "afraid", "shame": "ashamed"}
"""What anger guards -> the family of feelings that has finer words for it."""


def typed_pull(text: str, known: Known) -> Answers | None:
    """Where typed words lead that are no pull: `afraid` of them, or `feel` for none to be felt."""
    said = f" {same(text)} "
    entries = lists.of(known, "pulls").values()
    leads = [entry.leads for entry in entries if f" {same(entry.label)} " in said]
    return {"typed": leads[0]} if leads else None


def finer_word(known: Known) -> Sequence[Option]:  # noqa: ARG001 - the same for everybody
    """The way from what anger guards to a finer word for it."""
    return [Option("name")]


def family_under(text: str, known: Known) -> Answers | None:
    """The family of what anger guards, if it is one; what was named before is named anew."""
    if text != "name":
        return None
    return {"family": UNDER.get(known.text("under")), "feeling": None}


def families(known: Known) -> Sequence[Option]:
    """Feelings in broad words."""
    return lists.options(e for e in lists.of(known, "feelings").values() if e.finer)


def finer(known: Known) -> Sequence[Option]:
    """Finer words of the family that was named."""
    family = entry(known, "family")
    return lists.options(family.finer if family else ())


def thoughts(known: Known) -> Sequence[Option]:
    """Sentences in the head."""
    return lists.options(_by_pull(known, "thoughts"))


def triggers(known: Known) -> Sequence[Option]:
    """What set it off: what the person added, then the list."""
    added = [option for option, _ in own(known, "fact")]
    return [*added, *lists.options(_by_pull(known, "triggers"))]


def fears(known: Known) -> Sequence[Option]:
    """Fears."""
    entries = _by_pull(known, "fears")
    if known.text("pull") == "both":
        entries = sorted(entries, key=lambda e: TORN.index(e.key) if e.key in TORN else len(TORN))
    return lists.options(entries)


def needs(known: Known) -> Sequence[Option]:
    """Needs, beginning with those that lie under the fear that was named."""
    fear = entry(known, "fear")
    likely = fear.needs if fear else ()
    entries = lists.of(known, "needs").values()
    return lists.options(sorted(entries, key=lambda e: e.key not in likely))


def readings(known: Known) -> Sequence[Option]:
    """Other readings of what happened."""
    return lists.options(lists.of(known, "readings").values())


def more_readings(known: Known) -> Sequence[Option]:
    """Those that were not taken yet."""
    return [option for option in readings(known) if option.key != words(known, "reading")]


def picked_readings(known: Known) -> Sequence[Option]:
    """The two that could also be true, and neither."""
    picked = [(name, shown(known, name)) for name in ("reading", "second")]
    return [*(Option(name, clipped(text, LABEL)) for name, text in picked if text), Option("none")]


def spare(known: Known) -> Sequence[Option]:
    """Minutes; and the first people and places that the person calls a safe haven."""
    havens = enumerate(kit.havens(known)[: kit.SHOWN])
    named = [Option(f"{HAVEN}{n}", clipped(one.text, LABEL)) for n, one in havens]
    return [*(Option(str(minutes)) for minutes in SPARE), *named]


def read_spare(text: str, known: Known) -> Answers | None:
    """Minutes, tapped or typed; or the haven behind a button."""
    for n, one in enumerate(kit.havens(known)[: kit.SHOWN]):
        if text == f"{HAVEN}{n}":
            return {"spare": None, "tool": one.text, "haven": one.kind}
    minutes = read_minutes(text, known.now, known.person.zone)
    return None if minutes is None else {"spare": minutes, "haven": None}


def tools(known: Known) -> Sequence[Option]:
    """Things to do alone in the minutes there are: the person's own, then the list."""
    entries = lists.of(known, "tools")
    minutes = known.number("spare")
    lengths = sorted({e.minutes for e in entries.values()})
    fits = max((n for n in lengths if n <= minutes), default=lengths[0])
    mine = [one.key for one in kit.fitting(known, minutes) if one.key in entries]
    ready = [e.key for e in entries.values() if e.minutes == fits and e.key not in mine]
    added = [option for option, _ in own(known, "tool")]
    return [*added, *lists.options(entries[key] for key in (*mine, *ready))]


def _by_pull(known: Known, name: str) -> Sequence[Entry]:
    """A list, beginning with what the pull makes likely; all of it follows."""
    first = FIRST.get(known.text("pull"), "distance")
    return sorted(lists.of(known, name).values(), key=lambda e: e.kind != first)
