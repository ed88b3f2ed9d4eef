"""What somebody notes of themselves and of the two of them: moments, checks, promises, turns.

Records: `observed` {body, thought, urge, deed, tag}, `checked` {what}, `promise` {who, kept},
`unsaid` {line}, `different` {line}, `there` {} (they were there), `same_row` {about}.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows import lists
from flows.engine.effects import Discard, Effect, Keep
from flows.engine.known import JSON, Known, Record
from flows.engine.ways import Option
from flows.helping import signs

WEEK = timedelta(days=7)
TAGS = ("seek", "keep", "push")
TRIES = 3  # times the same row was marked before somebody outside is suggested, once


def recent(known: Known, kind: str, within: timedelta = WEEK) -> list[Record]:
    """Records of the last week."""
    return [record for record in known.records(kind) if known.now - record.at < within]


def bodies(known: Known) -> Sequence[Option]:
    """Where it shows."""
    return lists.options(lists.of(known, "bodies").values())


def thoughts(known: Known) -> Sequence[Option]:
    """The sentence in the head."""
    return lists.options(lists.of(known, "thoughts").values())


def urges(known: Known) -> Sequence[Option]:
    """What it pulls to."""
    return lists.options(lists.of(known, "urges").values())


def deeds(known: Known) -> Sequence[Option]:
    """What was done."""
    return lists.options(lists.of(known, "deeds").values())


def likely_tag(known: Known) -> str:
    """What the chosen deed comes to: seek, keep or push; "" for own words."""
    entry = lists.of(known, "deeds").get(lists.chosen(known, "deed") or "")
    return entry.kind if entry else ""


def tags(known: Known) -> list[Option]:
    """The three tags, the likeliest first."""
    likely = likely_tag(known)
    return [Option(tag) for tag in sorted(TAGS, key=lambda tag: tag != likely)]


def keep(known: Known) -> tuple[Effect, ...]:
    """Keep the moment: what was tapped; own words only from the step that says so."""
    data: dict[str, JSON] = {}
    for name, list_ in (
        ("body", "bodies"),
        ("thought", "thoughts"),
        ("urge", "urges"),
        ("deed", "deeds"),
    ):
        answer = lists.chosen(known, name)
        if answer is not None:
            data[name] = answer if answer in lists.of(known, list_) else "own"
    return (Keep("observed", {**data, "tag": known.text("tag") or likely_tag(known)}),)


def keep_tag(known: Known) -> tuple[Effect, ...]:
    """Put the chosen tag in the place of the likely one, with which the moment was kept."""
    kept = known.records("observed")
    if known.text("tag") == likely_tag(known):
        return ()
    gone = (Discard("observed", kept[-1].at),) if kept else ()
    return (*gone, *keep(known))


def keep_unsaid(known: Known) -> tuple[Effect, ...]:
    """Keep what was not said, because the person chose to."""
    return (Keep("unsaid", {"line": known.text("unsaid")}),)


def keep_checked(known: Known) -> tuple[Effect, ...]:
    """Count one check."""
    return (Keep("checked", {"what": known.text("what")}),)


def keep_promise(known: Known) -> tuple[Effect, ...]:
    """Log a promise: whose, and whether it was kept."""
    who, _, how = known.text("promise").partition("_")
    return (Keep("promise", {"who": who, "kept": how == "kept"}),)


def keep_different(known: Known) -> tuple[Effect, ...]:
    """Keep a moment that went differently, with a line if one was written."""
    line = known.text("different")
    return (Keep("different", {} if line in {"", "skip"} else {"line": line}),)


def keep_there(known: Known) -> tuple[Effect, ...]:  # noqa: ARG001 - there is nothing more to say of it
    """They were there when it counted."""
    return (Keep("there", {}),)


def keep_row(known: Known) -> tuple[Effect, ...]:
    """The same row again; what it is about as the person names it."""
    about = lists.chosen(known, "about") or ""
    return (Keep("same_row", {"about": about}),)


def rows(known: Known) -> Sequence[Option]:
    """What rows were about, the most frequent first: named by the person before."""
    counts = Counter(str(record.data.get("about") or "") for record in known.records("same_row"))
    del counts[""]
    own = [about for about, _ in counts.most_common(6)]
    every = lists.of(known, "rows")
    known_keys = [Option(key, every[key].label) for key in own if key in every]
    mine = [Option(f"own{n}", about[:28]) for n, about in enumerate(own) if about not in every]
    rest = [one for one in lists.options(every.values()) if one.key not in own]
    return [*known_keys, *mine, *rest]


def told(known: Known) -> Mapping[str, JSON]:
    """Counts for the lines that answer, before what is noted now."""
    promises = known.records("promise")
    return {
        "checks": len(recent(known, "checked")),
        "kept_theirs": sum(
            r.data.get("who") == "they" and r.data.get("kept") is True for r in promises
        ),
        "kept_mine": sum(
            r.data.get("who") == "me" and r.data.get("kept") is True for r in promises
        ),
        "differents": len(known.records("different")),
        "theres": len(known.records("there")),
        "same_rows": _same(known),
    }


def _same(known: Known) -> int:
    """How often this very row was marked before."""
    about = lists.chosen(known, "about") or ""
    return sum(record.data.get("about") == about for record in known.records("same_row"))


def many_rows(known: Known) -> bool:
    """Whether the same row was marked so often that a third person may help more: said once."""
    return _same(known) + 1 == TRIES and signs.may_say(known, "rows")
