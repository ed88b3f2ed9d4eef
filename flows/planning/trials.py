"""Small experiments: what somebody expects of a step, what really happened, and the two compared.

Records: `experiment` {step, test, expected, happened} where it was about others or oneself;
`coped` {step, expected, happened}, 0 to 10, where it was about bearing something;
`promise` {who, kept} as in /observe.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows.engine.effects import Effect, Keep
from flows.engine.flow import Target, When
from flows.engine.known import JSON, Known
from flows.planning import marks
from flows.planning.plan import OPEN
from flows.planning.week import step_of

WORDS: Mapping[str, Mapping[str, int]] = {
    "reaction": {"kind": 0, "interest": 0, "nothing": 1, "light": 2, "annoyed": 3, "away": 3},
    "self": {"glad": 0, "myself": 0, "same": 1, "tight": 2, "lost": 3},
}
"""What can be expected of others, and of oneself, with how hard it is: 0 is the kindest."""
ENOUGH = 3  # experiments from which on their comparison is told as more than chance


def tests(known: Known, test: str) -> bool:
    """Whether the open step is tried out in this way; its smallest form is only pictured."""
    pair = step_of(known, known.text("go"))
    return pair is not None and not pair[0].small and pair[1].test == test


def guessed(known: Known, test: str) -> bool:
    """Whether something was predicted for the open step of this kind."""
    pair = step_of(known, known.text("go"))
    return tests(known, test) and pair is not None and bool(pair[0].guess)


EXPECT: Target = When(
    partial(tests, test="hard"),
    "expect_hard",
    When(partial(tests, test="self"), "expect_self", otherwise="expect_reaction"),
)
DONE: Target = When(
    partial(tests, test="hard"),
    "happened_hard",
    When(
        partial(tests, test="promise"),
        "promised",
        When(
            partial(guessed, test="self"),
            "happened_self",
            When(partial(guessed, test="reaction"), "happened_reaction", otherwise="did"),
        ),
    ),
)


def guess(known: Known) -> tuple[Effect, ...]:
    """Keep what is expected with the step, until it was tried."""
    plan = marks.marked(known, OPEN, guess=str(known.answers.get("expected", "")))
    return () if plan is None else (marks.save(plan),)


def compare(known: Known) -> tuple[Effect, ...]:
    """Keep what was expected and what happened; the step is done."""
    pair = step_of(known, known.text("go"))
    happened = known.answers.get("happened")
    if pair is None or happened is None:
        return ()
    slot, step = pair
    expected: JSON = int(slot.guess) if slot.guess.isdecimal() else slot.guess
    both: dict[str, JSON] = {"step": step.key, "happened": happened}
    if slot.guess:
        both["expected"] = expected
    if step.test == "hard":
        return (*marks.done(known), Keep("coped", both))
    return (*marks.done(known), Keep("experiment", {**both, "test": step.test}))


def promise(known: Known) -> tuple[Effect, ...]:
    """Log the promise; a kept one is a step done, another one is laid aside."""
    was_kept = known.text("promise") == "yes"
    log = Keep("promise", {"who": "me", "kept": was_kept})
    return (*(marks.done(known) if was_kept else marks.not_now(known)), log)


def verdict(expected: JSON, happened: JSON) -> str:
    """`better`, `worse` or `same` than expected; "" where nothing was."""
    if isinstance(expected, int) and isinstance(happened, int):
        return _word(expected - happened)
    for scale in WORDS.values():
        if expected in scale and happened in scale:
            return _word(scale[str(expected)] - scale[str(happened)])
    return ""


def _word(difference: int) -> str:
    return "better" if difference > 0 else "worse" if difference < 0 else "same"


def told(known: Known) -> Mapping[str, JSON]:
    """The two side by side, after they were kept; and how it was over all experiments so far."""
    pair = step_of(known, known.text("go"))
    before = pair[0].guess if pair else ""
    expected: JSON = int(before) if before.isdecimal() else before
    happened = known.answers.get("happened")
    return {
        "expected": expected,
        "happened": happened,
        "verdict": verdict(expected, happened),
        "hard": bool(pair and pair[1].test == "hard"),
        "coped": len(known.records("coped")) + 1,
    }


def counted(known: Known) -> Mapping[str, JSON]:
    """The log in numbers: how often borne, how hard expected and how hard it was, and the rest."""
    records = known.records("coped")
    pairs = [
        (expected, happened)
        for one in records
        if isinstance(expected := one.data.get("expected"), int)
        and isinstance(happened := one.data.get("happened"), int)
    ]
    verdicts = [
        verdict(one.data.get("expected"), one.data.get("happened"))
        for one in known.records("experiment")
    ]
    enough = len(pairs) >= ENOUGH
    return {
        "coped": len(records),
        "coped_expected": round(sum(pair[0] for pair in pairs) / len(pairs)) if enough else None,
        "coped_was": round(sum(pair[1] for pair in pairs) / len(pairs)) if enough else None,
        "tried": len(verdicts),
        "better": verdicts.count("better"),
        "as_expected": verdicts.count("same"),
        "worse": verdicts.count("worse"),
        "enough": len(verdicts) >= ENOUGH,
        "missing": max(0, ENOUGH - len(verdicts)),
        "promises": sum(
            one.data.get("who") == "me" and one.data.get("kept") is True
            for one in known.records("promise")
        ),
    }
