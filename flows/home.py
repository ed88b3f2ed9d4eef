"""
Home: everything there is, in the article's order. Only what exists is offered.

    menu ─ a tile with several ─▶ tile ─▶ the exercise
      └─── a tile with one ──────────────▶ the exercise
    heard (words typed outside of any exercise) ─ yes ─▶ the likeliest exercise
    unheard (words that point to none) ─▶ as menu · under 18: young
"""

from __future__ import annotations

from dataclasses import replace

from flows.engine.flow import Flow, Go, GoTo, Step, When
from flows.engine.known import Known
from flows.engine.ways import Option, Pick
from flows.start import is_minor

# Understand, calm, say it, get help; then together, practise, the bot itself.
TILES = {
    "to_understand": (
        "assess", "me", "observe", "partner", "dance", "reframe", "learn", "early", "faq",
    ),
    "to_calm": (
        "pause", "timeout", "toolkit", "anchor", "stay", "notice", "worry", "compassion",
    ),
    "to_say": (
        "say", "share", "needs", "boundary", "listen", "reassure", "bids", "repair",
    ),
    "to_help": ("safe", "therapy"),
    "to_together": ("together",),
    "to_practise": ("checkin", "plan", "journal", "progress", "goal", "secure"),
    "settings": ("settings",),
    "privacy": ("privacy",),
}  # fmt: skip


def inside(tile: str, known: Known) -> list[str]:
    """The exercises of a tile that this book has."""
    there = known.library.get("flows", ())
    return [flow for flow in TILES.get(tile, ()) if flow in there]


def tiles(known: Known) -> list[Option]:
    """A button for each tile; of one that holds a single exercise, that exercise's; else none."""
    found = ((tile, inside(tile, known)) for tile in TILES)
    return [Option(flows[0] if len(flows) == 1 else tile) for tile, flows in found if flows]


def calm_first(known: Known) -> list[Option]:
    """The tiles, after what helps soonest."""
    first = Option("pause")
    return [first, *(tile for tile in tiles(known) if tile != first)]


def exercises(known: Known) -> list[Option]:
    """The buttons of the tile that was opened."""
    return [Option(flow) for flow in inside(known.text("pick"), known)]


def is_tile(known: Known) -> bool:
    """Whether a tile of several was tapped."""
    return len(inside(known.text("pick"), known)) > 1


def points_somewhere(known: Known) -> bool:
    """Whether words that were typed outside of any exercise point to one."""
    return known.text("heard") in known.library.get("flows", ())


def new_here(known: Known) -> bool:
    """Whether the welcome is still ahead."""
    return not known.person.adult


def was_typed(known: Known) -> bool:
    """Whether words, and not a command, led here."""
    return known.has("heard")


MENU = Pick(tiles, save="pick", then=When(is_tile, "tile", otherwise=GoTo("pick")), columns=2)

flow = Flow(
    "home",
    version=2,
    command="home",
    gated=False,
    menu=True,
    start=When(
        points_somewhere,
        "heard",
        otherwise=When(
            is_minor,
            "young",
            otherwise=When(
                new_here, Go("start"), otherwise=When(was_typed, "unheard", otherwise="menu")
            ),
        ),
    ),
    steps=(
        Step("menu", reads=MENU, bar=("help",)),
        Step("unheard", reads=replace(MENU, offers=calm_first), bar=("help",)),
        Step("heard", on={"yes": GoTo("heard", carry="words"), "menu": "menu"}, bar=("help",)),
        Step("young", on={"pause": Go("pause")}),
        Step("tile", reads=Pick(exercises, save="flow", then=GoTo("flow")), bar=("back", "help")),
    ),
)
