"""
Settings: one screen of what is set. Each change is kept at once; leaving undoes nothing.

    overview ─▶ language, hour, quiet, tidy, retain, others ─▶ overview
      │    └──▶ country (which_country), zone (which) ─▶ overview
      └─ done ─▶ closed
"""

from __future__ import annotations

from flows import preferences
from flows.engine.flow import Flow, Step, When
from flows.engine.known import Known
from flows.engine.ways import Choice, Pick
from flows.zones import ask_zone, has_zone


def has_country(known: Known) -> bool:
    """Whether the answer left no question open."""
    return known.has("country")


def needs_no_zone(known: Known) -> bool:
    """Whether an hour can be kept without asking whose hour it is."""
    return has_zone(known) or known.text("at") == preferences.OFF


KEPT_COUNTRY = When(has_country, "overview", otherwise="which_country")

flow = Flow(
    "settings",
    version=2,
    command="settings",
    steps=(
        Step(
            "overview",
            on={
                "language": "language",
                "country": "country",
                "zone": "zone",
                "hour": "hour",
                "quiet": "quiet",
                "tidy": "tidy",
                "retain": "retain",
                "others": "others",
                "done": "closed",
            },
            save="change",
            does=(preferences.keep,),
            tells=preferences.told,
            bar=("help",),
            columns=2,
        ),
        Step("language", reads=Pick(preferences.languages, "language", then="overview")),
        Step(
            "country",
            reads=Pick(
                preferences.countries, "country", then=KEPT_COUNTRY, find=preferences.read_country
            ),
        ),
        Step(
            "which_country",
            reads=Pick(
                preferences.candidates, "country", then=KEPT_COUNTRY, find=preferences.read_country
            ),
        ),
        *ask_zone(then="overview"),
        Step(
            "hour",
            reads=Pick(
                preferences.hours,
                "at",
                then=When(needs_no_zone, "overview", otherwise="zone"),
                find=preferences.read_hour,
            ),
        ),
        Step(
            "quiet",
            reads=Pick(
                preferences.quiet_hours, "quiet", then="overview", find=preferences.read_quiet
            ),
        ),
        Step(
            "tidy",
            reads=Pick(preferences.tidy_hours, "tidy", then="overview", find=preferences.read_tidy),
        ),
        Step(
            "retain",
            reads=Pick(
                preferences.retain_days, "retain", then="overview", find=preferences.read_retain
            ),
        ),
        Step(
            "others", reads=Choice(preferences.ON, preferences.OFF, save="others", then="overview")
        ),
        Step("closed"),
    ),
)
