"""Writes content/safety/helplines.yaml from a JSON list of helplines.

    python tools/make_helplines.py helplines.json

The JSON holds `international` directories and `countries`, each with `emergency`, and by subject
(`suicide_crisis`, `domestic_violence`, …) one line with its alternatives, its grade of confidence
(A operator or government, B dated report, C community list) and its sources. What is missing there
is missing here. Read the difference before you keep it: a new run undoes corrections by hand.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "content/safety/helplines.yaml"
SUBJECTS = ("suicide_crisis", "domestic_violence", "child", "sexual_violence", "poison")
COVERS = {  # words of a directory's description -> what it is shown for
    "suicide": "suicide_crisis",
    "domestic": "domestic_violence",
    "children": "child",
    "victims": "domestic_violence",
    "ambulance": "emergency",
}
COMMUNITY = ("community list", "List of suicide crisis lines", "without a stable address")
ONLY_THE_SITE = "site answered with status 200"  # says that a site is there, nothing of its number
URL = re.compile(r"https?://[^\s,;()]+")
AMBULANCE = re.compile(r"(\d+) ambulance")
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
LISTED = re.compile(r"\(?\b(?P<year>\d{4})? ?(?:list|listing)\b\)?")
DOUBT = re.compile(
    r"confirm|\b(?<!call )lists?\b|listing|source|announced|live-chat|not stated|older|format"
    r"|short code|shielded",
    re.IGNORECASE,
)
ENDS = re.compile(r"(?<=[.;]) (?![^()]*\))")  # of sentences, not inside brackets
EMAIL = re.compile(r"e-mail (\S+@\S+)")
HEAD = """\
# Helplines by country, shown when somebody may be in danger. Written by tools/make_helplines.py.
#
# confidence  A: the operator, a government, or a recent dated report that quotes them
#             B: a dated report, or several lists that agree
#             C: a community list only, or lists that disagree: always shown as not confirmed
# checked     when its source last said so (a day, a month or a year); without it, no date is known
# withheld    true: not shown until somebody has confirmed at the operator that it answers
# note        shown with the line; a `remark` is only for whoever checks it
# A field that does not stand here is not known. Never fill in a guess: the directories stand beside
# every number.
#
# An alternative carries the grade and date of the entry it came with, unless it names a date or an
# unconfirmed list of its own. Check each line at its operator's site before you let others in,
# and every 180 days: `python -m bot doctor` names those that are due.
"""


def main(file: str) -> None:
    """Convert and write."""
    data = json.loads(Path(file).read_text("utf-8"))
    made = {
        "compiled": data["compiled_on"],
        "directories": [directory(one) for one in data["international"]],
        "countries": {one["iso"]: country(one) for one in data["countries"]},
    }
    text = yaml.dump(known(made), Dumper=Short, sort_keys=False, allow_unicode=True, width=1000)
    TARGET.write_text(HEAD + "\n" + text, "utf-8")
    lines = sum(len(c["lines"]) for c in made["countries"].values())
    print(f"{TARGET.relative_to(ROOT)}: {len(made['countries'])} countries, {lines} lines")


class Short(yaml.SafeDumper):
    """Writes lists of numbers and of subjects on one line."""

    def represent_list(self, data: list[Any]) -> yaml.Node:
        """A list; on one line if it holds nothing but text."""
        flat = all(isinstance(one, str) for one in data)
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flat)


Short.add_representer(list, Short.represent_list)


def known(data: Any) -> Any:
    """The same without what is not known (null, or false)."""
    if isinstance(data, dict):
        kept = {name: known(value) for name, value in data.items()}
        return {name: value for name, value in kept.items() if value not in (None, False)}
    return [known(one) for one in data] if isinstance(data, list) else data


def directory(one: Mapping[str, Any]) -> dict[str, Any]:
    """Where help is listed, in every country."""
    return {
        "name": one["name"],
        "url": one["url"],
        "phone": one.get("phone"),
        "subjects": [subject for word, subject in COVERS.items() if word in one["covers"]],
        "source": one["source"],
        "checked": one["source_date"],
    }


def country(one: Mapping[str, Any]) -> dict[str, Any]:
    """The emergency numbers of a country, and its lines in the order of subjects."""
    emergency, source = one["emergency"], best(one["emergency"]["sources"])
    lines = [line for subject in SUBJECTS for line in of_subject(subject, one.get(subject))]
    return {
        "name": one["name"],
        "emergency": {
            "numbers": emergency["numbers"],
            "ambulance": found[1] if (found := AMBULANCE.search(emergency["note"] or "")) else None,
            "note": without_links(emergency["note"]),
            "source": source["url"],
            "checked": source["date"],
        },
        "lines": lines,
    }


def of_subject(subject: str, one: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """A line and its alternatives, in order."""
    if one is None:
        return []
    source = best(one["sources"])
    write, note = written(one)
    line = {
        "subject": subject,
        "name": one["name"],
        "phone": one["phone"],
        **write,
        "hours": plain_hours(one["hours"]),
        "url": one["url"],
        "confidence": one["confidence"],
        "source": source["url"],
        "checked": source["date"],
        "withheld": "before showing" in (one["note"] or ""),
        **notes(note, one["note"]),
    }
    if "confirm" in (one["note"] or "").lower():
        line["confidence"] = "C"  # its compiler doubts it, whatever lists say
    return [line, *(alternative(line, other) for other in one["alternatives"])]


def written(one: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """How to reach a line in writing, and what else its fields say.

    "Chat on the website" leads to the website; where no website is known, it leads nowhere.
    """
    said = [part.strip() for field in ("text", "chat") for part in (one[field] or "").split(";")]
    mail = next((found[1] for part in said if (found := EMAIL.search(part))), None)
    text = re.sub(r"^(?:Text|SMS) ", "", (one["text"] or "").split(";")[0])
    chat = one["chat"] or ""
    link = URL.search(chat)
    site = one["url"] if "chat" in chat else None
    rest = [part for part in said[1:] if part and not re.search("chat|e-mail|https?:", part)]
    made = {
        "text": text if text and "@" not in text else None,
        "chat": link[0] if link else site,
        "email": mail,
    }
    return made, "; ".join(rest) or None


def alternative(line: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Another line under the same entry; its `detail` is taken apart, and the rest is its note."""
    detail = other["detail"] or ""
    link, day, listed = URL.search(detail), DATE.search(detail), LISTED.search(detail)
    text = re.search(r"[Tt]ext ([A-Z]+ to \d+)", detail)
    hours = re.search(r"(?<!not )24/7|(?:daily )?\d\d:\d\d-\d\d:\d\d", detail)
    rest = detail
    for found in (link, day, listed, text, hours):
        rest = rest.replace(found[0], "") if found else rest
    rest = re.sub(r"\(\s*\)|\bsince\b", "", rest).strip(" ,;")
    doubtful = listed is not None or "unconfirmed" in detail
    return {
        "subject": line["subject"],
        "name": other["name"],
        "phone": other["phone"],
        "text": text[1] if text else None,
        "chat": None,
        "email": None,
        "hours": hours[0] if hours else None,
        "url": link[0] if link else None,
        "confidence": "C" if doubtful else line["confidence"],
        "source": line["source"],
        "checked": day[0] if day else listed["year"] if listed else line["checked"],
        **notes(rest),
    }


