"""`docs/coverage.md`: each row of the seed checklist, where it lives, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from flows.engine.book import Book
from flows.engine.checks import shown
from flows.engine.checks.coverage import Later, Row, corrections, count, rows
from flows.engine.checks.seed import LESSONS, seed_rows, title

HEAD = """# What the bot covers

Written by `python -m bot check --coverage CHECKLIST.md --write docs/coverage.md`; not by hand.

Each row asks for something that a person can do or see. It **lives** in the words whose front
matter names it (`seed:`): whoever wrote them says that the row holds. It is **shown by** talks that
name it, or else by the talks through that flow that are most like it in their words; and by tests
that name it. A claim is no proof, and a talk shows one way it goes: read it in the bot, too. P is
what must be (1), should be (2), could be (3).
"""
COLUMNS = "| Row | P | What it asks | Lives in | Shown by |\n|---|---|---|---|---|"
NOWHERE = "**no home**"
COUPLE = "later: couple mode"
SHELVES = {"faq": "faq", "glossary": "learn"}
"""Files beside the lessons that are no lesson: the flow that says them."""


def page(checklist: str, book: Book, root: Path, left: Later) -> str:
    """The whole page."""
    homes = seed_rows(book)
    found = rows(checklist)
    lines = [HEAD]
    shows = _Shows(homes, shown.talks(root), shown.tests(root), root / "content")
    for section, some in groupby([*found, *corrections(checklist)], key=lambda row: row.section):
        lines += [f"## {section}\n", COLUMNS]
        lines += [_line(row, shows, left) for row in some]
        lines.append("")
    lines += ["## Left for a couple mode\n", *_left(left), ""]
    lines += [f"Coverage: {count(found, homes, left)}.", ""]
    return "\n".join(lines)


class _Shows:
    """Where a row lives and what shows it."""

    def __init__(
        self,
        homes: Mapping[str, Sequence[str]],
        talks: Sequence[shown.Talk],
        tests: Mapping[str, Sequence[str]],
        content: Path,
    ) -> None:
        self.homes, self._talks, self._tests, self._content = homes, talks, tests, content

    def by(self, row: Row) -> list[str]:
        """Talks, then tests."""
        flows = [self._flow(home) for home in self.homes.get(row.id, ())]
        return [*shown.shown_by(row, flows, self._talks), *self._tests.get(row.id, ())]

    def _flow(self, home: str) -> tuple[str, str]:
        """`en/learn/base.md` is a card of the flow `learn`, known by its title."""
        path = Path(home)
        if path.parent.name == LESSONS and path.stem in SHELVES:
            return SHELVES[path.stem], ""
        if path.parent.name == LESSONS:
            return LESSONS, title(self._content / path)
        return path.stem, ""


def _line(row: Row, shows: _Shows, left: Later) -> str:
    homes = [f"`content/{home}`" for home in shows.homes.get(row.id, ())]
    joint = " (the part for two: later)" if row.id in left.joint else ""
    if not homes:
        lives, by = (COUPLE if row.id in left.whole else NOWHERE), ""
    else:
        lives, by = ", ".join(homes) + joint, ", ".join(f"`{one}`" for one in shows.by(row))
    return f"| {row.id} | {row.priority or '–'} | {row.feature} | {lives} | {by or '–'} |"


def _left(left: Later) -> Iterator[str]:
    yield "It would be two people, each on their own phone, each asked before anything is shared.\n"
    for row, why in left.whole.items():
        yield f"- **{row}** {why}"
    yield "\nOf these rows the part for one person is there, the part for two is left:\n"
    for row, why in left.joint.items():
        yield f"- **{row}** {why}"
