"""What the person made ready in a calm hour, shown when its moment comes: if-then plan, new script.

One line after the pull is named: the plan that fits it, or else the script. The script again, with
a choice, where the trigger is tapped that sets the old one off. Beside a partner who harms: none.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows import lists
from flows.assessing import plans
from flows.engine.effects import Effect, Say
from flows.engine.known import JSON, Known
from flows.guards import unsafe
from flows.knowing import card
from flows.pausing.answers import beside, clipped

LINE = 120  # characters of the one line
AROUND = len("Your plan: If , then I will .")
FITS: Mapping[str, tuple[str, ...]] = {
    "reach": ("distance", "both"),
    "away": ("closeness", "both"),
    "both": ("distance", "closeness", "both"),
    "attack": ("both",),
    "upset": ("steady",),
}
"""Pull -> kinds of moments and scripts that belong to it; own words belong to any."""


def remind(known: Known) -> tuple[Effect, ...]:
    """The line, before the lane begins; none where nothing fits."""
    if unsafe(known) or known.text("pull") not in FITS:
        return ()
    plan = _plan(known)
    if plan is not None:
        return (Say("pause", "prepared", values=_halves(known, plan)),)
    new = _fitting_script(known)
    return (Say("pause", "prepared", values={"new": new}),) if new else ()


def script(known: Known) -> str:
    """The new script for the trigger that was tapped; one in own words, if it was not shown yet."""
    if unsafe(known):
        return ""
    found = card.script_for(known, known.text("fact"))
    own = _key(known) == "" and _plan(known) is not None
    return _line(found or (card.script(known)[1] if own else ""))


def has_script(known: Known) -> bool:
    """Whether there is one to show."""
    return script(known) != ""


def _plan(known: Known) -> Mapping[str, JSON] | None:
    """The latest plan whose moment fits the pull."""
    kinds = FITS.get(known.text("pull"), ())
    moments = lists.of(known, "ifs")
    for plan in plans.plans(known):
        moment = moments.get(str(plan.get("if") or ""))
        if moment is None or moment.kind in kinds:
            return plan
    return None


def _halves(known: Known, plan: Mapping[str, JSON]) -> Mapping[str, JSON]:
    """Both halves of the plan, on one line."""
    halves = plans.half(known, plan, "if"), plans.half(known, plan, "then")
    first, second = beside(*halves, LINE - AROUND)
    return {"if_says": first, "then_says": second}


def _fitting_script(known: Known) -> str:
    """The new script, if its kind fits the pull or it is in own words."""
    one = lists.of(known, "scripts").get(_key(known))
    fits = one is None or one.kind in FITS.get(known.text("pull"), ())
    return _line(card.script(known)[1]) if fits else ""


def _key(known: Known) -> str:
    """The key of the script that is kept; "" for own words and for none."""
    found = known.person.kept.get("script")
    return str(found.get("key") or "") if isinstance(found, Mapping) else ""


def _line(text: str) -> str:
    return clipped(text.rstrip(".!? "), 90)
