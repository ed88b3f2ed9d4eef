"""Helplines in a talk: whose country they are of, and what the words of a step fill in.

country ─ a sure one ─▶ …
   └───── several ─▶ which ─▶ …
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from flows import preferences
from flows.engine.effects import Effect, Remember
from flows.engine.flow import Step, Target, When
from flows.engine.known import JSON, Answers, Known
from flows.engine.ways import Option, Pick
from flows.safety.helplines import Contact, Helplines, Line
from flows.zones import places

SHORTEST = 4  # letters of a country that is typed without being asked for: "no" is not Norway
DIRECTORIES = 3  # in the long list
OPEN = ("suicide_crisis", "domestic_violence", "child", "sexual_violence", "poison")


def ask_country(then: Target, on: Mapping[str, Target]) -> tuple[Step, Step]:
    """The steps `country` and `which`, which answer `country`; the flow's words hold their texts.

    What is answered is kept by `keep_country`, among the `does` of the step that follows. `on`:
    other ways on from both.
    """
    go_on = When(is_answered, then, otherwise="which")
    read, several = preferences.read_country, preferences.candidates
    country = Pick(likely, "country", go_on, find=read)
    which = Pick(several, "country", go_on, find=read)
    return (
        Step("country", reads=country, on=on, bar=("back",)),
        Step("which", reads=which, on=on, bar=("back",)),
    )


def tap_country(then: Target) -> Pick:
    """One tap to the numbers of a likely country, where none is known; it may be typed as well."""
    return Pick(wanted, "country", then=When(is_answered, then, otherwise="which"), find=named)


def is_answered(known: Known) -> bool:
    """Whether the answer left no question open."""
    return known.has("country")


def keep_country(known: Known) -> tuple[Effect, ...]:
    """Remember the country that was answered."""
    country = known.text("country")
    if not country or country == known.person.country:
        return ()
    return (Remember("country", country),)


def likely(known: Known) -> list[Option]:
    """Likely countries, by the zone and the language of the person's app."""
    return [one for one in preferences.countries(known) if one.key != preferences.OFF]


def wanted(known: Known) -> list[Option]:
    """The same, where no country is known."""
    return [] if known.person.country else likely(known)


def named(text: str, known: Known) -> Answers | None:
    """A country that was typed and nothing else, or tapped, while none is known."""
    if known.person.country or (len(text) < SHORTEST and text not in _keys(known)):
        return None
    country = places(known).country_typed(text)
    return {"country": country} if country else None


def _keys(known: Known) -> Sequence[str]:
    return [option.key for option in likely(known)]


def helplines(known: Known) -> Helplines:
    """The helplines of the book's library."""
    found: Helplines = known.library["helplines"]
    return found


def told(known: Known, label: str, which: str = "") -> Mapping[str, JSON]:
    """What a text about danger fills in: emergency numbers, at most two ways to help, a directory.

    `label` as the listener gives it, `which` its kind or whom it is about; empty lists where no
    country is known.
    """
    there, country = helplines(known), known.person.country
    emergency = there.emergency(country)
    ways = there.lines_for(country, label, which)
    return {
        "place": preferences.country_name(country, known) if country else "",
        "emergency": list(emergency.numbers_for(label)) if emergency else [],
        "emergency_note": (emergency.note or "") if emergency else "",
        "lines": [_way(list(group)) for _, group in groupby(ways, key=lambda way: way.line)],
        "directory": there.directories_for(label)[0].address,
    }


def told_all(known: Known, label: str, which: str = "") -> Mapping[str, JSON]:
    """The same with every line of the country, by subject, and with further directories.

    `head` of a line is its subject where a new one begins, else empty.
    """
    there, country = helplines(known), known.person.country
    first = [way.line.subject for way in there.lines_for(country, label, which)]
    lines: list[JSON] = []
    for subject in dict.fromkeys((*first, *OPEN)):
        for at, line in enumerate(there.lines(country, subject)):
            shown = _line(line, line.phone, line.text, line.chat)
            lines.append({**shown, "head": "" if at else subject})
    return {
        **told(known, label, which),
        "lines": lines,
        "directories": [one.address for one in there.directories_for(label)[:DIRECTORIES]],
    }


def _way(ways: Sequence[Contact]) -> Mapping[str, JSON]:
    to = {way.how: way.to for way in ways}
    return _line(ways[0].line, to.get("call"), to.get("text"), to.get("chat"))


def _line(line: Line, call: str | None, text: str | None, chat: str | None) -> Mapping[str, JSON]:
    return {
        "name": line.name,
        "call": call or "",
        "text": text or "",
        "chat": (chat or "").removeprefix("https://").removeprefix("www.").rstrip("/"),
        "hours": line.hours or "",
        "note": line.note or "",
        "sure": line.sure,
        "checked": line.checked or "",
    }
