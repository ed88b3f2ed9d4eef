"""The safety case says what is so: every path, test, column and kept thing that it names exists."""

from __future__ import annotations

import ast
import re
import sqlite3
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from bot import deeds, home
from bot.settings import Settings
from flows import danger
from flows.engine import effects
from flows.engine.events import BAR
from tests.stage import Stage, the_book

ROOT = Path(__file__).parents[2]
CASE = ROOT / "docs/safety"
PAGES = {file.name: file.read_text(encoding="utf-8") for file in sorted(CASE.glob("*.md"))}
DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
TEST = re.compile(r"tests/.+/test_\w+\.py")
THIS = "tests/unit/test_safety_case.py"
SPAN = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(
    r"((?:flows|bot|content|tests|docs|tools|bench)/[\w./-]+"
    r"|README\.md|Makefile|requirements\.lock)(?:::(\w+))?"
)
HAZARD = re.compile(r"^## (H\d+) (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^- \*\*(\w+):\*\* (.+?)(?=^- \*\*|\Z)", re.MULTILINE | re.DOTALL)
RISK = re.compile(
    r"(?:minor|significant|considerable|major|catastrophic), (?:very low|low|medium|high|very high)"
)
LOG = {
    number: (title, dict(FIELD.findall(body)))
    for number, title, body in HAZARD.findall(PAGES["hazards.md"])
}
CLAIM = re.compile(
    r"\b(?:signed|sign-off|approv\w+|reviewed|audited|certif\w+|accredit\w+|assured|complian\w+"
    r"|compl(?:y|ies)|conform\w*|endorsed|validated|proven)\b",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"\b(?:no|not|nobody|never|none|nor|has to|have to|had to|must|if|whoever)\b", re.IGNORECASE
)


def places(text: str) -> list[tuple[str, str]]:
    """Paths of this repository, each with the name in it, if one is given."""
    return [
        (found[1], found[2] or "") for one in SPAN.findall(text) if (found := PLACE.fullmatch(one))
    ]


