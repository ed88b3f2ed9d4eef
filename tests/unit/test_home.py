"""Home grows with the book: tiles in the article's order, none that is bare."""

from __future__ import annotations

import re
from typing import Any

from flows.engine.events import BAR
from flows.engine.known import Known, Person
from flows.home import TILES, exercises, is_tile, tiles
from tests.stage import Stage, the_book

EVERYTHING = tuple(flow for flows in TILES.values() for flow in flows)


def known(flows: tuple[str, ...], **answers: Any) -> Known:
    stage = Stage(the_book())
    return Known(answers, Person(), stage.now, {"flows": flows})


def keys(flows: tuple[str, ...]) -> list[str]:
    return [option.key for option in tiles(known(flows))]


def test_the_four_levers_come_first_and_in_order() -> None:
    # shows S11.2
    shown = keys(EVERYTHING)
    assert shown[:4] == ["to_understand", "to_calm", "to_say", "to_help"]
    assert shown[4:] == ["together", "to_practise", "settings", "privacy"]


def test_no_bare_tile_and_no_tile_for_one() -> None:
    assert keys(()) == []
    assert keys(("pause", "timeout", "checkin", "settings")) == ["to_calm", "checkin", "settings"]
    assert keys(("learn", "safe")) == ["learn", "safe"]


def test_a_tile_offers_what_exists() -> None:
    inside = known(("pause", "timeout", "learn"), pick="to_calm")
    assert is_tile(inside)
    assert [option.key for option in exercises(inside)] == ["pause", "timeout"]
    assert not is_tile(known(("pause",), pick="pause"))


def test_everything_at_home_has_a_text_and_leads_somewhere() -> None:
    book = the_book()
    for tile, flows in TILES.items():
        there = [flow for flow in flows if flow in book.flows]
        for key in (tile, *there) if there else ():
            source = book.words.label("en", "home", "menu", key)
            assert source, key
            assert re.search(r"[A-Za-z]{3}", source.text), "words, not an emoji alone"


def test_every_flow_with_a_command_is_reached_from_home() -> None:
    beside = {"home", "start", "export", "forget", "quit"}  # /privacy leads to the last three
    commands = {flow.name for flow in the_book().flows.values() if flow.command}
    assert commands - beside <= set(EVERYTHING)


def test_help_names_every_command_there_is_and_no_other() -> None:
    book = the_book()
    source = book.words.part("en", "_shared", "help", "main")
    assert source
    named = set(re.findall(r"(?<!\w)/([a-z_]+)", source.text))
    assert named <= set(book.commands) | set(BAR)
    assert {flow.command for flow in book.flows.values() if flow.command} <= named


def test_menu_lines_are_bland_and_short() -> None:
    book = the_book()
    for name, flow in book.flows.items():
        line = book.words.front("en", name, "menu")
        if flow.command and line:
            assert len(line) <= 60
            assert not re.search(r"abuse|crisis|partner|suicid|violen", line, re.IGNORECASE)


def test_bare_names_lead_where_their_commands_do_but_none_to_a_deed() -> None:
    book = the_book()
    named = book.named["en"]
    for text in ("pause", "time out", "timeout", "check in", "checkin", "settings", "home"):
        assert named[text] in book.flows
    assert "quit" not in named, "it deletes at once"
    assert set(named.values()) <= set(book.commands.values())
