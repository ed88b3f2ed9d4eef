"""The card of /me: lines that a person can change and clear; filled at first from where they lean.

Kept on the person: `me`, a mapping of line -> key of its list or own words; "" where cleared.
The script is kept as `script`: {"key"} of scripts.yaml, or {"old", "new"} in own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flows import lists
from flows.assessing import plans, results
from flows.engine.effects import Effect, Remember
from flows.engine.known import JSON, Known
from flows.engine.ways import Option
from flows.guards import unsafe
from flows.lists import Entry

LINES: Mapping[str, str] = {
    "fear": "fears",
    "need": "needs",
    "challenge": "challenges",
    "self": "selves",
    "others": "others",
}
"""Line of the card -> the list it is picked from."""
SIDES: Mapping[str, str] = {
    "preoccupied": "distance", "dismissing": "closeness", "fearful": "both", "secure": "steady",
}  # fmt: skip
LOGGED = 3  # moments from which on the card has something to say without a test
OWN = 90  # characters of one's own words on the card


def side(known: Known) -> str:
    """Where the person leans: by the latest result, else by their logged pulls; "" if unknown."""
    styles = results.latest(known).get("styles")
    if isinstance(styles, Sequence) and styles:
        return SIDES.get(str(styles[0]), "")
    return logged_side(known)


def logged_side(known: Known) -> str:
    """Where the pulls of the logged moments lie: distance, closeness or both; "" below three."""
    pulls = [record.data.get("pull") for record in known.records("pause")]
    pulls += [record.data.get("tag") for record in known.records("observed")]
    sides = {"reach": "distance", "seek": "distance", "away": "closeness", "push": "closeness"}
    counts = Counter(sides.get(str(pull), "") for pull in pulls if pull)
    del counts[""]
    if counts.total() < LOGGED:
        return ""
    first, most = counts.most_common(1)[0]
    return first if most > 0.6 * counts.total() else "both"


def disagrees(known: Known) -> bool:
    """Whether the logged moments point elsewhere than the answers did."""
    by_test, by_log = side(known), logged_side(known)
    tested = bool(results.latest(known))
    pair = {by_test, by_log}
    return tested and pair in ({"distance", "closeness"}, {"steady", "both"})


def kept(known: Known) -> Mapping[str, JSON]:
    """What the person set or cleared."""
    found = known.person.kept.get("me")
    return found if isinstance(found, Mapping) else {}


def entry(known: Known, line: str) -> Entry | None:
    """The list entry on a line: the one that was set, else the likeliest of the person's side."""
    every = lists.of(known, LINES[line])
    mine = kept(known).get(line)
    if mine is not None:
        return every.get(str(mine))
    here = side(known)
    return next((one for one in every.values() if here and one.kind == here), None)


def words(known: Known, line: str) -> str:
    """A line as it is read; "" where nothing is known or it was cleared."""
    found = entry(known, line)
    if found is not None:
        return found.text or found.label
    mine = kept(known).get(line)
    return str(mine) if isinstance(mine, str) else ""


def told(known: Known) -> Mapping[str, JSON]:
    """The whole card."""
    latest = results.latest(known)
    styles = latest.get("styles")
    both = [str(one) for one in styles] if isinstance(styles, Sequence) else []
    old, new = script(known)
    mine = plans.plans(known)
    return {
        "wording": str(latest.get("wording") or ""),
        "first": both[0] if both else "",
        "second": both[-1] if both else "",
        "lines": {line: words(known, line) for line in LINES},
        "plan_if": plans.half(known, mine[0], "if") if mine else "",
        "plan_then": plans.half(known, mine[0], "then") if mine else "",
        "old": old,
        "new": new,
        "disagrees": disagrees(known),
        "logged": logged_side(known),
        "scenes": _scenes(known),
        "anything": bool(latest or mine or old or kept(known) or logged_side(known)),
    }


def _scenes(known: Known) -> Mapping[str, JSON]:
    found = known.person.kept.get("scenes")
    return found if isinstance(found, Mapping) else {}


def script(known: Known) -> tuple[str, str]:
    """The old script and the new one, as they stand after "I"; empty where there is none."""
    found = known.person.kept.get("script")
    if not isinstance(found, Mapping):
        return "", ""
    one = lists.of(known, "scripts").get(str(found.get("key") or ""))
    if one is not None:
        return one.says, one.asks
    return str(found.get("old") or ""), str(found.get("new") or "")


def script_for(known: Known, trigger: str) -> str:
    """The new script, where this trigger is the one that sets the old one off."""
    found = known.person.kept.get("script")
    key = str(found.get("key") or "") if isinstance(found, Mapping) else ""
    one = lists.of(known, "scripts").get(key)
    return one.asks if one is not None and one.leads == trigger else ""


# — changing it -----------------------------------------------------------------------------------


def rows(known: Known) -> list[Option]:
    """What can be changed; the card to hand on only where it can reach nobody who harms."""
    share = [] if unsafe(known) else ["share"]
    return [Option(key) for key in (*LINES, "plan", "script", *share)]


def choices(known: Known) -> Sequence[Option]:
    """Entries for the line that is being changed, beginning with those of the person's side."""
    line = known.text("line")
    if line not in LINES:
        return []
    here = side(known)
    entries = lists.of(known, LINES[line]).values()
    return lists.options(sorted(entries, key=lambda one: one.kind != here))


def scripts(known: Known) -> Sequence[Option]:
    """Scripts, beginning with those of the person's side."""
    here = side(known)
    entries = lists.of(known, "scripts").values()
    return lists.options(sorted(entries, key=lambda one: one.kind != here))


def keep_line(known: Known) -> tuple[Effect, ...]:
    """Keep what was chosen for a line; "other" clears it."""
    line = known.text("line")
    if line not in LINES:
        return ()
    value = lists.chosen(known, "value") or ""
    return (Remember("me", {**kept(known), line: value}),)


def keep_script(known: Known) -> tuple[Effect, ...]:
    """Keep the script that was picked, or the two halves in own words; "other" clears it."""
    picked = lists.chosen(known, "picked")
    if picked is None:
        return (Remember("script", None),)
    if picked in lists.of(known, "scripts"):
        return (Remember("script", {"key": picked}),)
    return (Remember("script", {"old": picked, "new": known.text("instead")}),)


def shared(known: Known) -> Mapping[str, JSON]:
    """What the card to hand on says: the person's own side alone, no score and no label."""
    needs = entry(known, "need")
    found = entry(known, "fear")
    _, new = script(known)
    here = side(known)
    return {
        "side": here or "both",
        "fear_says": found.says if found else "",
        "asks": needs.asks if needs else "",
        "new": new,
    }
