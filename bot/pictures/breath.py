"""
A breath to follow: a loop in which a flower opens as air comes in and a disc sinks as it goes out.

    in, sip   the petals open and grow                     sign: chevron up (sip: two)
    hold      all stands still inside a ring that fills     sign: pause bars
    out       petals folded, the disc leaves rings behind   sign: chevron down

Cyclic sighing and box breathing are among the exercises that Balban et al. 2023 compared (Cell
Reports Medicine 4, doi 10.1016/j.xcrm.2022.100895); the seconds of each pattern are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.pictures.film import Frame
from bot.pictures.lettering import shrink, width
from bot.pictures.templates import template
from bot.pictures.values import Values, one_of, only, texts_of

FPS: Final = 10  # GIF counts hundredths of a second: 100 ms is exact
SIDE: Final = 480  # px
WINDOW: Final = (64, 23, 352, 352)  # px: what moves between two seconds
SMALL, LARGE = 62.0, 142.0  # px, radius with empty and with full lungs
RIM: Final = 166  # px, radius of the hold's ring
ECHOES: Final = (86.0, 107.0, 128.0, 149.0)  # px, radii of the rings left behind
PETALS: Final = 10
POINTS: Final = 24  # of the outline, a petal
SETTLE: Final = 0.9  # s in which the flower opens or folds
FADE: Final = 0.6  # s in which rings come and go
SIGN_ROOM: Final = 50  # px, from the left edge of the sign to the word
WORD_ROOM: Final = 370  # px
WORD_SIZE, WORD_SMALLEST = 40.0, 28.0  # px; the smallest is about 12 on a phone's screen


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a breath; `start` and `end` say how full the lungs are, 0 to 1."""

    kind: Literal["in", "sip", "hold", "out"]
    seconds: int
    start: float
    end: float

    @property
    def frames(self) -> int:
        """How many pictures this phase lasts."""
        return self.seconds * FPS

    @property
    def petals(self) -> float:
        """What the shape settles to: 1 an open flower, 0 a disc."""
        return 0.0 if self.end == 0 else 1.0


PATTERNS: Final[dict[str, tuple[Phase, ...]]] = {
    "long_exhale": (Phase("in", 4, 0, 1), Phase("out", 6, 1, 0)),
    "box": (
        Phase("in", 4, 0, 1),
        Phase("hold", 4, 1, 1),
        Phase("out", 4, 1, 0),
        Phase("hold", 4, 0, 0),
    ),
    "sigh": (Phase("in", 2, 0, 0.7), Phase("sip", 1, 0.7, 1), Phase("out", 6, 1, 0)),
}


def frames(given: Values) -> Iterator[Frame]:
    """Each frame as SVG, whole at each full second.

    Values: `pattern` (a key of PATTERNS), `labels` (a word for each kind of phase in it). Raises
    ValueError, before the first frame, for what it cannot draw.
    """
    only(given, ("pattern", "labels"))
    pattern = one_of(given.get("pattern"), "pattern", tuple(PATTERNS))
    phases = PATTERNS[pattern]
    words = texts_of(given.get("labels"), "labels", tuple({p.kind: 0 for p in phases}))
    return _draw(phases, words)


def milliseconds(given: Values) -> list[int]:
    """How long each frame of the pattern stays; in all, the pattern's seconds."""
    return [1000 // FPS] * sum(phase.frames for phase in PATTERNS[str(given["pattern"])])


def _draw(phases: tuple[Phase, ...], words: dict[str, str]) -> Iterator[Frame]:
    for place, phase in enumerate(phases):
        before = phases[place - 1]  # in a loop the last comes before the first
        word, size = shrink(words[phase.kind], WORD_ROOM, WORD_SIZE, WORD_SMALLEST)
        left = (SIDE - SIGN_ROOM - width(word, size)) / 2
        for frame in range(phase.frames):
            view = (0, 0, SIDE, SIDE) if frame % FPS == 0 else WINDOW
            svg = template("breath").render(
                _shape(phase, before, frame),
                view=view,
                word=word,
                size=size,
                sign_x=round(left, 1),
                sign_room=SIGN_ROOM,
                rim=RIM,
            )
            yield Frame(svg, view[0], view[1])


def _shape(phase: Phase, before: Phase, frame: int) -> dict[str, object]:
    """The numbers of one frame of `phase`, which follows the phase `before`."""
    second = frame / FPS
    radius = SMALL + (LARGE - SMALL) * _between(phase.start, phase.end, second / phase.seconds)
    petals = _between(before.petals, phase.petals, second / SETTLE)
    presence = min(1.0, second / FADE, (phase.seconds - second) / FADE)
    step = 2 * math.pi / phase.frames
    return {
        "kind": phase.kind,
        "seconds": phase.seconds,
        "left": phase.seconds - frame // FPS,
        "flower": phase.petals > 0,
        "open": round(petals, 2),
        "layers": [
            _outline(radius, 0.34 * petals, 0.0),
            _outline(radius * (1 - 0.16 * petals), 0.34 * petals, 0.5),
            _outline(radius * (1 - 0.34 * petals), 0.30 * petals, 0.0),
        ],
        "presence": round(presence, 2),
        "echoes": _echoes(radius, presence),
        # The ring is laid step by step: redrawn as one arc, its edge would shimmer.
        "gone": frame + 1,
        "turn": 360 / phase.frames,
        "step_end": f"{RIM * math.sin(step):.1f} {-RIM * math.cos(step):.1f}",
    }


def _between(first: float, last: float, share: float) -> float:
    """From first to last along half a wave, at rest at both ends, so that nothing jerks."""
    eased = (1 - math.cos(math.pi * min(1.0, max(0.0, share)))) / 2
    return first + (last - first) * eased


def _outline(radius: float, depth: float, turn: float) -> str:
    """A closed path about the centre: a circle of `radius` px whose rim dips by the share `depth`
    between petals, turned by `turn` petals.
    """
    points = []
    for place in range(PETALS * POINTS):
        angle = 2 * math.pi * place / (PETALS * POINTS)
        near = abs(2 * ((place / POINTS + turn) % 1) - 1)  # 1 at a petal's tip, 0 between two
        lobe = 0.75 * math.sin(math.pi / 2 * near) ** 0.7 + 0.25 * near**6
        reach = radius * (1 - depth * (1 - lobe))
        points.append(f"{reach * math.sin(angle):.1f} {-reach * math.cos(angle):.1f}")
    return "M" + "L".join(points) + "Z"


def _echoes(radius: float, presence: float) -> list[tuple[float, float]]:
    """The rings that a disc of `radius` px has left behind: radius in px, and 0 to 1, how plain."""
    return [
        (ring, round(presence * min(1.0, (ring - radius - 6) / 14), 2))
        for ring in ECHOES
        if ring > radius + 6
    ]
