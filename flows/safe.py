"""
Safe: numbers first, from any state. Then, for those who want it, a private look at three signs.

    numbers ─ a check ─▶ signs ─ one is true ─▶ yours
       │                   ├──── not sure ────▶ unsure
       │                   └──── none ────────▶ none
       ├─ my phone is read ──▶ phone
       ├─ about someone else ▶ someone
       ├─ more ─▶ more · other country ─▶ country, which
       ├─ delete and leave ──▶ quit
       └─ done ──────────────▶ end
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows import guards, numbers
from flows.engine.flow import END, Flow, Go, Step, Target
from flows.engine.known import JSON, Known


def told(known: Known, label: str) -> Mapping[str, JSON]:
    """The numbers for a label."""
    return numbers.told(known, label)


def told_all(known: Known) -> Mapping[str, JSON]:
    """All numbers of the country."""
    return numbers.told_all(known, "ambiguous")


ANY = partial(told, label="ambiguous")
PARTNER = partial(told, label="partner_violence")
LEAVE: Mapping[str, Target] = {"delete": Go("quit"), "done": END}
BAR = ("back",)

flow = Flow(
    "safe",
    version=1,
    command="safe",
    also=("sos",),
    gated=False,
    interrupts=True,
    steps=(
        Step(
            "numbers",
            reads=numbers.tap_country("numbers"),
            on={
                "signs": "signs",
                "phone": "phone",
                "someone": "someone",
                "more": "more",
                "country": "country",
                **LEAVE,
            },
            does=(numbers.keep_country,),
            tells=ANY,
            bar=(),
            columns=2,
        ),
        Step(
            "signs",
            on={
                **dict.fromkeys(("afraid", "hurt", "controlled"), "yours"),
                "unsure": "unsure",
                "none": "none",
            },
            bar=BAR,
        ),
        Step("yours", on={"phone": "phone", **LEAVE}, does=(guards.flag,), tells=PARTNER, bar=()),
        Step("unsure", on={"phone": "phone", **LEAVE}, tells=PARTNER, bar=BAR),
        Step("none", on={"done": END}, bar=BAR),
        Step("phone", on=LEAVE, bar=BAR),
        Step("someone", on=LEAVE, tells=PARTNER, bar=BAR),
        Step("more", on={"country": "country", **LEAVE}, tells=told_all, bar=BAR),
        *numbers.ask_country(then="numbers", on={}),
    ),
)