@cache
def names(path: str) -> frozenset[str]:
    """What a file defines: functions, classes and names of Python, sections of words."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".md"):
        return frozenset(re.findall(r"^## (\w+)", text, re.MULTILINE))
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, DEFINES)]
    tops = re.findall(r"^([A-Za-z]\w*)(?:: .+?)? = ", text, re.MULTILINE)
    return frozenset((*(node.name for node in found), *tops))


def claims(text: str) -> list[str]:
    """Sentences that claim an approval without taking it back."""
    prose = re.sub(r"`[^`]*`|\[[^\]]*\]\([^)]*\)", " ", text)
    sentences = re.split(r"(?<=[.:?])\s+|\n\n|\n[-|] |\|", prose)
    return [one for one in sentences if CLAIM.search(one) and not TAKEN_BACK.search(one)]


# — what the pages name ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_path_and_every_name_exists(page: str) -> None:
    gone = [(path, name) for path, name in places(PAGES[page]) if not (ROOT / path).exists()]
    assert gone == [], "these files are gone"
    lost = [
        (path, name)
        for path, name in places(PAGES[page])
        if (name or (TEST.fullmatch(path) and path != THIS)) and name not in names(path)
    ]
    assert lost == [], "these files do not have what the page names in them; tests need a name"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_command_and_setting_exists(page: str) -> None:
    text = PAGES[page]
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (CASE / link).exists(), f"{page}: {link}"
    for command in re.findall(r"(?<![\w./`])/([a-z]+)\b(?!/)", text):
        assert command in the_book().commands or command in BAR, f"{page}: /{command}"
    for command in re.findall(r"python -m bot (\w+)", text):
        assert (ROOT / f"bot/cli/{command}.py").exists(), f"{page}: {command}"
    settings = {field.encode_name for field in msgspec.structs.fields(Settings)}
    for name in SPAN.findall(text):
        assert not re.fullmatch(r"[A-Z]+(_[A-Z]+)+", name) or name in settings, f"{page}: {name}"


# — the hazard log --------------------------------------------------------------------------------


def test_the_table_and_the_sections_are_the_same_log() -> None:
    rows = re.findall(
        r"^\| (H\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGES["hazards.md"], re.MULTILINE
    )
    told = [(n, title, f["Before"], f["After"]) for n, (title, f) in LOG.items()]
    assert rows == [
        (n, title, b.strip().rstrip("."), a.strip().rstrip(".")) for n, title, b, a in told
    ]
    assert [row[0] for row in rows] == [f"H{n}" for n in range(1, len(rows) + 1)]
    assert len(rows) >= 20
    assert all(RISK.fullmatch(risk) for row in rows for risk in row[2:])


@pytest.mark.parametrize("number", LOG)
def test_a_hazard_has_a_cause_a_harm_a_control_a_proof_and_says_what_is_open(number: str) -> None:
    told = LOG[number][1]
    assert {"Cause", "Harm", "Before", "Controls", "Proof", "After", "Open"} == set(told)
    assert all(text.strip() for text in told.values())
    controls = [path for path, _ in places(told["Controls"])]
    assert controls, "name the place of a control"
    assert not [path for path in controls if path.startswith("tests/")]
    proofs = [path for path, _ in places(told["Proof"])]
    assert all(path.startswith("tests/") for path in proofs)
    assert proofs or told["Open"].startswith("open"), "name a test, or say that it is open"


def test_every_hazard_that_is_named_anywhere_is_in_the_log() -> None:
    for page, text in PAGES.items():
        assert set(re.findall(r"\bH\d+\b", text)) <= set(LOG), page


def test_each_person_of_the_threat_model_is_told_in_full() -> None:
    people = re.findall(
        r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGES["threat-model.md"], re.MULTILINE | re.DOTALL
    )
    for who, body in people[1:]:
        told = dict(FIELD.findall(body))
        assert set(told) == {"Sees", "Can", "Cannot", "Controls", "Open"}, who


# — no claim that was not earned ------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_no_approval_is_claimed(page: str) -> None:
    assert claims(PAGES[page]) == []
    assert not re.search(r"\b(?:Dr|Prof|MD|PhD|RN|DClinPsy)\b", PAGES[page])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("These texts were reviewed by a clinician.", 1),
        ("It is DTAC compliant, and fast.", 1),
        ("| the hazard log | approved in May |", 1),
        ("Nobody has signed any of this.", 0),
    ],
)
def test_a_claim_would_be_seen(text: str, found: int) -> None:
    assert len(claims(text)) == found


def test_nobody_has_signed() -> None:
    table = PAGES["README.md"].split("| what has to be signed |")[1].split("\n\n")[0]
    signed = [row.split("|")[-2].strip() for row in table.splitlines()[2:]]
    assert len(signed) >= 5
    assert set(signed) == {"by nobody yet"}, "signatures are kept with the deployment, not here"


# — the privacy page ------------------------------------------------------------------------------


def test_every_column_in_the_clear_is_told_and_no_other() -> None:
    told = PAGES["privacy.md"].split("## What stands in the clear")[1].split("\n## ")[0]
    with sqlite3.connect(":memory:") as db:
        for script in sorted((ROOT / "bot/store/sql/migrations").glob("*.sql")):
            db.executescript(script.read_text(encoding="utf-8"))
        columns = db.execute(
            "SELECT m.name || '.' || c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type <> 'BLOB'"
        ).fetchall()
    assert {name for (name,) in columns} == set(re.findall(r"`(\w+\.(?!sql)\w+)`", told))


def written(pattern: str) -> set[str]:
    """Names in the code of the product that stand in such a call."""
    sources = [*(ROOT / "flows").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    return {name for file in sources for name in re.findall(pattern, file.read_text("utf-8"))}


def test_everything_that_is_kept_of_a_person_is_told() -> None:
    told = set(SPAN.findall(PAGES["privacy.md"]))
    kept = written(r"(?:Remember\(|Set\(|_remember\(outcome, )\s*\"(\w+)\"")
    kept |= written(r"person\.kept\.get\(\"(\w+)\"\)")
    assert {"unsafe", "adult", "zone"} <= kept
    assert kept <= told, f"say in docs/safety/privacy.md what these are for: {kept - told}"
    records = written(r"(?:Keep|Save)\(\s*\"(\w+)\"")
    assert {"pause", "checkin_line"} <= records
    assert records <= told, f"say in docs/safety/privacy.md what these hold: {records - told}"


# — proofs that the hazard log names --------------------------------------------------------------


def test_the_product_listens() -> None:
    listen = home.book().listen
    danger_to_self, hurt = listen("I want to kill myself", "en"), listen("He choked me", "en")
    assert danger_to_self
    assert (danger_to_self[0], danger_to_self[1]["label"]) == ("danger", "self_harm")
    assert hurt
    assert (hurt[0], hurt[1]["label"]) == ("danger", "partner_violence")
    assert listen("This traffic is killing me", "en") is None


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("I hit her last night", "perpetrator"),
        ("She hit me last night", "violence"),
        ("He has my passport and won't let me go", "control"),
        ("My friend says she wants to die", "self_harm_other"),
        ("My dad hits me, I'm 14", "child_minor"),
    ],
)
def test_who_is_meant_is_heard(text: str, reply: str) -> None:
    stage = Stage(home.book(), {"adult": True, "country": "GB"})
    stage.types(text)
    assert (stage.said[-1][0].flow, stage.said[-1][0].step) == ("danger", reply)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die", "Ich will sterben", "Quiero morir", "Je veux mourir", "Voglio morire",
        "Quero morrer", "Я хочу умереть",
    ],
)  # fmt: skip
def test_the_plainest_sentence_is_heard_in_seven_languages(text: str) -> None:
    found = home.book().listen(text, "en")
    assert found
    assert (found[0], found[1]["label"]) == ("danger", "self_harm")


def test_a_number_that_was_not_confirmed_says_so() -> None:
    book, unsure = the_book(), 0
    for country in book.library["helplines"].countries:
        stage = Stage(book, {"adult": True, "country": country})
        stage.types("/safe")
        lines = stage.said[-1][0].values["lines"]
        assert isinstance(lines, list)
        unsure += sum(not line["sure"] for line in lines)
        assert stage.said[-1][1].html.count("not confirmed") == sum(
            not one["sure"] for one in lines
        )
    assert unsure


def test_without_a_country_no_line_is_guessed() -> None:
    stage = Stage(the_book(), {"adult": True, "app_language": "de", "zone": "Europe/Berlin"})
    said = stage.types("/safe").said[-1][0]
    assert said.values["lines"] == []
    assert said.values["emergency"] == []


def test_no_effect_and_no_deed_can_name_somebody_else() -> None:
    named = {
        f.name for one in get_args(effects.Effect) if one is not effects.Say for f in fields(one)
    }
    named |= set(effects.Say.__struct_fields__)
    named |= {name for one in get_args(deeds.Job) for name in one.__struct_fields__}
    assert {"html", "messages", "due"} <= named
    assert not named & {"address", "chat", "to", "person", "user", "recipient"}


def hears(_text: str, _language: str, heard: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "danger", heard


def test_every_crisis_reply_says_that_nobody_reads_along() -> None:
    for (label, which), reply in danger.REPLIES.items():
        heard = {"label": label, ("kind" if label == "partner_violence" else "about"): which}
        listen = partial(hears, heard=heard)
        stage = Stage(replace(the_book(), listen=listen), {"country": "GB"})
        stage.types("anything")
        say, message = stage.said[-1]
        assert (say.flow, say.step) == ("danger", reply)
        assert "Nobody reads this" in message.html