def best(sources: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The newest source that speaks of the number; a community list only where there is no other.

    One that only found the operator's site alive says nothing of a number.
    """
    spoken = [one for one in sources if ONLY_THE_SITE not in (one["title"] or "")] or sources
    named = [one for one in spoken if not any(mark in (one["title"] or "") for mark in COMMUNITY)]
    return max(named or spoken, key=lambda one: one["date"] or "")


def plain_hours(hours: str | None) -> str | None:
    """Hours without the mark of an old list, which `checked` tells."""
    return re.sub(r" \(\d{4} list\)", "", hours) if hours else None


def without_links(note: str | None) -> str | None:
    """A note to be shown: links in it are sources."""
    return re.sub(r" \(https?://[^)]+\)", "", note) if note else None


def notes(*texts: str | None) -> dict[str, str | None]:
    """What callers should know (`note`), apart from what the compiler was in doubt about."""
    said = [without_links(text) or "" for text in texts]
    split = (piece.strip(" ;.") for text in said for piece in ENDS.split(text))
    pieces = [piece for piece in split if piece]
    told = [piece for piece in pieces if not DOUBT.search(piece)]
    doubted = [piece for piece in pieces if DOUBT.search(piece)]
    return {"note": sentences(told), "remark": sentences(doubted)}


def sentences(pieces: list[str]) -> str | None:
    """Pieces as sentences."""
    return " ".join(f"{piece[0].upper()}{piece[1:]}." for piece in pieces) or None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/make_helplines.py helplines.json")
    main(sys.argv[1])
