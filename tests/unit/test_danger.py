"""Danger: each kind has its reply, only the person's own word ends it, no word of it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from flows import crisis_texts
from flows.danger import BESIDE_A_PARTNER, REPLIES
from flows.engine.effects import Remember, Silence, Wipe
from flows.engine.events import Edited, Event, Started, TimerFired, Typed, Unreadable
from flows.engine.session import Session
from flows.engine.words import strip
from flows.safety.check_answers import MOST, faults
from tests.stage import CONTENT, Beat, Stage, the_book
from tests.unit.talker import at, parts

ROOT = CONTENT.parent
SECRET = "marmalade"


def hears(**heard: Any) -> Stage:
    """A stage whose listener hears this in any text with the secret word."""
    answers = {"kind": "", "about": "", "lethal": False, "imminent": False, **heard}

    def listen(text: str, _: str) -> tuple[str, dict[str, Any]] | None:
        return ("danger", dict(answers)) if SECRET in text.casefold() else None

    book = replace(the_book(), listen=listen)
    return Stage(book, {"adult": True, "country": "GB", "zone": "Europe/London"})


def reply(stage: Stage) -> str:
    return strip(stage.said[-1][1].html)


def keys(beat: Beat) -> list[str]:
    return [button.key for row in beat.said[-1][0].buttons for button in row]


@pytest.mark.parametrize(
    ("heard", "step"),
    [
        ({"label": "self_harm", "about": "self"}, "self_harm"),
        ({"label": "self_harm", "about": "minor"}, "self_harm"),
        ({"label": "self_harm", "about": "other"}, "self_harm_other"),
        ({"label": "partner_violence", "kind": "victim"}, "violence"),
        ({"label": "partner_violence", "kind": ""}, "violence"),
        ({"label": "partner_violence", "kind": "coercive"}, "control"),
        ({"label": "partner_violence", "kind": "stalking"}, "stalking"),
        ({"label": "partner_violence", "kind": "sexual"}, "sexual"),
        ({"label": "partner_violence", "kind": "perpetrator"}, "perpetrator"),
        ({"label": "partner_violence", "kind": "third_person"}, "violence_other"),
        ({"label": "harm_to_others"}, "harm_to_others"),
        ({"label": "child_risk", "about": "self"}, "child_parent"),
        ({"label": "child_risk", "about": "minor"}, "child_minor"),
        ({"label": "child_risk", "about": "other"}, "child_witness"),
        ({"label": "child_risk"}, "child_witness"),
        ({"label": "medical_emergency"}, "medical"),
        ({"label": "something_new"}, "general"),
    ],
)
def test_each_kind_has_its_reply(heard: Mapping[str, str], step: str) -> None:
    stage = hears(**heard)
    stage.types("/timeout")
    beat = stage.types(SECRET)
    assert at(stage) == f"danger.{step}"
    assert keys(beat) == ["safe", "meant", "more", "country", "delete"]
    assert Silence() in beat.turn.effects
    stage.presses("safe")
    assert (stage.kept.get("unsafe") is True) == (step in BESIDE_A_PARTNER)


@pytest.mark.parametrize(
    "event",
    [
        Typed(SECRET),
        Typed(SECRET.upper()),
        Typed(f"/start {SECRET}"),
        Edited(SECRET),
        Unreadable("photo", SECRET),
    ],
)
def test_it_comes_from_wherever_the_words_came(event: Event) -> None:
    stage = hears(label="self_harm", about="self")
    stage.types("/timeout")
    stage.happens(event)
    assert at(stage) == "danger.self_harm"


@pytest.mark.parametrize("kept", [{}, {"adult": True}])
def test_it_waits_for_no_set_up(kept: dict[str, Any]) -> None:
    stage = hears(label="self_harm")
    stage.kept = kept
    stage.types(SECRET)
    assert at(stage) == "danger.self_harm"


def test_nothing_of_the_words_stays(tmp_path: Path) -> None:
    stage = hears(label="partner_violence", kind="victim", lethal=True)
    stage.types("/timeout")
    stage.types(f"he said {SECRET} and then")
    stage.types(f"again {SECRET}")
    written = tmp_path / "session"
    written.write_bytes(stage.session.to_json() + repr((stage.kept, stage.records)).encode())
    assert SECRET not in written.read_text("utf-8")
    assert all(SECRET not in message.html for _, message in stage.said)


def test_it_outlives_restarts_days_and_start() -> None:
    stage = hears(label="self_harm")
    stage.types(SECRET)
    stage.session = Session.from_json(stage.session.to_json())
    stage.now += timedelta(days=3)
    for text in ("/start", "/cancel", "/home", "/pause", "hello", "/help", "/back"):
        stage.types(text)
        assert at(stage) == "danger.self_harm"
        assert "116 123" in reply(stage) or text == "/back", "the numbers stay within reach"
    assert stage.happens(TimerFired("checkin")).said == (), "it waits"


def test_a_second_text_is_answered_by_its_own_reply() -> None:
    stage = hears(label="partner_violence", kind="victim")
    stage.types("/timeout")
    stage.types(SECRET)
    stage.book = hears(label="medical_emergency").book
    stage.types(SECRET)
    assert [frame.flow for frame in stage.session.frames] == ["timeout", "danger"]
    assert at(stage) == "danger.medical"
    stage.presses("safe")
    assert at(stage) == "timeout.why"


def test_the_daily_note_stays_off_until_it_is_asked_for() -> None:
    stage = hears(label="self_harm")
    for text in ("/checkin", "21:00", SECRET):
        stage.types(text)
    stage.presses("safe")
    assert stage.kept.get("checkin") is None
    assert stage.waits(timedelta(days=3)) == []


@pytest.mark.parametrize("urgent", ["lethal", "imminent"])
def test_the_emergency_number_comes_first_where_it_must(urgent: str) -> None:
    for (label, which), step in REPLIES.items():
        kind = "kind" if label == "partner_violence" else "about"
        stage = hears(**{"label": label, kind: which, urgent: True})
        stage.types(SECRET)
        first = reply(stage).split("\n")[0]
        assert "999 or 112" in first, (step, first)


def test_medicine_and_children_always_name_it_first() -> None:
    for heard in (
        {"label": "medical_emergency"},
        {"label": "child_risk", "about": "minor"},
        {"label": "child_risk", "about": "self"},
        {"label": "child_risk", "about": "other"},
    ):
        stage = hears(**heard)
        stage.types(SECRET)
        assert "999 or 112" in reply(stage).split("\n")[0]


def test_every_country_can_be_chosen_in_the_reply() -> None:
    stage = hears(label="self_harm")
    stage.kept = {"adult": True}
    beat = stage.types(SECRET)
    assert keys(beat)[:2] == ["GB", "US"]
    assert "findahelpline.com" in reply(stage)
    stage.presses("US")
    assert stage.kept["country"] == "US"
    assert "988" in reply(stage)
    stage.presses("country")
    stage.types("Deutschland")
    assert stage.kept["country"] == "DE"
    assert "0800 111 0 111" in reply(stage)
    assert at(stage) == "danger.self_harm"


@pytest.mark.parametrize("typed", ["no", "it", "in", "is", "me", "what should I do"])
def test_common_words_are_no_country(typed: str) -> None:
    stage = hears(label="self_harm")
    stage.kept = {"adult": True}
    stage.types(SECRET)
    beat = stage.types(typed)
    assert parts(beat) == ("invalid",)
    assert "country" not in stage.kept


def test_a_country_without_a_line_says_so() -> None:
    stage = hears(label="self_harm")
    stage.kept = {"adult": True, "country": "AO"}
    stage.types(SECRET)
    assert "Angola: no such line is known here." in reply(stage)
    assert "findahelpline.com" in reply(stage)


def test_delete_and_leave_leaves_nothing_open() -> None:
    stage = hears(label="partner_violence", kind="coercive")
    stage.types("/timeout")
    stage.types(SECRET)
    beat = stage.presses("delete")
    assert Wipe() in beat.turn.effects
    assert [(say.flow, say.step) for say, _ in beat.said] == [("quit", "gone")]
    assert stage.session.frames == ()
    assert stage.kept["unsafe"] is True


def test_quit_leaves_nothing_open_either() -> None:
    stage = hears(label="self_harm")
    for text in ("/timeout", "tired", "20", "/safe", SECRET):
        stage.types(text)
    beat = stage.types("/quit")
    assert stage.session.frames == ()
    assert stage.timers == {}
    assert len(beat.said) == 1
    assert Remember("checkin", None) in beat.turn.effects


def test_safe_opens_on_top_and_leads_back() -> None:
    stage = hears(label="self_harm")
    stage.types(SECRET)
    stage.types("/sos")
    assert at(stage) == "safe.numbers"
    stage.types("/start")
    assert at(stage) == "danger.self_harm"
    assert parts(stage.happens(Started("home"))) == ("still",)


def test_every_text_is_short_calm_and_whole_in_every_country() -> None:
    problems = crisis_texts.check(the_book(), CONTENT, ROOT)
    assert problems == [], "\n".join(map(str, problems))
    read = [one for one in crisis_texts.texts(the_book()) if one.flow == "danger"]
    countries = set(the_book().library["helplines"].countries)
    assert {one.country for one in read} >= countries
    assert max(len(one.text) for one in read) <= MOST
    assert {one.step for one in read if one.part == "still"} == {
        step.name for step in the_book().flows["danger"].steps
    }


def test_what_a_text_may_not_be_is_told() -> None:
    assert [what for what, _ in faults("Call 112.")] == []
    assert [what for what, _ in faults("x" * (MOST + 1))] == [f"has {MOST + 1} characters"]
    assert [what for what, _ in faults("Stop!")] == ["has an exclamation mark"]
    assert [what for what, _ in faults(" ")] == ["is empty"]


def test_the_check_finds_a_text_that_grew_too_long() -> None:
    book = the_book()
    file = book.words.languages["en"]["danger"]
    section = file.sections["medical"]
    source = replace(section.parts["main"], text="Wait a moment. " * 70)
    grown = replace(section, parts={**section.parts, "main": source})
    words = replace(file, sections={**file.sections, "medical": grown})
    english = {**book.words.languages["en"], "danger": words}
    changed = replace(book, words=replace(book.words, languages={"en": english}))
    found = crisis_texts.check(changed, CONTENT, ROOT)
    assert any("danger.medical" in one.text and "characters" in one.text for one in found)


def test_a_changed_flow_does_not_let_anybody_fall_out() -> None:
    stage = hears(label="self_harm")
    stage.types(SECRET)
    assert stage.session.top
    stage.session = Session((structs.replace(stage.session.top, state="gone", version=0),), 9)
    stage.types("hello")
    assert at(stage) == "danger.self_harm"


def test_what_was_misheard_leaves_no_trace() -> None:
    stage = hears(label="partner_violence", kind="victim")
    stage.types("/timeout")
    stage.types(SECRET)
    stage.presses("meant")
    assert "unsafe" not in stage.kept
    assert at(stage) == "timeout.why", "back to the very step"


def test_a_misheard_word_does_not_cost_the_daily_note() -> None:
    stage = hears(label="self_harm")
    stage.kept = {**stage.kept, "checkin": {"at": "21:00", "unanswered": 0}}
    stage.types(SECRET)
    assert "checkin" not in stage.timers
    stage.presses("meant")
    assert "checkin" in stage.timers
    stage.types(SECRET)
    stage.presses("safe")
    assert "checkin" not in stage.timers
    assert "checkin" not in stage.kept
