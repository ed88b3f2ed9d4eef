"""What helps: the list and its place in a pause; lines to hold on to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows import lists
from flows.engine.words import strip
from flows.toolkits import kit, lines, listing
from tests.stage import Stage
from tests.unit.helping import known, stage
from tests.unit.paused import last, offered, person, played
from tests.unit.talker import at

# — the list --------------------------------------------------------------------------------------


def test_ready_things_name_exercise_hobbies_meditation_and_friends() -> None:
    # shows S8.12
    ready = lists.of(known(), kit.PRESETS)
    assert {"run", "draw", "meditate", "see_friend"} <= set(ready)
    for kind in kit.KINDS:
        assert len([one for one in ready.values() if one.kind == kind]) >= 5
    tools = lists.of(known(), "tools")
    for key in set(ready) & set(tools):
        assert (ready[key].label, ready[key].minutes) == (tools[key].label, tools[key].minutes)


@pytest.mark.parametrize(
    ("kept", "texts"),
    [
        (None, []),
        ("text", []),
        ({"a": 1}, []),
        ([1, {"text": 5}, {"minutes": "x"}, "  "], []),
        (["Prayer", {"text": " the sea ", "minutes": 30}], ["Prayer", "the sea"]),
        ([{"key": "bench", "text": "was called otherwise"}], ["A bench outside"]),
        ([{"key": "no such key", "text": "kept as it was"}], ["kept as it was"]),
    ],
)
def test_a_list_of_any_shape_is_read_as_far_as_it_goes(kept: Any, texts: list[str]) -> None:
    assert [thing.text for thing in kit.things(known(toolkit=kept))] == texts


def test_what_fits_the_minutes_comes_the_longest_first() -> None:
    # shows S5.12
    things = [
        {"text": "a", "minutes": 3},
        {"text": "b", "minutes": 60},
        {"text": "c", "minutes": 10},
    ]
    found = kit.fitting(known(toolkit=things), 10)
    assert [thing.text for thing in found] == ["c", "a"]


def test_the_same_words_again_only_bring_new_minutes() -> None:
    things = [{"kind": "people", "text": "Ana", "minutes": 3}]
    here = known({"kind": "people", "thing": " Ana ", "minutes": 30}, toolkit=things)
    [effect] = listing.add(here)
    assert effect.value == [{"kind": "people", "minutes": 30, "text": "Ana"}]  # type: ignore[union-attr]


def test_own_words_are_kept_only_with_a_tap_on_keep() -> None:
    for choice, kept in (("drop", False), ("keep", True)):
        here = played(stage(), "/toolkit", "add", "people")
        here.types("Ana")
        played(here, "3", choice)
        assert ("toolkit" in here.kept) is kept


def test_a_full_list_takes_no_more() -> None:
    things = [{"kind": "mind", "text": f"thing {n}"} for n in range(kit.MOST)]
    here = played(stage(toolkit=things), "/toolkit", "add")
    assert at(here) == "toolkit.full"
    played(here, "off", "thing0", "list", "add")
    assert at(here) == "toolkit.kind"


# — in a pause ------------------------------------------------------------------------------------

BASE = [
    {"kind": "practice", "text": "Psalms", "minutes": 5},
    {"kind": "places", "text": "The allotment", "minutes": 30},
    {"kind": "people", "text": "Ana", "minutes": 60},
    {"kind": "people", "text": "Tom", "minutes": 3},
]
TO_TOOLKIT = ("/pause", "done", "7", "reach", "6", "toolkit")


def test_people_come_first_as_buttons_and_never_more_than_five_choices() -> None:
    here = played(person(toolkit=BASE), *TO_TOOLKIT)
    labels = [b.label for row in here.said[-1][1].rows for b in row]
    assert {"Ana", "Tom"} <= set(labels)
    assert "The allotment" not in labels
    assert len(labels) - len(["Back", "Stop"]) == 5


def test_each_kind_of_a_secure_base_is_seen_in_a_pause() -> None:
    # shows S1.3, S1.4
    here = played(person(toolkit=BASE[:3]), *TO_TOOLKIT, "30")
    labels = [b.label for row in here.said[-1][1].rows for b in row]
    assert {"Psalms", "The allotment"} <= set(labels), "filtered by time"
    assert "Ana" not in labels, "an hour does not fit into thirty minutes"
    here = played(person(toolkit=BASE[:3]), *TO_TOOLKIT, "haven0")
    assert last(here).startswith("Ana.")


def test_without_people_and_places_there_are_minutes_alone() -> None:
    here = played(person(toolkit=BASE[:1]), *TO_TOOLKIT)
    assert [b.label for row in here.said[-1][1].rows[:-1] for b in row] == [
        "A few minutes",
        "Ten minutes",
        "Half an hour",
    ]


def test_a_line_is_handed_on_to_people_alone_and_never_beside_one_who_harms() -> None:
    def copies(here: Stage) -> bool:
        return any(b.kind == "copy" for row in here.said[-1][1].rows for b in row)

    assert copies(played(person(toolkit=BASE), *TO_TOOLKIT, "haven0"))
    assert not copies(played(person(toolkit=BASE[1:2]), *TO_TOOLKIT, "haven0"))
    assert not copies(played(person(toolkit=BASE, unsafe=True), *TO_TOOLKIT, "haven0"))


# — lines -----------------------------------------------------------------------------------------


def test_there_are_enough_lines_for_two_weeks_of_one_each_day_on_both_beliefs() -> None:
    # shows S1.9
    for belief in lines.BELIEFS:
        pool = lines.pool(known(), belief)
        assert len(pool) == len(set(pool)) >= 20
        assert max(map(len, pool)) <= lines.LONGEST
        assert not any("you" in line.casefold().split() for line in pool), "in the first person"


def test_no_line_comes_twice_before_all_came() -> None:
    here = played(stage(), "/anchor")
    seen = []
    for _ in range(22):
        played(here, "others")
        seen.append(strip(here.said[-1][1].html).split("\n")[0])
        played(here, "/cancel")
        here.now += 7 * timedelta(hours=1)
        played(here, "/anchor")
    assert len(set(seen)) == 22


def test_own_lines_come_and_are_for_one_belief() -> None:
    own = [{"belief": "worth", "line": "mine"}, {"belief": "others", "line": "theirs"}]
    assert lines.pool(known(anchor_lines=own), "worth")[0] == "mine"
    assert lines.pool(known(anchor_lines=own), "others")[0] == "theirs"
    assert lines.own(known(anchor_lines="no list")) == ()


def test_beside_somebody_who_harms_no_line_is_about_how_others_behave() -> None:
    here = known({"belief": "others"}, unsafe=True)
    assert lines.beliefs(here) == ("worth",)
    assert lines.belief(here) == "worth"
    left = lines.pool(here, "worth")
    assert 10 <= len(left) < len(lines.pool(known(), "worth"))
    assert not any("kind" in line for line in left)


def test_anchor_gives_three_lines_and_leads_elsewhere_after_many_visits() -> None:
    here = played(stage(), "/anchor", "worth", "more", "more")
    assert offered(here) == ["own", "toolkit", "done", "help"]
    for _ in range(2):
        here.now += timedelta(minutes=20)
        played(here, "/cancel", "/anchor", "worth")
    here.now += timedelta(minutes=20)
    played(here, "/cancel", "/anchor", "others")
    assert at(here) == "again.coping"
