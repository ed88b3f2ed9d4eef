"""The hard constructions, one by one: who, when, whether, how, and in which words."""

import pytest

from flows.safety import listen

HEARD = {
    "self_harm": [
        "I'm not suicidal but I can't go on",  # denied, then meant
        "not planning anything, I just want to be dead",
        "they would all be better off without me",
        "I won't be here next week",
        "make this softer: I don't want to live without you",
        "my brother says he wants to end his life",
        "no quiero vivir",
        "je veux mourir",
        "ich will sterben",
        "quero morrer",
        "хочу умереть",
        "voglio morire",
    ],
    "partner_violence": [
        "he hasn't hit me this week",
        "it was only a slap",
        "he only hits me when he's drunk",
        "he has my passport",
        "he tracks my phone",
        "she won't let me see my friends",
        "he forces me to have sex",
        "my ex follows me home",
        "I hit my girlfriend",
        "rewrite: you pushed me down the stairs and I felt unheard",
        "he'll kill me, and I mean it",
        "mi marido me pega",
        "mon mari me frappe",
        "mein Mann schlägt mich",
        "meu marido me bate",
        "муж меня бьёт",
        "mio marito mi picchia",
    ],
    "harm_to_others": [
        "I'm going to kill him tonight",
        "I bought a gun and I'm going to use it on her",
    ],
    "child_risk": [
        "my husband hits our son",
        "im 12 and my dad hits me",
        "i am 13 and my uncle touches me",
    ],
    "medical_emergency": ["I took all my pills", "he's not breathing", "crushing pain in my chest"],
    "ambiguous": ["I can't do this anymore", "he scares me", "what's the point"],
}

PASSED = [
    "this traffic is killing me",
    "he has never hit me",
    "she doesn't control me",
    "no thoughts of suicide",
    "I could murder a curry",
    "dying to see you",
    "we hit it off",
    "he beat me at chess",
    "ten years ago I was suicidal, today I'm well",
    "the film ends with a murder",
    "my dissertation is about domestic violence",
    "he killed my character in the game",
    "I'm done with this conversation",
    "she snapped at me about the bins",
    "me muero de risa",
    "je suis morte de rire",
    "ich lach mich tot",
    "ela me mata de rir",
    "он никогда меня не бил",
    "muoio dal ridere",
    "you never listen to me",
    "we cooked and then shared dessert",
]


@pytest.mark.parametrize(
    ("label", "text"), [(k, text) for k, all_ in HEARD.items() for text in all_]
)
def test_heard(label: str, text: str) -> None:
    assert listen(text).label == label


@pytest.mark.parametrize("text", PASSED)
def test_passed(text: str) -> None:
    assert listen(text).label == "none"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he punched me", "victim"),
        ("I slapped my wife", "perpetrator"),
        ("he raped me", "sexual"),
        ("he took my passport and my keys", "coercive"),
        ("my sister's husband beats her", "third_person"),
        ("my ex is stalking me", "stalking"),
    ],
)
def test_kind_of_partner_violence(text: str, kind: str) -> None:
    assert listen(text).kind == kind


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I want to die", "self"),
        ("my friend says she will kill herself", "other"),
        ("i am 13 and my dad hits me", "minor"),
        ("she hits our son", "other"),
        ("he hit me", ""),
    ],
)
def test_whose_danger(text: str, about: str) -> None:
    assert listen(text).about == about


@pytest.mark.parametrize(
    "text", ["he strangled me", "he has a knife at my throat", "он меня душил"]
)
def test_signs_that_go_with_killings(text: str) -> None:
    assert listen(text).lethal


def test_what_is_happening_now() -> None:
    assert listen("he is outside my door with a knife right now").imminent
    assert not listen("he pushed me last year").imminent


def test_the_most_urgent_comes_first() -> None:
    assert listen("he hit me and now I took all my pills").label == "medical_emergency"
    assert listen("he hits me and he hits our son").label == "child_risk"
