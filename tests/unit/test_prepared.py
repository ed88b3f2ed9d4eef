"""What was made ready in a calm hour, and when a pause shows it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from flows.engine.effects import Say
from flows.engine.known import Known, Person
from flows.engine.render import render
from flows.engine.targets import resolve
from flows.engine.words import strip
from flows.pausing import prepared
from flows.pausing.routes import REST
from tests.stage import NOON, the_book
from tests.unit.paused import last, person, played

LATE = {"if": "late_reply", "then": "wait_ten"}
TALK = {"if": "big_talk", "then": "name_it"}
OWN = {"old": "pick up my phone and scroll", "new": "look up and say one thing"}


def known(kept: dict[str, Any], **answers: Any) -> Known:
    return Known(answers, Person(kept=kept), NOON, the_book().library)


def shown(kept: dict[str, Any], pull: str) -> str:
    """The line that is shown for a pull; empty for none."""
    effects = prepared.remind(known(kept, pull=pull))
    if not effects:
        return ""
    (say,) = effects
    assert isinstance(say, Say)
    return strip(render(the_book(), say, Person(kept=kept), NOON).html)


@pytest.mark.parametrize(
    ("pull", "half"),
    [("reach", "a reply takes long"), ("away", "a big talk begins"), ("attack", "")],
)
def test_the_plan_whose_moment_fits_the_pull_is_shown(pull: str, half: str) -> None:
    line = shown({"plans": [LATE, TALK]}, pull)
    assert (half in line) if half else line == ""


def test_a_plan_in_own_words_fits_any_pull() -> None:
    plan = {"if": "the door slams", "then": "count to ten"}
    for pull in prepared.FITS:
        assert shown({"plans": [plan]}, pull) == (
            "Your plan: If the door slams, then I will count to ten."
        )


def test_the_new_script_stands_in_where_no_plan_fits() -> None:
    kept = {"plans": [TALK], "script": {"key": "send_ten"}}
    assert shown(kept, "reach").startswith("Your new script: I send one")
    assert shown(kept, "away").startswith("Your plan: If a big talk begins")
    assert shown({"script": {"key": "send_ten"}}, "upset") == ""
    assert shown({"script": OWN}, "upset") == "Your new script: I look up and say one thing."


def test_no_line_is_longer_than_a_flooded_person_reads() -> None:
    long = {"if": "word " * 16, "then": "another " * 10}
    lists = the_book().library["lists"]["en"]
    listed = [{"if": one, "then": then} for one, then in product(lists["ifs"], lists["thens"])]
    for plan in [long, *listed]:
        assert all(len(shown({"plans": [plan]}, pull)) <= 120 for pull in prepared.FITS)
    for key in lists["scripts"]:
        assert all(len(shown({"script": {"key": key}}, pull)) <= 120 for pull in prepared.FITS)
    own = {"old": "x", "new": "word " * 18}
    assert 80 < len(shown({"script": own}, "reach")) <= 120


def test_nothing_is_shown_beside_somebody_who_harms_or_without_a_pull() -> None:
    kept = {"plans": [LATE], "script": {"key": "send_ten"}}
    assert shown(kept, "reach")
    assert shown({**kept, "unsafe": True}, "reach") == ""
    assert shown(kept, "none") == ""
    assert prepared.script(known({**kept, "unsafe": True}, fact="late_reply")) == ""


def test_the_script_comes_again_where_its_own_trigger_is_tapped() -> None:
    kept = {"script": {"key": "send_ten"}}
    assert prepared.has_script(known(kept, pull="reach", fact="late_reply"))
    assert not prepared.has_script(known(kept, pull="reach", fact="flat_tone"))


def test_a_script_in_own_words_is_shown_once() -> None:
    alone = known({"script": OWN}, pull="reach", fact="late_reply")
    beside_a_plan = known({"script": OWN, "plans": [LATE]}, pull="reach", fact="flat_tone")
    assert not prepared.has_script(alone)  # it was shown after the pull
    assert prepared.script(beside_a_plan) == OWN["new"]


# — the last word ------------------------------------------------------------------------------


def end(kept: dict[str, Any], pull: str) -> str:
    """Which last word a pause ends with."""
    here = known(kept, pull=pull)
    return next(str(to) for to, guards in resolve(REST) if all(guard(here) for guard in guards))


def test_the_last_word_leads_on_only_where_that_helps() -> None:
    assert end({"adult": True}, "reach") == "rest_noted"
    assert end({"adult": True}, "upset") == "rest_steady"
    assert end({"adult": True, "unsafe": True}, "upset") == "rest"
    assert end({}, "reach") == "rest"


def test_the_script_asks_for_one_tap_and_leads_to_the_second_number() -> None:
    stage = played(
        person(script={"key": "send_ten"}),
        *("/pause", "done", "8", "reach", "look", "leaving", "late_reply"),
    )
    assert last(stage).startswith("You have a new script for this: I send one")
    played(stage, "will")
    assert last(stage).startswith("One long breath out.")
