"""The lines of the page for a first talk, as one's own notes would fill them; "" where they say
nothing. What is guessed about the other, and the row, are left out beside somebody who harms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from statistics import fmean

from flows import lists
from flows.assessing import results
from flows.engine.known import Known, Record
from flows.guards import unsafe
from flows.helping import signs
from flows.knowing import dance
from flows.pausing.tells import PATTERNS

MOST = 3  # entries of a kind: a page that is read in a minute
ENOUGH = 3  # pauses from which on an average means something
FEARS = ("inside", "their_inside")


def piece(known: Known, key: str, **values: object) -> str:
    """A sentence of the page, filled in."""
    return lists.of(known, "sheetwords")[key].says.format(**values)


def cycle(known: Known) -> str:
    """The loop of /dance, a station a line."""
    if not dance.has_dance(known):
        return ""
    found = {"name": dance.name(known)} | {one: _station(known, one) for one in dance.STATIONS}
    return "\n".join(
        piece(known, f"loop_{key}", words=words) for key, words in found.items() if words
    )


def _station(known: Known, station: str) -> str:
    """A station of the loop; fears by their names, for "you" on this page would be the reader."""
    answer = dance.value(known, station)
    fear = lists.of(known, "fears").get(answer) if station in FEARS else None
    return fear.label[:1].lower() + fear.label[1:] if fear else dance.words(known, station)


def rows(known: Known) -> str:
    """What the same row was about, the most frequent first."""
    counts = Counter(str(one.data.get("about") or "") for one in known.records("same_row"))
    return _counted(known, counts, "rows")


def triggers(known: Known) -> str:
    """What set it off in moments that were kept, then triggers of one's own."""
    counts = Counter(str(one.data.get("fact") or "") for one in known.records("moment"))
    own = known.person.kept.get("triggers")
    for text in own if isinstance(own, list | tuple) else ():
        counts.setdefault(str(text), 1)
    return _counted(known, counts, "triggers")


def helped(known: Known) -> str:
    """Breaths after which the heat was lower, the best first; then what was chosen to do alone."""
    by_pattern: defaultdict[str, list[Record]] = defaultdict(list)
    for record in known.records("pause"):
        by_pattern[str(record.data.get("pattern"))].append(record)
    falls = {one: signs.heat_falls(by_pattern[one]) for one in PATTERNS}
    drops = {one: fmean(each) for one, each in falls.items() if len(each) >= ENOUGH}
    lines = [
        piece(known, f"breath_{one}", drop=_number(drop), count=len(falls[one]))
        for one, drop in sorted(drops.items(), key=lambda pair: -pair[1])
        if drop >= 1
    ]
    tools = Counter(str(one.data.get("tool") or "") for one in known.records("moment"))
    return "\n".join([*lines, *_lines(known, tools, "tools")])


def weeks(known: Known) -> str:
    """Pauses and notes on the day of the last four weeks, in numbers."""
    paused = signs.within(known, "pause", signs.LATELY)
    noted = [one.data for one in signs.within(known, "checkin", signs.LATELY)]
    lines = [piece(known, "weeks_pauses", count=len(paused))] if paused else []
    if len(pairs := signs.heats(paused)) >= ENOUGH:
        before, after = (_number(fmean(each)) for each in zip(*pairs, strict=True))
        lines.append(piece(known, "weeks_heat", before=before, after=after))
    if noted:
        low = sum(one.get("mood") in signs.LOW for one in noted)
        far = sum(one.get("distance") == "too_far" for one in noted)
        lines.append(piece(known, "weeks_days", count=len(noted), low=low, far=far))
    return "\n".join(lines)


def lean(known: Known) -> str:
    """Where the person leans by /assess, in words without a label or a number."""
    latest = results.latest(known)
    styles = latest.get("styles")
    if not isinstance(styles, list | tuple) or f"lean_{styles[0]}" not in lists.of(
        known, "sheetwords"
    ):
        return ""
    said = piece(known, f"lean_{styles[0]}")
    sure = latest.get("wording") in {"mostly", "leans"}
    return said if sure else f"{said} {piece(known, 'lean_between')}"


def questions(known: Known) -> str:
    """Three that fit any first meeting; others beside somebody who harms."""
    return piece(known, "ready_alone" if unsafe(known) else "ready_questions")


def hope(known: Known) -> str:  # noqa: ARG001 - nobody else can know
    """Only they can say."""
    return ""


LINES: Mapping[str, Callable[[Known], str]] = {
    "hope": hope,
    "cycle": cycle,
    "rows": rows,
    "triggers": triggers,
    "helped": helped,
    "weeks": weeks,
    "lean": lean,
    "questions": questions,
}


def _counted(known: Known, counts: Counter[str], list_: str) -> str:
    return "\n".join(_lines(known, counts, list_))


def _lines(known: Known, counts: Counter[str], list_: str) -> Iterable[str]:
    """The most frequent, in the words of the list or the person's own, with how often."""
    del counts[""]
    every = lists.of(known, list_)
    for key, count in counts.most_common(MOST):
        words = every[key].label if key in every else key
        yield piece(known, "many_count" if count > 1 else "one_count", words=words, count=count)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
